"""Signs of pages that are no answer of the site itself."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from icplint.model.answer import NotCheckedReason
from icplint.resources import bundled


@dataclass(frozen=True, slots=True)
class Refusal:
    """Whose page was met instead of the site's."""

    reason: NotCheckedReason | None
    """None: a provider's block page for a domain without a filing."""
    by: str


def refusal_in(html: str) -> Refusal | None:
    """The refusal that a short page's source shows, or None."""
    return next((refusal for refusal, signs in _signs() if any(sign in html for sign in signs)), None)


def as_of() -> date:
    """The day on which the signs were last looked through."""
    day = _file()["as_of"]
    assert isinstance(day, date)  # noqa: S101 - our own file; tells mypy
    return day


@cache
def _signs() -> tuple[tuple[Refusal, tuple[str, ...]], ...]:
    signs = _file()["sign"]
    assert isinstance(signs, list)  # noqa: S101 - our own file; tells mypy
    return tuple(
        (
            Refusal(None if sign["reason"] == "blocked" else NotCheckedReason(sign["reason"]), sign["by"]),
            tuple(sign["any"]),
        )
        for sign in signs
    )


@cache
def _file() -> dict[str, object]:
    return tomllib.loads(bundled("facts/refusals.toml").read_text(encoding="utf-8"))
