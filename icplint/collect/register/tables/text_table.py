"""Comma, tab or semicolon separated text -> records."""

import re
from functools import partial
from itertools import islice

from icplint.collect.register.shapes.recognise import best_header
from icplint.collect.register.tables.table import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    Opened,
    Records,
    Table,
    Unit,
    empty,
    no_domain_column,
)
from icplint.collect.register.tables.text_file import refuse_endless_lines, text_lines
from icplint.collect.sites.charset import Charset
from icplint.collect.sites.delimited import cut_records, too_many_fields
from icplint.collect.sites.row import BrokenRow
from icplint.late import pattern

_DELIMITERS = ",\t;"
_NOTE = pattern(r"[\s,;]*#\s*(as_of|complete_for)\s*[:：=](.*)", re.IGNORECASE)
_MOST_NOTES = 50
"""Lines of notes above the header."""
_LOWEST_HEADER = 1_000
"""Lines behind the notes in which a header is looked for."""


def text_table(opened: Opened, charset: Charset) -> Table:
    """The table of a delimited text file.

    Raises:
        RegisterError: Nothing at its beginning names a column of domains.
    """
    refuse_endless_lines(opened)
    notes, above = _notes(opened, charset)
    found: list[tuple[str, int, tuple[str, ...]]] = []
    for delimiter in _DELIMITERS:
        with text_lines(opened, charset) as lines:
            found += [
                (delimiter, record[0], tuple(record[1]))
                for record in islice(
                    cut_records(islice(lines, above, above + _LOWEST_HEADER), delimiter), HEADER_WITHIN
                )
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
    with text_lines(opened, charset) as lines:
        records = cut_records(islice(lines, above, None), delimiter)
        for record in records:
            if (record.line if isinstance(record, BrokenRow) else record[0]) >= header:
                break
        for record in records:
            if isinstance(record, BrokenRow):
                yield BrokenRow(record.line + above, record.reason)
                continue
            line, cells = record
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                yield BrokenRow(line + above, too_many_fields(len(cells), width))
            else:
                yield line + above, names, cells


def _notes(opened: Opened, charset: Charset) -> tuple[dict[str, str], int]:
    """What the lines with `#` above the header say, and how many lines they are."""
    notes: dict[str, str] = {}
    above = 0
    with text_lines(opened, charset) as lines:
        for line in islice(lines, _MOST_NOTES):
            if not line.lstrip('\ufeff"').startswith("#"):
                break
            above += 1
            if note := _NOTE.match(line.replace('"', "")):
                notes[note[1].lower()] = note[2].strip().strip(",;\t").strip()
    return notes, above
