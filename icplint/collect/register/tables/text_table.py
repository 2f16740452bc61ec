"""Comma, tab or semicolon separated text -> records."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import BinaryIO

from icplint.collect.register.shapes.recognise import best_header
from icplint.collect.register.tables.table import (
    HEADER_WITHIN,
    MAX_BYTES,
    MAX_COLUMNS,
    Opened,
    Records,
    Table,
    Unit,
    empty,
    no_domain_column,
    too_large,
)
from icplint.collect.sites.charset import Charset, tell_charset
from icplint.collect.sites.delimited import cut_records, too_many_fields
from icplint.collect.sites.row import BrokenRow
from icplint.errors import RegisterError, SiteListError

_CHUNK = 1 << 20
_DELIMITERS = ",\t;"
_NOTE = re.compile(r"[\s,;]*#\s*(as_of|complete_for)\s*[:：=](.*)", re.IGNORECASE)
_MOST_NOTES = 50
"""Lines of notes above the header."""


def text_table(opened: Opened) -> Table:
    """The table of a delimited text file.

    Raises:
        RegisterError: It is no text, or nothing at its beginning names a column of domains.
    """
    charset = _charset(opened)
    notes, above = _notes(opened, charset)
    found: list[tuple[str, int, tuple[str, ...]]] = []
    for delimiter in _DELIMITERS:
        with _lines(opened, charset, above) as lines:
            found += [
                (delimiter, record[0], tuple(record[1]))
                for record in islice(cut_records(lines, delimiter), HEADER_WITHIN)
                if not isinstance(record, BrokenRow) and len(record[1]) <= MAX_COLUMNS
            ]
    if not found:
        raise empty(opened.source)
    header = best_header(found)
    if header is None:
        raise no_domain_column(opened.source, found[0][2])
    delimiter, place, names = header
    return Table(
        form="csv",
        unit=Unit.LINE,
        names=names,
        records=partial(_records, opened, charset, delimiter, names, header=place, above=above),
        as_of=notes.get("as_of"),
        complete_for=tuple(notes["complete_for"].split(",")) if "complete_for" in notes else (),
    )


def _records(
    opened: Opened, charset: Charset, delimiter: str, names: tuple[str, ...], *, header: int, above: int
) -> Records:
    width = len(names)
    with _lines(opened, charset, above) as lines:
        for record in cut_records(lines, delimiter):
            if isinstance(record, BrokenRow):
                if record.line > header:
                    yield BrokenRow(record.line + above, record.reason)
                continue
            line, cells = record
            if line > header:
                if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                    yield BrokenRow(line + above, too_many_fields(len(cells), width))
                else:
                    yield line + above, names, cells


def _notes(opened: Opened, charset: Charset) -> tuple[dict[str, str], int]:
    """What the lines with `#` above the header say, and how many lines they are."""
    notes: dict[str, str] = {}
    above = 0
    with _lines(opened, charset, 0) as lines:
        for line in islice(lines, _MOST_NOTES):
            if not line.lstrip('\ufeff"').startswith("#"):
                break
            above += 1
            if note := _NOTE.match(line.replace('"', "")):
                notes[note[1].lower()] = note[2].strip().strip(",;\t").strip()
    return notes, above


def _charset(opened: Opened) -> Charset:
    with opened.path.open("rb") as file:
        _refuse_long(file, opened.source)
        try:
            return tell_charset(file, opened.source)
        except SiteListError:
            raise RegisterError(
                f"{opened.source}: no register in UTF-8, UTF-16 or GB18030 text; save it as CSV UTF-8 or as .xlsx",
                f"{opened.source}：不是 UTF-8、UTF-16 或 GB18030 编码的备案数据；请另存为“CSV UTF-8”或 .xlsx",
            ) from None


def _refuse_long(file: BinaryIO, source: str) -> None:
    """Refuse what would fill the memory: too many bytes, or a line that does not end."""
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large(source, MAX_BYTES)
        if len(chunk) == _CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            raise RegisterError(
                f"{source}: a line has more than {_CHUNK >> 20} MB; write one site a line",
                f"{source}：某一行超过 {_CHUNK >> 20} MB；请每行只写一个网站",
            )


@contextmanager
def _lines(opened: Opened, charset: Charset, above: int) -> Iterator[Iterator[str]]:
    """The lines behind the notes, with their ends, so that those inside quoted fields are kept."""
    with (
        opened.path.open("rb") as file,
        io.TextIOWrapper(file, encoding=charset.codec, errors="replace", newline="") as lines,
    ):
        yield islice(lines, above, None)
