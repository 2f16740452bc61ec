"""The laws, notices and platform texts that rules rest on, each article with what it supports."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from icplint.late import dataclass
from icplint.model.finding import Basis
from icplint.model.rule import Source
from icplint.model.text import Text, text
from icplint.resources import bundled


class Mark(StrEnum):
    """How far the wording of an article was verified."""

    LAW = "law"
    """The text itself was read."""
    SECOND_HAND = "second-hand"
    """Quoted by others; the text itself was not read, or sources contradict each other."""
    DRAFT = "draft"
    """Not in force: never a basis."""
    PLATFORM = "platform"
    """Instructions of a platform, or what a provider checks; no statute."""
    UNVERIFIED = "unverified"
    """Said to be so, and not read anywhere, or gathered from what sites show: practice, never law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, said in a sentence of our own."""

    number: str
    """`12`; a keyword where the text counts no articles."""
    content: Text
    mark: Mark
    text_of: date | None
    """The date of the text that the sentence renders; None: undated."""
    holds_since: date | None
    """The first day of which it is known that these words held; None: undated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalText:
    """A statute, a notice, or a platform's instructions."""

    id: str
    title: Text
    issuer: Text
    text_of: date | None
    note: Text | None
    """What a reader must know before quoting it."""
    articles: Mapping[str, Article]


@cache
def texts() -> Mapping[str, LegalText]:
    """All texts by id, in the order of the file."""
    return {entry["id"]: _legal_text(entry) for entry in _file()["text"]}


def as_of() -> date:
    """The day on which the texts were last looked through."""
    day: date = _file()["as_of"]
    return day


def article(source: Source) -> Article | None:
    """The article that a rule's source names; None: the source names a text as a whole, or nothing known."""
    found = texts().get(source.id)
    return None if found is None or source.article is None else found.articles.get(source.article)


def may_rest_on(source: Source) -> bool:
    """Whether a rule may name this source: it is known, and no draft."""
    if source.article is not None:
        found = article(source)
        return found is not None and found.mark is not Mark.DRAFT
    legal_text = texts().get(source.id)
    return legal_text is not None and all(one.mark is not Mark.DRAFT for one in legal_text.articles.values())


def rests_on_law(sources: tuple[Source, ...]) -> bool:
    """Whether one of the sources is an article of law whose text was read."""
    return any(found is not None and found.mark is Mark.LAW for found in map(article, sources))


@cache
def basis(source: Source) -> Basis:
    """A rule's source as a report shows it; second-hand knowledge of a statute is still the statute's."""
    found = article(source)
    statute = found is not None and found.mark in (Mark.LAW, Mark.SECOND_HAND)
    return Basis(
        id=source.id,
        article=source.article,
        text_of=found.text_of if found else None,
        mark="law" if statute else "platform",
    )


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(bundled("facts/laws.toml").read_text(encoding="utf-8"))


def _legal_text(entry: dict[str, Any]) -> LegalText:
    dated: date | None = entry.get("text_of")
    return LegalText(
        id=entry["id"],
        title=text(**entry["title"]),
        issuer=text(**entry["issuer"]),
        text_of=dated,
        note=text(**entry["note"]) if "note" in entry else None,
        articles={
            one["number"]: Article(
                number=one["number"],
                content=text(en=one["en"], zh=one["zh"]),
                mark=Mark(one["mark"]),
                text_of=one.get("text_of", dated),
                holds_since=one.get("same_since") or entry.get("in_force") or one.get("text_of", dated),
            )
            for one in entry["article"]
        },
    )
