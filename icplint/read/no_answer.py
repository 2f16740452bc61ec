"""Recognises pages that are no answer of the site: challenges, names for sale, block pages, log-in walls and the like.

A page that shows a number of its own is the site's, whatever words it uses; so is one that says more than such pages
do. A real page must never be taken for one of these, for then nobody looks at it any more.
"""

from urllib.parse import urlsplit

from icplint.facts.refusals import (
    Refusal,
    is_place_of_log_in,
    refusal_by_headers,
    refusal_by_source,
    refusal_by_title,
    refusal_by_words,
)
from icplint.model.answer import HopKind, NotCheckedReason, Response
from icplint.read.page.page import Page

_SHORT_TEXT = 1_500
"""Characters that a reader sees: a page with more is a page of its own."""
_SHORT_SOURCE = 60_000
_LITTLE_TEXT = 600
"""Characters of a page whose title tells what it is."""
_FEW_WORDS = 400
"""Characters of a page that says one thing."""
_FEW_LINKS = 12
"""Of a page that says one thing: back home, the firewall's maker, a telephone number."""


def refusal_of(page: Page, response: Response, *, has_number: bool) -> Refusal | None:
    """Whose page this is instead of the site's; None: the site's own. Call it after the walk.

    Args:
        page: Its text is counted.
        response: How it came.
        has_number: It shows a filing number.
    """
    if has_number:
        return None
    characters = page.blocks.characters
    if found := refusal_by_headers(response.headers):
        return found if characters <= _SHORT_TEXT else None
    html = page.decoded.text
    if characters > _SHORT_TEXT or len(html) > _SHORT_SOURCE:
        return None
    return refusal_by_source(html) or _by_what_it_says(page, characters) or _log_in(page, response)


def _by_what_it_says(page: Page, characters: int) -> Refusal | None:
    if characters > _LITTLE_TEXT or len(page.tree.css("a[href]")) > _FEW_LINKS:
        return None
    if found := refusal_by_title(page.title):
        return found
    return refusal_by_words(page.words()) if characters <= _FEW_WORDS else None


def _log_in(page: Page, response: Response) -> Refusal | None:
    """A wall before the site: it sent us away to a place of log-in, which shows a form for a password.

    A site whose own home page is a form owes its number there like any other.
    """
    sent = [hop for hop in response.hops if hop.kind is not HopKind.SPLASH]
    if not sent:
        return None
    try:
        asked, came = urlsplit(sent[0].url), urlsplit(response.url)
        there, here = (came.hostname or "", came.path), (asked.hostname or "", asked.path)
    except ValueError:
        return None
    if not is_place_of_log_in(*there) or is_place_of_log_in(*here):
        return None
    if page.tree.css_first("input[type='password' i]") is None:
        return None
    return Refusal(NotCheckedReason.LOGIN, there[0])
