"""Lays out help text that may hold wide Chinese characters."""

from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

import click

from icplint.words.line_breaks import unbreakable

_FIRST_COLUMN_MAX = 30
_GAP = 2


def width_of(text: str) -> int:
    """The columns that a text takes on a terminal: two for each wide character."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """The lines of one paragraph, each at most `width` columns wide where a break is allowed."""
    line = ""
    for piece in unbreakable(text):
        if line and width_of(line) + width_of(piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


class HelpPage(click.HelpFormatter):
    """click's help page, measured in columns instead of characters."""

    def write_text(self, text: str) -> None:
        """Write paragraphs; lines that begin with a blank stand as they are."""
        for line in text.splitlines():
            if line.startswith(" ") or not line:
                self.write(f"{'':{self.current_indent}}{line}".rstrip() + "\n")
                continue
            for wrapped in wrap(line, self.width - self.current_indent):
                self.write(f"{'':{self.current_indent}}{wrapped}\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = _FIRST_COLUMN_MAX,
        col_spacing: int = _GAP,
    ) -> None:
        """Write a list of terms and what they mean, in two columns."""
        rows = tuple(rows)
        column = min(max(width_of(term) for term, _ in rows), col_max) + col_spacing
        margin = " " * self.current_indent
        for term, meaning in rows:
            lines = list(wrap(meaning, max(self.width - self.current_indent - column, 10)))
            if width_of(term) + col_spacing > column or not lines:
                self.write(f"{margin}{term}\n")
            else:
                self.write(f"{margin}{term}{' ' * (column - width_of(term))}{lines.pop(0)}\n")
            for line in lines:
                self.write(f"{margin}{'':{column}}{line}\n")
