"""Recognises pages that are no answer of the site: challenges, names for sale, block pages, log-in walls and the like.

A page that shows a number of its own is the site's, whatever words it uses; so is one that says more than such pages
do. A real page must never be taken for one of these, for then nobody looks at it any more.
"""

from urllib.parse import urlsplit

from icplint.facts.refusals import (
    Refusal,
    is_place_of_log_in,
    refusal_by_address,
    refusal_by_headers,
    refusal_by_link,
    refusal_by_script,
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
_FEW_WORDS = 250
"""Characters of a page that says one thing."""
_FEW_LINKS = 12
"""Of a page that says one thing: back home, the firewall's maker, a telephone number."""
_OPENING = 100
"""Characters with which a page begins."""
_SAID_BY_SITES_TOO = (NotCheckedReason.MAINTENANCE, NotCheckedReason.SOFT_404)
_NO_TEXT = 40
"""Characters of a page that has only its scripts: "please wait"."""


def refusal_of(page: Page, response: Response, *, has_number: bool) -> Refusal | None:
    """Whose page this is instead of the site's; None: the site's own. Call it after the walk.

    Args:
        page: Its text is counted.
        response: How it came.
        has_number: It shows a filing number.
    """
    if response.hops and (found := _by_address(response)):
        return found
    if has_number:
        return None
    characters = page.blocks.characters
    if characters > _SHORT_TEXT:
        return None
    if found := refusal_by_headers(response.headers):
        return found
    if len(page.decoded.text) > _SHORT_SOURCE:
        return None
    return _by_markup(page, characters) or _by_what_it_says(page, characters) or _log_in(page, response)


def _by_address(response: Response) -> Refusal | None:
    """Somebody else's page, by the address that the visit was sent to; a page in a frame is shown at another one."""
    try:
        asked, came = urlsplit(response.asked_at), urlsplit(response.url)
        return refusal_by_address(
            (came.hostname or "").lower(), came.path or "/", asked=(asked.hostname or "").lower()
        )
    except ValueError:
        return None


def _by_markup(page: Page, characters: int) -> Refusal | None:
    markup = page.markup()
    # A page may write about such pages: what a reader sees is no sign.
    if (found := refusal_by_source(markup)) and refusal_by_source(page.words()) != found:
        return found
    if characters <= _NO_TEXT and not page.has_application_root:
        return refusal_by_script(markup)
    if characters <= _FEW_WORDS and _has_few_links(page):
        found = refusal_by_link(markup)
        return found if found and refusal_by_link(page.words()) != found else None
    return None


def _by_what_it_says(page: Page, characters: int) -> Refusal | None:
    if characters > _LITTLE_TEXT or not _has_few_links(page):
        return None
    if found := refusal_by_title(page.title):
        return found
    words = page.words()
    if characters <= _FEW_WORDS:
        return refusal_by_words(words)
    # Strangers' pages say first what they are, and explain at length; a notice above a site's own page says such too.
    found = refusal_by_words(words[:_OPENING])
    return None if found and found.reason in _SAID_BY_SITES_TOO else found


def _has_few_links(page: Page) -> bool:
    return len(page.tree.css("a[href]")) <= _FEW_LINKS


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
