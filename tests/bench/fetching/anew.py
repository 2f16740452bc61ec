"""Reads every page anew: a benchmark shows the same pages again and again, and a scan of strangers never does."""

from icplint.numbers import find
from icplint.read.evidence import notices


def read_all_anew() -> None:
    """Let nothing that reading remembers of one page help it with another, for the rest of this process."""
    find.REMEMBERED = notices.REMEMBERED = -1
