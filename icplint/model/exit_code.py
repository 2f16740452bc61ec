"""The numbers that a command ends with."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The published exit codes."""

    CLEAN = 0
    """Nothing at or above `--fail-on`."""
    FINDINGS = 1
    """Findings at or above `--fail-on`."""
    USAGE = 2
    """A flag, a setting, a list or an output path cannot be used."""
    NOT_MEASURED = 3
    """Nothing could be measured, or coverage fell below its minimum: fails closed."""
    FAULT = 4
    """A fault of icplint itself."""
    INTERRUPTED = 130
    """Ctrl-C; what was finished is reported."""
