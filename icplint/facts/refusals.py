"""Reads `refusals.toml`: signs of pages that are no answer of the site itself."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason
from icplint.model.text import Text
from icplint.resources import bundled


@dataclass(frozen=True, slots=True)
class Refusal:
    """Whose page was met instead of the site's."""

    reason: NotCheckedReason | None
    """None: a provider's block page for a domain without a filing."""
    by: str | None = None
    """Its Chinese name; None: nobody's in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """By what a kind of such pages is known. One of what is listed is enough; the file says what each list is."""

    refusal: Refusal
    source: tuple[str, ...]
    script: tuple[str, ...]
    link: tuple[str, ...]
    title: tuple[str, ...]
    """Lower case; with `$` the whole title, with `*` its beginning, else its beginning up to a separator."""
    words: tuple[tuple[str, ...], ...]
    """All of one entry stand in the visible text."""
    whole: tuple[str, ...]
    """The visible text is this alone."""
    header: tuple[tuple[str, str], ...]
    """Name and beginning of the value, both lower case."""
    address: tuple[tuple[str, str], ...]
    """Host, and beginning of the path."""


def refusal_by_source(markup: str) -> Refusal | None:
    """The refusal that a page's markup shows, whatever else it holds."""
    return _first(lambda sign: any(piece in markup for piece in sign.source))


def refusal_by_script(markup: str) -> Refusal | None:
    """The refusal that the scripts of a page without any text tell."""
    return _first(lambda sign: any(piece in markup for piece in sign.script))


def refusal_by_link(markup: str) -> Refusal | None:
    """The refusal that an address in the markup of a page of few words tells."""
    return _first(lambda sign: any(piece in markup for piece in sign.link))


def refusal_by_headers(headers: Iterable[tuple[str, str]]) -> Refusal | None:
    """The refusal that an answer's headers tell; their names in lower case."""
    told = [(name, value.lower()) for name, value in headers]
    return _first(
        lambda sign: any(
            name == wanted and value.startswith(beginning)
            for wanted, beginning in sign.header
            for name, value in told
        )
    )


def refusal_by_title(title: str) -> Refusal | None:
    """The refusal that a title tells."""
    lowered = title.strip().lower()
    return _first(lambda sign: any(_is_titled(lowered, wanted) for wanted in sign.title)) if lowered else None


def refusal_by_words(text: str) -> Refusal | None:
    """The refusal that a few visible words tell."""
    return _first(
        lambda sign: text in sign.whole or any(all(word in text for word in words) for words in sign.words)
    )


def refusal_by_address(host: str, path: str, *, asked: str) -> Refusal | None:
    """The refusal at whose own address a visit ended that began at another host.

    Args:
        host: Where it ended, lower case.
        path: With a leading slash.
        asked: The host that was asked for, lower case.
    """
    if host == asked:
        return None
    return _first(
        lambda sign: any(host == wanted and path.startswith(start) for wanted, start in sign.address)
    )


def name_of(by: str) -> Text:
    """Whose page it is, in both languages."""
    return _names().get(by) or Text(en=by, zh=by)


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
    return tuple(
        Sign(
            refusal=Refusal(
                None if group["reason"] == "blocked" else NotCheckedReason(group["reason"]), group.get("by")
            ),
            source=tuple(group.get("source", ())),
            script=tuple(group.get("script", ())),
            link=tuple(group.get("link", ())),
            title=tuple(word.lower() for word in group.get("title", ())),
            words=tuple(tuple(words.split(" + ")) for words in group.get("words", ())),
            whole=tuple(group.get("whole", ())),
            header=tuple(_header(line) for line in group.get("header", ())),
            address=tuple(_address(line) for line in group.get("address", ())),
        )
        for group in groups()
    )


def groups() -> list[dict[str, Any]]:
    """The groups as the file writes them."""
    found = _file()["sign"]
    assert isinstance(found, list)  # noqa: S101 - our own file; tells mypy
    return found


def _first(fits: Callable[[Sign], bool]) -> Refusal | None:
    return next((sign.refusal for sign in signs() if fits(sign)), None)


def _is_titled(title: str, wanted: str) -> bool:
    if wanted.endswith("$"):
        return title.rstrip("!！.。…~ ") == wanted[:-1].rstrip("…. ")
    if wanted.endswith("*"):
        return title.startswith(wanted[:-1])
    # NOTE: 建设中 begins 建设中心 too, and 404 a shop's name: the sign has to end where a word does.
    return title.startswith(wanted) and not title[len(wanted) : len(wanted) + 1].isalnum()


@cache
def _names() -> Mapping[str, Text]:
    return {
        str(group["by"]): Text(en=str(group.get("by_en", group["by"])), zh=str(group["by"]))
        for group in groups()
        if "by" in group
    }


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.lower().partition(":")
    return name.strip(), value.strip()


def _address(line: str) -> tuple[str, str]:
    host, slash, path = line.partition("/")
    return host, slash + path


@cache
def _file() -> dict[str, object]:
    return tomllib.loads(bundled("facts/refusals.toml").read_text(encoding="utf-8"))
