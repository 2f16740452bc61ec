"""What the checks of large providers ask, each line with its source."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from icplint.facts.provinces import number_asked, origin
from icplint.late import dataclass
from icplint.model.finding import Severity
from icplint.model.profile import Checker, NumberAsked, SeveritySet
from icplint.model.text import Text, text
from icplint.resources import bundled


@dataclass(frozen=True, slots=True)
class _NumberLine:
    """Which form a checker wants in some of the provinces."""

    within: tuple[str, ...]
    """Empty: everywhere but `outside`."""
    outside: tuple[str, ...]
    asked: NumberAsked

    def holds_in(self, province: str) -> bool:
        return province in self.within if self.within else province not in self.outside


def name_of(checker: Checker) -> Text:
    """The provider's name."""
    return next(text(**entry["name"]) for entry in _file()["checker"] if entry["id"] == checker)


def number_asked_by(checker: Checker, province: str | None) -> NumberAsked | None:
    """Which form of the number a checker wants in a province; None: the province or its wish is not known."""
    if province is None:
        return None
    return next((line.asked for line in _numbers()[checker] if line.holds_in(province)), None)


def severities_of(checker: Checker) -> tuple[SeveritySet, ...]:
    """How grave a checker takes single faults."""
    return _severities()[checker]


def as_of() -> date:
    """The day on which the lines were last looked through."""
    day: date = _file()["as_of"]
    return day


@cache
def _numbers() -> Mapping[Checker, tuple[_NumberLine, ...]]:
    return {
        checker: tuple(
            _NumberLine(tuple(entry.get("within", ())), tuple(entry.get("outside", ())), number_asked(entry))
            for entry in _of(checker, "number")
        )
        for checker in Checker
    }


@cache
def _severities() -> Mapping[Checker, tuple[SeveritySet, ...]]:
    return {
        checker: tuple(
            SeveritySet(
                rule=entry["rule"],
                fault=entry["fault"],
                severity=Severity(entry["severity"]),
                origin=origin(entry),
            )
            for entry in _of(checker, "severity")
        )
        for checker in Checker
    }


def _of(checker: Checker, kind: str) -> Iterable[Mapping[str, Any]]:
    return (entry for entry in _file().get(kind, ()) if entry["checker"] == checker)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(bundled("facts/checkers.toml").read_text(encoding="utf-8"))
