"""What single provinces ask, each line with its source."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from icplint.model.finding import Severity
from icplint.model.profile import CopyrightAsked, HowAsked, NumberAsked, NumberForm, Origin
from icplint.model.text import text
from icplint.resources import bundled


@cache
def numbers_asked() -> Mapping[str, NumberAsked]:
    """Which form of the number a province wants, by its short Chinese name."""
    return {
        name: number_asked(entry) for entry in _file().get("number", ()) for name in _names(entry["province"])
    }


@cache
def copyrights_asked() -> Mapping[str, CopyrightAsked]:
    """What a province says about copyright notices, by its short Chinese name."""
    return {
        name: CopyrightAsked(
            asked=HowAsked(entry["asked"]), severity=Severity(entry["severity"]), origin=origin(entry)
        )
        for entry in _file().get("copyright", ())
        for name in _names(entry["province"])
    }


def as_of() -> date:
    """The day on which the lines were last looked through."""
    day: date = _file()["as_of"]
    return day


def number_asked(entry: Mapping[str, Any]) -> NumberAsked:
    """The line of a table about the form of the number."""
    return NumberAsked(
        form=NumberForm(entry["form"]),
        accepts=tuple(map(NumberForm, entry["accepts"])),
        severity=Severity(entry["severity"]),
        origin=origin(entry),
    )


def origin(entry: Mapping[str, Any]) -> Origin:
    """Where a line of a table comes from."""
    return Origin(
        source=text(**entry["source"]),
        published=entry.get("published"),
        seen=entry["seen"],
        contradicted=text(**entry["contradicted"]) if "contradicted" in entry else None,
    )


def _names(province: str | list[str]) -> Iterable[str]:
    return (province,) if isinstance(province, str) else province


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(bundled("facts/provinces.toml").read_text(encoding="utf-8"))
