"""Starts the program: `icplint`, or `python -m icplint`.

An old Python must be able to read this file and to say why it will not do: no newer syntax down here,
and nothing of icplint is imported before the check.
"""

import atexit
import gc
import sys

OLDEST = (3, 11)
TOO_OLD = "icplint needs Python 3.11 or newer. / icplint 需要 Python 3.11 或更新版本。"


def refusal(version: "tuple[int, ...]", encoding: str) -> str:
    """The line for a Python that is too old, as the console can show it; empty where it will do."""
    if version[:2] >= OLDEST:
        return ""
    return TOO_OLD.encode(encoding, "replace").decode(encoding)


def main() -> int:
    """Run the command line and return its exit code."""
    line = refusal(tuple(sys.version_info[:2]), getattr(sys.stderr, "encoding", None) or "ascii")
    if line:
        sys.stderr.write(line + "\n")
        return 2
    # A start makes what the whole run needs, and an end leaves it all to the system: the collector of cycles finds
    # nothing in either, and its looks take a fifth of the time of a short run. It works from the command's import on.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        from icplint.cli.main import run  # noqa: PLC0415 - only once the version is known to do

        return run(sys.argv[1:])
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
