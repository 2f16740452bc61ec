"""What a page takes from beside itself to show its footer: scripts that write it, pieces of HTML, style sheets.

Only things of the same registrable domain are wanted, and only by addresses that the page itself writes down; nothing
is run to find them.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from icplint.facts.domains import registrable_domain
from icplint.late import pattern
from icplint.model.answer import Material, MaterialKind
from icplint.model.reading import MOST_PIECES, MOST_SHEETS, Want
from icplint.read.page.links import absolute
from icplint.read.page.page import Page

_FOOT_WORDS = (
    "foot", "bottom", "copyright", "copyinfo", "banquan", "beian", "bei-an", "dibu", "yejiao", "页脚", "页底", "底部", "版权",
)  # fmt: skip
_FOOT = "|".join(_FOOT_WORDS)
_NAMED_SO = pattern(rf"(?:{_FOOT})[^/]*\Z", re.IGNORECASE)
"""The last step of a path that speaks of the foot of a page."""
_FOOT_PLACE = pattern(rf"{_FOOT}", re.IGNORECASE)
_FILE = pattern(
    r"([\"'`])((?:[^\"'`\s<>{}$\\/]{0,100}/){0,12}[^\"'`\s<>{}$\\/?#]{0,100}\.(js|s?html?|php|aspx?|jsp|txt|tpl|inc)"
    r"(?:\?[^\"'`\s<>{}$\\#]{0,200})?)(?:[#\s][^\"'`<>{}\\]{0,100})?\1",
    re.IGNORECASE,
)
"""A string that is an address of a script or of a piece of HTML; what stands behind it is a part of the piece."""
_INCLUDES = (
    "include-html",
    "w3-include-html",
    "data-include",
    "data-include-html",
    "data-load",
    "ng-include",
    "hx-get",
)
_INCLUDED = ",".join((*(f"[{name}]" for name in _INCLUDES), "object[data]", "embed[src]", "iframe[src]"))
_INCLUDING = tuple(
    "include Include INCLUDE data-load Data-Load DATA-LOAD hx-get Hx-Get HX-GET <object <Object <OBJECT <embed <Embed <EMBED"
    " <iframe <Iframe <IFrame <IFRAME".split()
)
"""A page that includes something holds one of these, as people write them; a search for a word costs next to nothing."""
_SHEETS = "link[rel~='stylesheet' i][href]"
_MAX_ADDRESS = 1_000
_MOST_SCRIPT = 200_000
"""Characters of the page's own scripts that are looked through, from the end of the page."""
_MOST_LOOKED_AT = 500
_ABOVE = 4
"""Elements around a script that are looked at for what it stands in."""
_ENDS = {"js": MaterialKind.SCRIPT}


def pieces_wanted(page: Page) -> tuple[Want, ...]:
    """Scripts and pieces of HTML that the page's footer may come from, the likeliest first.

    Worth asking for only where the page itself shows no number.
    """
    found: dict[str, Want] = {}
    for want in (*_included(page), *_linked_scripts(page), *_named_in_scripts(page)):
        found.setdefault(want.url, want)
    return tuple(found.values())[:MOST_PIECES]


def sheets_wanted(page: Page) -> tuple[Want, ...]:
    """The page's style sheets, the last ones first: what a site adds of its own comes behind a framework's."""
    linked = [address for address in _linked_sheets(page) if address and _is_own(address, page)]
    found = {address: Want(MaterialKind.STYLESHEET, address) for address in reversed(linked)}
    return tuple(found.values())[:MOST_SHEETS]


def is_likely_footer(want: Want) -> bool:
    """Whether a page that shows no number is likely to show it by this piece: until it is read, nothing is missing."""
    match want.kind:
        case MaterialKind.FRAGMENT:
            return True
        case MaterialKind.SCRIPT:
            return _NAMED_SO.search(urlsplit(want.url).path) is not None
        case MaterialKind.STYLESHEET:
            return False


def has_unread_sheets(page: Page, materials: Iterable[Material], classes: Iterable[str]) -> bool:
    """Whether a style sheet may draw what those that were read do not.

    Args:
        page: With its materials.
        materials: What was fetched for it.
        classes: Of the elements in question; a sheet that names one may draw it in a way that is not understood.
    """
    sheets = [one for one in materials if one.kind is MaterialKind.STYLESHEET]
    read = {one.asked for one in sheets}
    texts = page.sheet_texts()
    return (
        not all(address in read for address in _linked_sheets(page))
        or any("@import" in text for text in texts)
        or any(f".{name}" in text for name in classes for text in texts)
    )


def _included(page: Page) -> Iterator[Want]:
    """What attributes ask to be put into the page."""
    if not any(sign in page.decoded.text for sign in _INCLUDING):
        return
    for node in page.tree.css(_INCLUDED)[-_MOST_LOOKED_AT:]:
        attributes = node.attributes
        written = next(
            (attributes[name] for name in (*_INCLUDES, "data", "src") if attributes.get(name)), None
        )
        written = (written or "").strip().strip("'\"")
        if _is_foot(written) or (node.tag != "iframe" and _stands_in_foot(node, itself=True)):
            yield from _want(MaterialKind.FRAGMENT, written, page)


def _linked_scripts(page: Page) -> Iterator[Want]:
    """Scripts that stand in the foot of the page, then those whose name speaks of it."""
    nodes = [node for node in page.scripts if "src" in node.attributes][-_MOST_LOOKED_AT:]
    placed = [node for node in nodes if _stands_in_foot(node)]
    named = [node for node in nodes if _is_foot(node.attributes.get("src") or "")]
    for node in (*reversed(placed), *reversed(named)):
        yield from _want(MaterialKind.SCRIPT, node.attributes.get("src") or "", page)


def _named_in_scripts(page: Page) -> Iterator[Want]:
    """Addresses in the page's own scripts: `$("#foot").load("/foot.html")`, `fetch("/inc/bottom.htm")` and the like."""
    left = _MOST_SCRIPT
    nodes = [node for node in page.scripts if "src" not in node.attributes]
    for node in reversed(nodes[-_MOST_LOOKED_AT:]):
        script = node.text()[:left]
        left -= len(script)
        for found in _files_of_foot(script):
            yield from _want(_ENDS.get(found[3].lower(), MaterialKind.FRAGMENT), found[2], page)


def _files_of_foot(script: str) -> Iterator[re.Match[str]]:
    """The strings of a script that are addresses of the foot of a page, in order."""
    lowered = script.lower()
    if len(lowered) != len(script):  # a capital that two signs are written for in lower case
        lowered = script
    # Words are looked for first: to try each of a bundle's strings would cost more than reading the page in.
    starts = {
        opening
        for word in _FOOT_WORDS
        for place in _places(word, lowered)
        if (opening := max(script.rfind(quote, max(0, place - _MAX_ADDRESS), place) for quote in "\"'`")) >= 0
    }
    for start in sorted(starts):
        if (found := _FILE.match(script, start)) and _is_foot(found[2]):
            yield found


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _want(kind: MaterialKind, written: str, page: Page) -> Iterator[Want]:
    address = absolute(written, page.base) if 0 < len(written) <= _MAX_ADDRESS else None
    if address is not None and (address := address.partition("#")[0].strip()) and _is_own(address, page):
        yield Want(kind, address)


def _is_own(address: str, page: Page) -> bool:
    """Whether an address lies on the page's own host or another one of its domain, and is not the page."""
    if page.address is None or len(address) > _MAX_ADDRESS or address == page.address.partition("#")[0]:
        return False
    try:
        one, other = urlsplit(address), urlsplit(page.address)
        hosts = (one.hostname or "").rstrip("."), (other.hostname or "").rstrip(".")
        ports = one.port, other.port
    except ValueError:
        return False
    if one.scheme not in ("http", "https") or not hosts[0] or "@" in one.netloc:
        return False
    if hosts[0] == hosts[1]:
        return ports[0] == ports[1] or (one.scheme != other.scheme and ports == (None, None))
    domain = registrable_domain(hosts[1])
    return domain is not None and registrable_domain(hosts[0]) == domain and ports[0] is None


def _is_foot(written: str) -> bool:
    """Whether the last step of an address, or the folder before it, speaks of the foot of a page."""
    path = written.partition("?")[0].partition("#")[0]
    return _NAMED_SO.search(path) is not None or _NAMED_SO.search(path.rpartition("/")[0]) is not None


def _stands_in_foot(node: LexborNode, *, itself: bool = False) -> bool:
    """Whether an element stands in one whose tag, id or class speaks of the foot of a page."""
    around = node if itself else node.parent
    for _ in range(_ABOVE):
        if around is None or around.tag in ("body", "html"):
            return False
        attributes = around.attributes
        if around.tag == "footer" or _FOOT_PLACE.search(f"{attributes.get('id')} {attributes.get('class')}"):
            return True
        around = around.parent
    return False


def _linked_sheets(page: Page) -> list[str]:
    """The addresses of all style sheets; empty for one that leads nowhere."""
    nodes = page.tree.css(_SHEETS)[:_MOST_LOOKED_AT]
    return [absolute(node.attributes.get("href"), page.base) or "" for node in nodes]
