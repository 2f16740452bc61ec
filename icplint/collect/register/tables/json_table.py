"""JSON and JSON lines -> records: rows in an array, or in the envelopes of services."""

import io
import json
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

from icplint.collect.register.columns import Field
from icplint.collect.register.shapes.recognise import understood
from icplint.collect.register.tables.envelopes import ErrorBody, rows_in
from icplint.collect.register.tables.table import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    Opened,
    Record,
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

MAX_JSON_BYTES = 64 * 1024 * 1024
"""A document is held in memory as a whole."""
MAX_JSON_LINE = 1 << 20
"""Characters of one line of JSON lines."""
_APP_NUMBER = pattern(r"-[1-9][0-9]{0,4}[AXK]\s*\Z")
_NO_OBJECT = text(en="an item is no object with columns", zh="该条不是由字段组成的对象")
_MOST_NAMES = 256


def json_table(opened: Opened, charset: Charset) -> Table:
    """The table of one JSON document.

    Raises:
        RegisterError: It is none, it is a service's error, or none of its rows names a domain.
    """
    if opened.path.stat().st_size > MAX_JSON_BYTES:
        raise too_large(opened.source, MAX_JSON_BYTES)
    with text_lines(opened, charset) as file:
        document = file.read()
    try:
        root = _decoded(document)
        items = list(rows_in(root))
    except json.JSONDecodeError as wrong:
        raise _no_json(opened.source, wrong) from None
    except RecursionError:
        raise RegisterError(
            f"{opened.source}: brackets stand too deep within each other; give an array of objects",
            f"{opened.source}：JSON 嵌套过深；请提供由对象组成的数组",
        ) from None
    if len(items) == 1 and isinstance(items[0], ErrorBody):
        reason = items[0].reason()
        raise RegisterError(f"{opened.source}: {reason.en}", f"{opened.source}：{reason.zh}")
    rows = [item for item in items if isinstance(item, dict)]
    if items and not any(map(_may_count, rows)):
        raise no_domain_column(opened.source, tuple(rows[0]) if rows else ())
    return Table(
        form="json",
        unit=Unit.ITEM,
        names=tuple(rows[0]) if rows else (),
        records=partial(_records, items),
        as_of=_note(root, "as_of"),
        complete_for=_notes(root, "complete_for"),
    )


def json_lines_table(opened: Opened, charset: Charset) -> Table:
    """The table of a file with a JSON value on each line.

    Raises:
        RegisterError: None of its first rows names a domain.
    """
    first = [
        record
        for record in islice(_line_records(opened, charset), HEADER_WITHIN)
        if not isinstance(record, BrokenRow)
    ]
    if not any(_may_count(dict(zip(names, cells, strict=True))) for _, names, cells in first):
        raise no_domain_column(opened.source, first[0][1] if first else ())
    return Table(
        form="jsonl",
        unit=Unit.LINE,
        names=first[0][1],
        records=partial(_line_records, opened, charset),
    )


def is_json_lines(opened: Opened, charset: Charset) -> bool:
    """Whether the first line with text is a JSON object by itself, and more follows."""
    with text_lines(opened, charset) as file:
        first = ""
        while not first.strip():
            first = file.readline(MAX_JSON_LINE)
            if not first:
                return False
        try:
            return isinstance(_decoded(first), dict) and any(line.strip() for line in _short_lines(file))
        except (json.JSONDecodeError, RecursionError):
            return False


def _line_records(opened: Opened, charset: Charset) -> Records:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    with text_lines(opened, charset) as file:
        for line, written in enumerate(_short_lines(file), start=1):
            if not written.strip():
                continue
            if len(written) >= MAX_JSON_LINE:
                yield BrokenRow(line, text(en="the line is too long", zh="该行过长"))
                return
            try:
                items = list(rows_in(_decoded(written)))
            except (json.JSONDecodeError, RecursionError):
                yield BrokenRow(line, text(en="the line is no JSON object", zh="该行不是 JSON 对象"))
                continue
            for item in items:
                yield _record(line, item, known)


def _short_lines(file: io.TextIOWrapper) -> Iterator[str]:
    while line := file.readline(MAX_JSON_LINE):
        yield line


def _records(items: list[dict[str, Any] | ErrorBody | None]) -> Records:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for place, item in enumerate(items, start=1):
        yield _record(place, item, known)


def _record(
    place: int, item: dict[str, Any] | ErrorBody | None, known: dict[tuple[str, ...], tuple[str, ...]]
) -> Record | BrokenRow:
    if item is None:
        return BrokenRow(place, _NO_OBJECT)
    if isinstance(item, ErrorBody):
        return BrokenRow(place, item.reason())
    if len(item) > MAX_COLUMNS:
        return BrokenRow(
            place,
            text(
                en=f"{len(item)} columns; at most {MAX_COLUMNS} are read",
                zh=f"该条有 {len(item)} 个字段，最多读取 {MAX_COLUMNS} 个",
            ),
        )
    names = tuple(item)
    if len(known) > _MOST_NAMES:
        known.clear()
    return place, known.setdefault(names, names), [_cell(value) for value in item.values()]


def _cell(value: object) -> str:
    """Text, numbers as they are written, lists of text with commas; nothing for what holds more."""
    match value:
        case str():
            return value
        case True:
            return "true"
        case False:
            return "false"
        case list() if all(isinstance(part, str) for part in value):
            return ",".join(value)
        case _:
            return ""


def _decoded(document: str) -> object:
    # Numbers stay as written: no limit of digits, no rounding of a police number.
    decoded: object = json.loads(document, parse_int=str, parse_float=str, parse_constant=str)
    return decoded


def _may_count(row: dict[str, Any]) -> bool:
    """Whether a row names a domain, or is an App's that needs none."""
    places = understood(tuple(row))[1].places
    if Field.DOMAIN in places or Field.SERVICE_TYPE in places:
        return True
    return any(isinstance(value, str) and _APP_NUMBER.search(value) for value in row.values())


def _note(root: object, key: str) -> str | None:
    found = root.get(key) if isinstance(root, dict) else None
    return found if isinstance(found, str) else None


def _notes(root: object, key: str) -> tuple[str, ...]:
    found = root.get(key) if isinstance(root, dict) else None
    if isinstance(found, str):
        return (found,)
    return tuple(part for part in found if isinstance(part, str)) if isinstance(found, list) else ()


def _no_json(source: str, wrong: json.JSONDecodeError) -> RegisterError:
    near = quoted(wrong.doc[wrong.pos : wrong.pos + 20])
    return RegisterError(
        f"{source}, line {wrong.lineno}: no JSON, at {near}; give an array of objects such as "
        '[{"domain": "example.cn", "icp": "京ICP备16059763号-1"}]',
        f"{source} 第 {wrong.lineno} 行：不是有效的 JSON（{near} 处）；请提供由对象组成的数组，如 "
        '[{"domain": "example.cn", "icp": "京ICP备16059763号-1"}]',
    )
