"""Where a page that shows nothing of its own sends its visitor: read from the source, nothing is run."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from icplint.facts.domains import registrable_domain
from icplint.facts.home_paths import CHINESE_ROOTS, LANGUAGE_ROOTS
from icplint.late import pattern
from icplint.model.answer import HopKind
from icplint.model.reading import Lead
from icplint.read.page.links import absolute
from icplint.read.page.page import Page

LONGEST_DELAY_S = 5
"""A visitor waits so long; what happens later happens on a page that was read."""
_LITTLE_TEXT = 300
"""Characters: “you are being redirected”, a welcome and a choice of languages."""
_A_CHOICE = 150
"""Characters of a page that offers languages and nothing else."""
_FEW_LINKS = 12
_NO_TEXT = 20
"""Characters beside a frame: the page is what the frame shows, however large that is."""
_TEXT_BESIDE = 60
"""Characters beside a frame that fills the window."""
_MAX_ADDRESS = 2_000
_MOST_NODES = 200
"""Scripts, frames and links that are looked at; a page that only leads on has a few."""
_MAX_SCRIPT = 4_000

_REFRESH = pattern(
    r"\s*+(\d*)[\d.]*+(?:\s*+[;,]\s*+|\s++|\Z)(?:url\s*+=\s*+)?+(.*)", re.IGNORECASE | re.DOTALL
)
"""The content of a refresh: seconds, then an address. Source: WHATWG HTML, “shared declarative refresh steps”."""

_COMMENTS = pattern(r"/\*.*?\*/|<!--|-->|(?<![:\"'])//[^\n]*", re.DOTALL)
_STRING = r"(?:\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')"
_STRINGS = rf"({_STRING}(?:\s*+\+\s*+{_STRING})*+)(?!\s*+[+?])"
_PLACE = r"(?:(?:window|self|top|parent|document|this)\s*+\.\s*+){0,3}location"
_GO = pattern(
    rf"{_PLACE}(?:\s*+\.\s*+href)?+\s*+=(?!=)\s*+{_STRINGS}|{_PLACE}\s*+\.\s*+(?:replace|assign)\s*+\(\s*+{_STRINGS}\s*+\)"
    rf"|window\s*+\.\s*+navigate\s*+\(\s*+{_STRINGS}\s*+\)"
)
_BEFORE = pattern(
    r"(?:[\s;(){!\"']|function\b\s*+\w*+\s*+\([\w,\s]*+\)|\w{0,30}\s*+=>|\(\s*+\)|window\s*+\.\s*+(?=onload|setTimeout|addEvent)"
    r"|onload\s*+=|setTimeout\b|(?:document\s*+\.\s*+)?addEventListener\s*+\(\s*+[\"']\w+[\"']\s*+,|\$|try\b|javascript:)*+"
)
"""What may stand around the step without making it depend on anything: a function, a timer, an event."""
_AFTER = pattern(
    r"(?:[\s;)}\"'(]|,\s*+\d++|return\b|false\b|true\b|window\s*+\.\s*+(?=onload|setTimeout)|onload\s*+=|setTimeout\b"
    r"|catch\b\s*+(?:\(\s*+\w++\s*+\))?+\s*+\{|\w{1,30}(?=\s*+[,()])|\w{1,30}(?=\s*+;?\s*+\Z))*+"
)
_TIMER = pattern(r",\s*+(\d++)\s*+\)")
_PART = pattern(_STRING)
_ESCAPED = pattern(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)

_MAIN = pattern(r"main|content|center|right|body|zhong|index", re.IGNORECASE)
_FULL = pattern(r"\s*100(?:%|v[wh])\s*")
_SIZE = pattern(r"\s*(\d+(?:\.\d+)?)?\s*(\*|%|px)?\s*")
_UNSEEN = pattern(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![-\w])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)"
)
_CHINESE_TEXT = pattern("中文|简体|简中")


def lead_of(page: Page, *, has_number: bool) -> Lead | None:
    """Where the page leads; None: it is a page of its own. Call it after the walk.

    Args:
        page: Its text is counted.
        has_number: It shows a filing number: whatever else it does, it is the site's own page.
    """
    if has_number or page.blocks.characters > _LITTLE_TEXT:
        return None
    for found in (_refreshed(page), _scripted(page), _framed(page), _chosen(page)):
        if found is not None:
            return found
    return None


def _refreshed(page: Page) -> Lead | None:
    for node in page.tree.css("meta[http-equiv='refresh' i]")[:_MOST_NODES]:
        found = _REFRESH.fullmatch(node.attributes.get("content") or "")
        if found is None or int(found[1][:9] or 0) > LONGEST_DELAY_S:
            continue
        written = found[2].strip()
        if written[:1] in ('"', "'"):
            written = written[1:].partition(written[0])[0]
        if lead := _lead(page, HopKind.REFRESH, written):
            return lead
    return None


def _scripted(page: Page) -> Lead | None:
    scripts = [node.text() or "" for node in page.tree.css("script:not([src])")[:_MOST_NODES]]
    if page.tree.body is not None and (onload := page.tree.body.attributes.get("onload")):
        scripts.append(onload)
    for script in scripts:
        if len(script) <= _MAX_SCRIPT and (written := _step(script)):
            return _lead(page, HopKind.SCRIPT, written)
    return None


def _step(script: str) -> str | None:
    """The address that a script goes to and does nothing else; None: it does something else, or none that can be told."""
    text = _COMMENTS.sub(" ", script).strip()
    going = _GO.search(text)
    if (
        going is None
        or not _BEFORE.fullmatch(text, 0, going.start())
        or not _AFTER.fullmatch(text, going.end())
    ):
        return None
    timers = [int(found[1][:9]) for found in _TIMER.finditer(text, going.end())]
    if any(milliseconds > LONGEST_DELAY_S * 1_000 for milliseconds in timers):
        return None
    strings = next(group for group in going.groups() if group is not None)
    return "".join(_ESCAPED.sub(_unescaped, part[0][1:-1]) for part in _PART.finditer(strings))


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else found[3]


def _framed(page: Page) -> Lead | None:
    frames = page.tree.css_first("frameset")
    if frames is not None:
        written = _largest(frames)
        return _lead(page, HopKind.FRAME, written) if written else None
    if page.blocks.characters > _TEXT_BESIDE:
        return None
    seen = [node for node in page.tree.css("iframe[src]")[:_MOST_NODES] if _is_seen(node)]
    filling = [node for node in seen if _fills(node)]
    only = seen if page.blocks.characters < _NO_TEXT and len(filling) != 1 else filling
    return _lead(page, HopKind.FRAME, only[0].attributes.get("src") or "") if len(only) == 1 else None


def _largest(frames: LexborNode) -> str | None:
    """The address of a frameset's main frame: the one that is named so, else the largest, else the first."""
    sources = frames.css("frame[src]")[:_MOST_NODES]
    if named := [frame for frame in sources if _MAIN.search(_name(frame))]:
        return named[0].attributes.get("src")
    while frames.tag == "frameset":
        children = [node for node in frames.iter() if node.tag in ("frame", "frameset")]
        if not children:
            break
        sizes = (frames.attributes.get("rows") or frames.attributes.get("cols") or "").split(",")
        weights = _weights(sizes[: len(children)])
        weights += [0.0] * (len(children) - len(weights))
        frames = children[weights.index(max(weights))]
    if written := frames.attributes.get("src"):
        return written
    first = next(iter(sources), None)
    return first.attributes.get("src") if first is not None else None


def _name(frame: LexborNode) -> str:
    return frame.attributes.get("name") or frame.attributes.get("id") or ""


def _weights(sizes: list[str]) -> list[float]:
    """Sizes of frames in hundredths of a window of 1,200 pixels; `*` is what the others leave."""
    parts = [_SIZE.fullmatch(size) for size in sizes]
    fixed = [
        0.0 if part is None or part[2] == "*" else float(part[1] or 0) / (1 if part[2] == "%" else 12)
        for part in parts
    ]
    shares = sum(float(part[1] or 1) for part in parts if part is not None and part[2] == "*")
    left = max(0.0, 100 - sum(fixed))
    return [
        left * float(part[1] or 1) / shares if part is not None and part[2] == "*" else size
        for part, size in zip(parts, fixed, strict=True)
    ]


def _is_seen(frame: LexborNode) -> bool:
    attributes = frame.attributes
    sizes = [(attributes.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return (
        "hidden" not in attributes
        and not _UNSEEN.search((attributes.get("style") or "").lower())
        and not any(size in ("0", "1") for size in sizes)
    )


def _fills(frame: LexborNode) -> bool:
    return all(_FULL.fullmatch(frame.attributes.get(name) or "") for name in ("width", "height"))


def _chosen(page: Page) -> Lead | None:
    """The Chinese one of the languages that a page lets its visitor choose from."""
    links = page.tree.css("a[href]")
    is_a_root = page.address is not None and _language_root(page.address, page.address) is not None
    if is_a_root or page.blocks.characters > _A_CHOICE or len(links) > _FEW_LINKS:
        return None
    roots: dict[str, tuple[str, bool]] = {}
    for node in links:
        written = (node.attributes.get("href") or "").strip()
        address = absolute(written, page.base)
        root = _language_root(address, page.base) if address else None
        if address is not None and root is not None:
            is_chinese = root in CHINESE_ROOTS or _CHINESE_TEXT.search(node.text() or "") is not None
            roots.setdefault(root, (written, is_chinese))
    chinese = [written for written, is_chinese in roots.values() if is_chinese]
    return _lead(page, HopKind.SPLASH, chinese[0]) if len(roots) > 1 and chinese else None


def _language_root(address: str, base: str | None) -> str | None:
    """The language whose root an address of the same site is; None: of none."""
    try:
        there, here = urlsplit(address), urlsplit(base or "")
        host, own = (there.hostname or "").lower(), (here.hostname or "").lower()
    except ValueError:
        return None
    if host != own and (not own or (registrable_domain(host) or host) != registrable_domain(own)):
        return None
    steps = [step for step in there.path.lower().split("/") if step]
    if steps and steps[-1].startswith(("index.", "default.")):
        steps = steps[:-1]
    if len(steps) == 1 and steps[0] in LANGUAGE_ROOTS:
        return steps[0]
    label = host.partition(".")[0]
    return label if host != own and not steps and label in LANGUAGE_ROOTS else None


def _lead(page: Page, kind: HopKind, written: str) -> Lead | None:
    """The lead to an address of the web that is another one than the page's own."""
    if not written or len(written) > _MAX_ADDRESS:
        return None
    address = absolute(written, page.base)
    if address is None or not address.lower().startswith(("http://", "https://")):
        return None
    address = address.partition("#")[0]
    own = (page.address or "").partition("#")[0]
    return None if not own or address == own else Lead(kind, address, written)
