"""Pages of the same site that a page links to."""

import re
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from icplint.facts.site_hosts import is_one_site
from icplint.late import pattern
from icplint.model.answer import Answer, FetchFailure
from icplint.model.reading import Reading
from icplint.read.page.links import absolute
from icplint.read.page.page import Page, open_page

MOST_LOOKED_AT = 5_000
"""Links of a page that are looked at."""
MOST_KEPT = 500
"""Links that are kept of a page; a sample takes far fewer."""
_MAX_ADDRESS = 2_048
_NO_PAGE = pattern(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|avif|css|m?js|json|xml|rss|atom|txt|csv|pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z"
    r"|gz|tgz|tar|exe|msi|dmg|apk|ipa|hap|mp[34]|m4[av]|avi|mov|wmv|flv|webm|wav|swf|woff2?|ttf|eot|otf)\Z",
    re.IGNORECASE,
)
_DOES_SOMETHING = pattern(
    r"(?:\A|[^a-z])(?:log-?_?out|sign-?_?out|log-?_?off|delete|remove|unsubscribe|cancel|add-?_?to-?_?cart|checkout|buy|vote|"
    r"like|destroy|reset|confirm|download|export|print)(?:\Z|[^a-z])",
    re.IGNORECASE,
)
"""Words in an address by which a visit may do something, or costs the server much: told whole, so that
`/printers/` and `/votes/` stay pages."""


def with_site_links(reading: Reading, answer: Answer) -> Reading:
    """The reading, with the pages of its site that it links to; a run that wants home pages alone never calls it.

    Args:
        reading: Made of this answer.
        answer: Bytes and address of the page.
    """
    page = open_page(answer)
    return reading if isinstance(page, FetchFailure) else replace(reading, links=site_links(page))


def site_links(page: Page) -> tuple[str, ...]:
    """Absolute http(s) addresses of the page's own site, without fragments, each once, in page order.

    Left out are files that are plainly no pages, and addresses that log out, delete or buy.
    """
    if page.address is None:
        return ()
    own = page.address.partition("#")[0]
    found: dict[str, None] = {}
    for node in islice(page.tree.css("a[href], area[href]"), MOST_LOOKED_AT):
        address = absolute(node.attributes.get("href"), page.base)
        if address is None:
            continue
        address = address.partition("#")[0].strip()
        if address != own and address not in found and is_page_of_site(address, own):
            found[address] = None
            if len(found) == MOST_KEPT:
                break
    return tuple(found)


def is_page_of_site(address: str, own: str) -> bool:
    """Whether an address is plainly one of a page, on the same site as another, that does nothing when it is asked for."""
    if not is_one_site(address, own) or len(address) > _MAX_ADDRESS:
        return False
    parts = urlsplit(address)
    return not (
        _NO_PAGE.search(parts.path)
        or _DOES_SOMETHING.search(parts.path)
        or _DOES_SOMETHING.search(parts.query)
    )
