"""Comma, tab or semicolon separated text -> rows, one at a time."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icplint.collect.sites.header import Header
from icplint.collect.sites.row import BrokenRow, Row
from icplint.model.text import Text, text

MAX_RECORD_LINES = 20
"""Lines that one row may span by its quoted fields. A quote that is never closed spoils one line, not the list."""


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line, or of several where quoted fields span them."""

    line: int
    cells: tuple[str, ...]


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record | BrokenRow]:
    """Records in order, those without any text left out."""
    for cut in cut_records(lines, delimiter):
        yield cut if isinstance(cut, BrokenRow) else Record(cut[0], tuple(cut[1]))


def cut_records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]] | BrokenRow]:
    """The 1-based line and the cells of each record, those without any text left out."""
    text_lines = _Lines(lines)
    while (start := text_lines.taken + 1) and (line := text_lines.take()) is not None:
        if not line.strip():
            continue
        if '"' not in line:
            # The common line: without quotes, each delimiter parts two cells, and each line is a record.
            cells = line.rstrip("\r\n").split(delimiter)
        else:
            followers: list[str] = []
            try:
                cells = next(csv.reader(_feed(line, text_lines, followers), delimiter=delimiter, strict=True))
            except csv.Error as wrong:
                text_lines.put_back(followers)
                yield BrokenRow(start, _reason(str(wrong)))
                continue
        if any(cell.strip() for cell in cells):
            yield start, cells


def rows(
    lines: Iterable[str], delimiter: str, header: Header, *, skip_first: bool
) -> Iterator[Row | BrokenRow]:
    """Rows under a header; the first record is the header itself where `skip_first` says so."""
    for record in records(lines, delimiter):
        match record:
            case BrokenRow():
                yield record
            case Record(line, cells):
                if skip_first:
                    skip_first = False
                elif any(cell.strip() for cell in cells[header.width :]):
                    yield BrokenRow(line, too_many_fields(len(cells), header.width))
                else:
                    yield header.row(line, cells)


class _Lines:
    """Lines, of which some may be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken = 0

    def take(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is not None:
            self.taken += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        self._waiting.extendleft(reversed(lines))
        self.taken -= len(lines)


def _feed(line: str, lines: _Lines, followers: list[str]) -> Iterator[str]:
    yield line
    while len(followers) + 1 < MAX_RECORD_LINES and (more := lines.take()) is not None:
        followers.append(more)
        yield more


def _reason(wrong: str) -> Text:
    if "unexpected end of data" in wrong:
        return text(
            en=f"a quotation mark is opened and not closed within {MAX_RECORD_LINES} lines",
            zh=f"引号未闭合（{MAX_RECORD_LINES} 行内未见后引号）",
        )
    if "larger than field limit" in wrong:
        return text(en="a field is too long", zh="字段过长")
    return text(
        en="a quotation mark stands inside a quoted field; double it, or leave the quotes off",
        zh="带引号的字段中又出现引号；请写成两个引号，或去掉外层引号",
    )


def too_many_fields(cells: int, width: int) -> Text:
    """What is wrong with a row that has more cells than the header has columns."""
    return text(
        en=f"{cells} fields where the header has {width}; put fields that hold the separator in quotes",
        zh=f"该行有 {cells} 个字段，表头只有 {width} 个；含分隔符的字段请加引号",
    )
