"""Reads `[[suppress]]`: findings that the configuration lives with, each with its reason."""

from collections.abc import Mapping
from datetime import date, datetime

from icplint.config import values
from icplint.config.tables import must_be, tables_in, unknown_key
from icplint.model.suppression import Suppression
from icplint.model.text import Text, text

_KEYS = ("rules", "reason", "until", "sites", "pages", "about")
_MOST = 1_000
_SOME = text(en="a list of texts, not empty", zh="非空的文字列表")


def read_suppressions(table: object, source: str, faults: list[Text]) -> tuple[Suppression, ...]:
    """The suppressions in the order of the file; what is wrong is added to the faults, a line for each.

    Args:
        table: What stands under `suppress`.
        source: The file's name.
        faults: Lines that name file, key and remedy.
    """
    found = (
        _read(entry, where, source, faults)
        for where, entry in tables_in(table, "suppress", _MOST, source, faults)
    )
    return tuple(one for one in found if one is not None)


def _read(entry: Mapping[str, object], where: str, source: str, faults: list[Text]) -> Suppression | None:
    before = len(faults)
    faults.extend(unknown_key(source, where, key, _KEYS) for key in entry if key not in _KEYS)
    rules = values.words(entry.get("rules", ()))
    if isinstance(rules, Text) or not rules:
        wanted = text(en='a list of rules, such as ["ICP008"]', zh='规则列表，如 ["ICP008"]')
        faults.append(must_be(source, f"{where}.rules", wanted))
    reason = values.line(entry.get("reason"))
    if isinstance(reason, Text):
        wanted = text(en="given: one line that says why", zh="已填写：用一行文字说明理由")
        faults.append(must_be(source, f"{where}.reason", wanted))
    until = _day(entry.get("until"))
    if isinstance(until, Text):
        faults.append(must_be(source, f"{where}.until", until))
    globs = {key: _lines(entry, key) for key in ("sites", "pages")}
    faults.extend(
        must_be(source, f"{where}.{key}", read) for key, read in globs.items() if isinstance(read, Text)
    )
    about = values.line(entry["about"]) if "about" in entry else None
    if isinstance(about, Text):
        faults.append(must_be(source, f"{where}.about", about))
    if len(faults) > before:
        return None
    return Suppression(
        rules=_strings(rules),
        reason=str(reason),
        where=where,
        until=until if isinstance(until, date) else None,
        sites=_strings(globs["sites"]),
        pages=_strings(globs["pages"]),
        about=about if isinstance(about, str) else None,
    )


def _day(value: object) -> date | Text | None:
    """A TOML date, or the same as a text."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, str) and len(value) == len("2027-01-01"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return text(en="a day such as 2027-01-01", zh="日期，如 2027-01-01")


def _lines(entry: Mapping[str, object], key: str) -> tuple[str, ...] | Text:
    if key not in entry:
        return ()
    read = values.lines(entry[key])
    # NOTE: an empty list would silence every site, which is the contrary of what it seems to say.
    return read if isinstance(read, Text) or read else _SOME


def _strings(read: object) -> tuple[str, ...]:
    return tuple(str(one) for one in read) if isinstance(read, tuple) else ()
