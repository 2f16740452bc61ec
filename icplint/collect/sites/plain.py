"""Plain text with one target a line -> rows, one at a time."""

import re
from collections.abc import Iterable, Iterator

from icplint.collect.sites.columns import Column
from icplint.collect.sites.row import Row
from icplint.late import pattern

_COMMENT = pattern(r"(?:\A|\s)#.*", re.DOTALL)


def plain_rows(lines: Iterable[str]) -> Iterator[Row]:
    """A row for each line with text; `#` at the front or behind a blank begins a comment."""
    for number, line in enumerate(lines, start=1):
        if target := _COMMENT.sub("", line.strip()).strip():
            yield Row(line=number, known={Column.TARGET: target})
