"""A JSON array of objects or strings -> rows, one at a time."""

import json
from collections.abc import Iterator
from typing import Never

from icplint.collect.sites.columns import Column
from icplint.collect.sites.header import header_of
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow, Row
from icplint.errors import SiteListError
from icplint.late import dataclass, pattern
from icplint.model.text import text

_BLANK = pattern(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class _Object:
    """An object's pairs in their order, doubles included."""

    pairs: list[tuple[str, object]]


def json_rows(document: str, source: str) -> Iterator[Row | BrokenRow]:
    """A row for each item; its line is the one on which it begins.

    Raises:
        SiteListError: The document is no JSON array. It comes where the fault stands: read to the end first.
    """
    for line, item in _items(document, source):
        match item:
            case str():
                if item.strip():
                    yield Row(line=line, known={Column.TARGET: item.strip()})
            case _Object(pairs):
                yield _row(line, pairs)
            case _:
                yield BrokenRow(
                    line,
                    text(
                        en="an item is neither an object nor a string",
                        zh="数组元素既不是对象也不是字符串",
                    ),
                )


def _items(document: str, source: str) -> Iterator[tuple[int, object]]:
    # Numbers stay as written: no limit of digits, no rounding of an id.
    decoder = json.JSONDecoder(object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=str)
    place = _after_blank(document, 0)
    if document[place : place + 1] != "[":
        _wrong(document, place, source)
    place = _after_blank(document, place + 1)
    line, counted = 1, 0
    if document[place : place + 1] == "]":
        _end(document, place + 1, source)
        return
    while True:
        line += document.count("\n", counted, place)
        counted = place
        try:
            item, place = decoder.raw_decode(document, place)
        except json.JSONDecodeError as wrong:
            _wrong(document, wrong.pos, source)
        except RecursionError:
            _wrong(document, place, source)
        yield line, item
        place = _after_blank(document, place)
        sign = document[place : place + 1]
        if sign == "]":
            _end(document, place + 1, source)
            return
        if sign != ",":
            _wrong(document, place, source)
        place = _after_blank(document, place + 1)


def _row(line: int, pairs: list[tuple[str, object]]) -> Row | BrokenRow:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        return BrokenRow(
            line,
            text(en=f"{quoted(twice)} stands twice in the object", zh=f"对象中 {quoted(twice)} 重复出现"),
        )
    try:
        cells = [_cell(value) for _, value in pairs]
    except RecursionError:
        return BrokenRow(line, text(en="a value is nested too deeply", zh="字段值嵌套过深"))
    return header_of(tuple(names)).row(line, cells)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case list() if all(isinstance(part, str) for part in value):
            return ",".join(value)
        case _:
            return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    match value:
        case _Object(pairs):
            return {name: _plain(part) for name, part in pairs}
        case list():
            return [_plain(part) for part in value]
        case _:
            return value


def _after_blank(document: str, place: int) -> int:
    found = _BLANK.match(document, place)
    return found.end() if found else place


def _end(document: str, place: int, source: str) -> None:
    if _after_blank(document, place) != len(document):
        _wrong(document, _after_blank(document, place), source)


def _wrong(document: str, place: int, source: str) -> Never:
    line = document.count("\n", 0, place) + 1
    raise SiteListError(
        f'{source}, line {line}: not a JSON array of objects or strings, such as [{{"domain": "example.cn"}}]',
        f'{source} 第 {line} 行：不是由对象或字符串组成的 JSON 数组，如 [{{"domain": "example.cn"}}]',
    )
