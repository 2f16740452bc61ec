"""Standard output and standard error, on every console."""

import io
import os
import sys

from icplint.model.text import Language, Text


def make_streams_safe() -> None:
    """Let a console that cannot express a character show `?` in its place; nothing raises for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(what: Text, language: Language) -> None:
    """Write to standard error, one line for each line of the sentence; what steers a terminal is shown as `?`."""
    for line in what.of(language).splitlines():
        sys.stderr.write(f"icplint: {''.join(char if char.isprintable() else '?' for char in line)}\n")
    sys.stderr.flush()


def give_up_stdout() -> None:
    """Point standard output to nowhere, so that the interpreter's last flush finds no closed pipe."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
