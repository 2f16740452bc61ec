"""Reads `refusals.toml`: signs of pages that are no answer of the site itself."""

import tomllib
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Sign:
    """By what a kind of such pages is known. One of what is listed is enough."""

    refusal: Refusal
    source: tuple[str, ...]
    """Pieces of the source."""
    title: tuple[str, ...]
    """Beginnings of the title, lower case."""
    words: tuple[str, ...]
    """Of the visible text."""
    header: tuple[tuple[str, str], ...]
    """Name and beginning of the value, both lower case."""


def refusal_by_source(html: str) -> Refusal | None:
    """The refusal that a page's source shows."""
    return next((sign.refusal for sign in signs() if any(piece in html for piece in sign.source)), None)


def refusal_by_headers(headers: Iterable[tuple[str, str]]) -> Refusal | None:
    """The refusal that an answer's headers tell; their names in lower case."""
    told = [(name, value.lower()) for name, value in headers]
    for sign in signs():
        for wanted, beginning in sign.header:
            if any(name == wanted and value.startswith(beginning) for name, value in told):
                return sign.refusal
    return None


def refusal_by_title(title: str) -> Refusal | None:
    """The refusal that a title begins with."""
    lowered = title.strip().lower()
    return next(
        (sign.refusal for sign in signs() if lowered and lowered.startswith(sign.title)),
        None,
    )


def refusal_by_words(text: str) -> Refusal | None:
    """The refusal that a few visible words tell."""
    return next((sign.refusal for sign in signs() if any(words in text for words in sign.words)), None)


def is_place_of_log_in(host: str, path: str) -> bool:
    """Whether an address is one at which people log in, by the first label of its host or the beginning of its path."""
    login = _file()["login"]
    assert isinstance(login, Mapping)  # noqa: S101 - our own file; tells mypy
    return host.lower().partition(".")[0] in login["hosts"] or path.lower().startswith(tuple(login["paths"]))


def as_of() -> date:
    """The day on which the signs were last looked through."""
    day = _file()["as_of"]
    assert isinstance(day, date)  # noqa: S101 - our own file; tells mypy
    return day


@cache
def signs() -> tuple[Sign, ...]:
    """All groups, in the order in which they are tried."""
    groups = _file()["sign"]
    assert isinstance(groups, list)  # noqa: S101 - our own file; tells mypy
    return tuple(
        Sign(
            refusal=Refusal(
                None if group["reason"] == "blocked" else NotCheckedReason(group["reason"]), group["by"]
            ),
            source=tuple(group.get("source", ())),
            title=tuple(word.lower() for word in group.get("title", ())),
            words=tuple(group.get("words", ())),
            header=tuple(_header(line) for line in group.get("header", ())),
        )
        for group in groups
    )


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.lower().partition(":")
    return name.strip(), value.strip()


@cache
def _file() -> dict[str, object]:
    return tomllib.loads(bundled("facts/refusals.toml").read_text(encoding="utf-8"))
