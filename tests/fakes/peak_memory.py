"""The peak of the memory of a process."""

import subprocess
import sys
from collections.abc import Sequence

from tests.fakes.command_line import environment

_MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], check=False)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
    "sys.exit(done.returncode)\n"
)
"""Runs a command and tells the peak of its memory; a process of its own, so that no other child is counted."""


def peak_kb(arguments: Sequence[str]) -> int:
    """The peak of a call of icplint, in KB.

    Raises:
        AssertionError: It did not end with 0.
    """
    command = [sys.executable, "-m", "icplint", *arguments]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    return int(done.stderr.split()[-1])
