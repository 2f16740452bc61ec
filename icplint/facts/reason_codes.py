"""A provider's own words for what a rule found, and what its customer is told."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from icplint.facts.provinces import origin
from icplint.late import dataclass
from icplint.model.profile import Checker, Origin
from icplint.model.text import Text, text
from icplint.resources import bundled


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCode:
    """One reason of a provider; several rules may have it."""

    words: str
    """As the provider writes them, in Chinese."""
    rules: tuple[str, ...]
    message: Text
    """To the customer."""
    origin: Origin


def reason_code(checker: Checker | None, rule: str) -> ReasonCode | None:
    """The reason that a checker gives for what a rule found; None: no words of it are known."""
    return None if checker is None else _by_rule(checker).get(rule)


@cache
def reason_codes(checker: Checker) -> tuple[ReasonCode, ...]:
    """All reasons of a checker, in the order of the file."""
    return tuple(
        ReasonCode(
            words=entry["words"],
            rules=tuple(entry["rules"]),
            message=text(**entry["message"]),
            origin=origin(entry),
        )
        for entry in _file()["code"]
        if entry["checker"] == checker
    )


@cache
def _by_rule(checker: Checker) -> Mapping[str, ReasonCode]:
    return {rule: code for code in reason_codes(checker) for rule in code.rules}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(bundled("facts/reason_codes.toml").read_text(encoding="utf-8"))
