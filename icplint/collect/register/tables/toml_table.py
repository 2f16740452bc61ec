"""TOML -> records: `as_of`, `complete_for`, and a `[[filings]]` for each row."""

import tomllib
from datetime import date, datetime
from functools import partial
from typing import Any

from icplint.collect.register.columns import Field
from icplint.collect.register.shapes.recognise import understood
from icplint.collect.register.tables.table import (
    MAX_COLUMNS,
    Opened,
    Records,
    Table,
    Unit,
    no_domain_column,
    too_large,
)
from icplint.collect.register.tables.text_file import text_lines
from icplint.collect.sites.charset import Charset
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow
from icplint.errors import RegisterError
from icplint.late import pattern
from icplint.model.text import text

MAX_TOML_BYTES = 4 * 1024 * 1024
"""Some ten thousand rows; written by hand, it has fewer, and its reader is slow."""
_KEY_LIKE = pattern(r"[\w\"'. \t-]+")
_MOST_DOTS = 100
"""In one key: reading it takes time by the square of them."""
_KEYS = ("as_of", "complete_for", "filings")


def toml_table(opened: Opened, charset: Charset) -> Table:
    """The table of a TOML file.

    Raises:
        RegisterError: It is none, holds unknown keys, or none of its filings names a domain.
    """
    if opened.path.stat().st_size > MAX_TOML_BYTES:
        raise too_large(opened.source, MAX_TOML_BYTES)
    with text_lines(opened, charset) as file:
        written = file.read().replace("\r\n", "\n")
    if any(run.count(".") > _MOST_DOTS for run in _KEY_LIKE.findall(written)):
        raise RegisterError(
            f"{opened.source}: a key has more than {_MOST_DOTS} dots; write a [[filings]] for each site",
            f"{opened.source}：某个键中的点超过 {_MOST_DOTS} 个；请为每个网站写一个 [[filings]]",
        )
    try:
        root = tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        why = quoted(str(wrong))
        raise RegisterError(
            f"{opened.source}: no TOML: {why}; write as_of, complete_for and a [[filings]] for each site",
            f"{opened.source}：不是有效的 TOML（{why}）；请写 as_of、complete_for，并为每个网站写一个 [[filings]]",
        ) from None
    except (RecursionError, ValueError):  # ValueError: a number of more digits than are read
        raise RegisterError(
            f"{opened.source}: no TOML that can be read; write as_of, complete_for and a [[filings]] for each site",
            f"{opened.source}：无法读取的 TOML；请写 as_of、complete_for，并为每个网站写一个 [[filings]]",
        ) from None
    unknown = next((key for key in root if key not in _KEYS), None)
    filings = root.get("filings", [])
    if unknown is not None or not isinstance(filings, list):
        key = quoted(unknown if unknown is not None else "filings")
        raise RegisterError(
            f"{opened.source}: {key} has no place here; write as_of, complete_for and a [[filings]] for each site",
            f"{opened.source}：此处不能写 {key}；请写 as_of、complete_for，并为每个网站写一个 [[filings]]",
        )
    rows = [row for row in filings if isinstance(row, dict)]
    if rows and not any(Field.DOMAIN in understood(tuple(row))[1].places for row in rows):
        raise no_domain_column(opened.source, tuple(rows[0]))
    complete_for = root.get("complete_for", [])
    return Table(
        form="toml",
        unit=Unit.ITEM,
        names=tuple(rows[0]) if rows else (),
        records=partial(_records, filings),
        as_of=_cell(root["as_of"]) if "as_of" in root else None,
        complete_for=tuple(map(_cell, complete_for if isinstance(complete_for, list) else [complete_for])),
    )


def _records(filings: list[Any]) -> Records:
    for place, row in enumerate(filings, start=1):
        if isinstance(row, dict) and len(row) <= MAX_COLUMNS:
            yield place, tuple(row), [_cell(value) for value in row.values()]
        else:
            yield BrokenRow(place, text(en="an item is no table with columns", zh="该条不是由字段组成的表"))


def _cell(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case int():
            return str(value) if abs(value) < 10**40 else ""
        case list() if all(isinstance(part, str) for part in value):
            return ",".join(value)
        case _:
            return ""
