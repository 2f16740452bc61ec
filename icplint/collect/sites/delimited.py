"""Comma, tab or semicolon separated text -> rows, one at a time."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from icplint.collect.sites.header import Header
from icplint.collect.sites.row import BrokenRow, Row
from icplint.late import dataclass
from icplint.model.text import Text, text

if TYPE_CHECKING:
    from _csv import Dialect

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
    source = iter(lines)
    waiting: deque[str] = deque()
    # Made once: a reader that is handed a dialect does not have to make one.
    dialect = csv.reader((), delimiter=delimiter, strict=True).dialect
    start = 0
    while (line := waiting.popleft() if waiting else next(source, None)) is not None:
        start += 1
        spanned = 0
        if '"' not in line:
            # The common line: without quotes, each delimiter parts two cells, and each line is a record.
            cells = line.rstrip("\r\n").split(delimiter)
        elif (whole := _one_line(line, dialect)) is not None:
            cells = whole
        else:
            followers: list[str] = []
            try:
                cells = next(csv.reader(_feed(line, chain(_taken(waiting), source), followers), dialect))
            except csv.Error as wrong:
                waiting.extendleft(reversed(followers))
                yield BrokenRow(start, _reason(str(wrong)))
                continue
            spanned = len(followers)
        if cells[0].strip() or any(cell.strip() for cell in cells):
            yield start, cells
        start += spanned


def _one_line(line: str, dialect: "Dialect") -> list[str] | None:
    """The cells of a record that ends with its line; None where its quotes reach further, or are wrong."""
    try:
        return next(csv.reader((line,), dialect))
    except csv.Error:
        return None


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


def _taken(waiting: deque[str]) -> Iterator[str]:
    while waiting:
        yield waiting.popleft()


def _feed(line: str, lines: Iterator[str], followers: list[str]) -> Iterator[str]:
    """A line, and those behind it as far as its quotes reach."""
    yield line
    for more in islice(lines, MAX_RECORD_LINES - 1):
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
