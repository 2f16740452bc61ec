"""Refuses pages on which the HTML parser, which cannot be interrupted, would take too long."""

import re
from collections.abc import Iterable, Iterator

from icplint.late import pattern

MAX_BYTES = 4 * 1024 * 1024
"""Larger pages are not read."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag: the parser compares each with all before it."""
MAX_COMPARISONS = 100_000_000
"""Bound on the same over all long tags of a page: about half a second."""
MAX_WORK = 200_000_000
"""Bound on open elements × tags, the parser's worst case: about half a second."""
_LONG_TAG = 1_000
"""A tag with more attributes is longer than this."""

# The attributes of a tag as the HTML tokenizer sees them: a quote opens a value only behind `name =`.
# Possessive throughout, so that a hostile page costs one pass.
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s\"'>][^\s>]*+)?+)?+"
_TAG = pattern(
    rf"<(?:(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?|(!--)|(?=!\[CDATA\[)(!)|(?:[!?]|/(?![A-Za-z]))[^>]*+)"
)
"""A tag, the beginning of a comment or of CDATA, or what browsers take for a comment whole."""
_COMMENT_END = pattern("--!?>")
_ATTRIBUTES = pattern(_ATTRIBUTE)
_MONSTER = pattern(rf"<[A-Za-z][^\s/>]*+(?:[\s/]*+{_ATTRIBUTE}){{{MAX_ATTRIBUTES + 1}}}")
"""A tag with too many attributes, as far as it must be read to know."""
_FEW_TAGS = 60_000
"""Characters that hold no more tags, of three each, than may all be open at once."""
_LARGE = 150_000
_STRIDE, _WINDOW, _PACKED_WINDOWS = 2_048, 256, 7
"""Looks at a page that is not large. A tag that covers fewer has too little room for harm."""
_HARMFUL, _PACKED = 10_000, 40
"""Attributes of one tag that cost the parser a fifth of a second; and how many in each look are suspicious anyway."""
_SUSPECT = pattern(rf"<[A-Za-z][^>]{{{_LONG_TAG}}}")
_FOREIGN = pattern(r"<(?:svg|math)[\s/>]", re.IGNORECASE)

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen command basefont bgsound frame".split()
)
_CLOSED_BY_THE_NEXT = frozenset("li p td th tr option dt dd".split())
_UNCOUNTED = _VOID | _CLOSED_BY_THE_NEXT
_LEAF = pattern(
    r"<([a-zA-Z]+)(?:\s+[\w-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w/.:#?&;%+-]+)(?=[\s>]))?)*+>[^<]*+</\1>",
    re.ASCII,
)
"""An element that is closed before another opens, of the plainest writing: nobody takes it for longer."""
_STAYS_SHUT = pattern(r"<(?:br|img|input|hr|li|p|td|th|tr|option|dt|dd|link|meta|wbr)[\s/>]")
_WALLS = frozenset(
    "address applet article aside blockquote body button caption center details dialog dir div dl fieldset figcaption"
    " figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe listing main marquee menu nav"
    " noembed noframes noscript object ol plaintext pre script search section select style summary table tbody"
    " template textarea tfoot thead title ul xmp svg math foreignobject desc annotation-xml".split()
)
"""Elements that an end tag of another name is not believed to close."""
_LOOK_BACK = 32
"""Open elements among which an end tag looks for its own."""
_RAW = {
    name: pattern(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in "script style textarea title xmp iframe noembed noframes noscript".split()
}


def too_complex(text: str) -> bool:
    """Whether a page lies beyond what the parser reads in bounded time. Linear in the text."""
    if len(text) > MAX_BYTES:
        return True
    tags = text.count("<") if len(text) > _FEW_TAGS else 0
    if tags * tags // 2 > MAX_WORK:
        # Elements that stay open come first at worst: no page of so many tags asks for more work.
        opened = tags - text.count("</") - len(_STAYS_SHUT.findall(text))
        if opened * opened // 2 + opened * (tags - opened) > MAX_WORK:
            opened -= len(_LEAF.findall(text))
        if opened * opened // 2 + opened * (tags - opened) > MAX_WORK:
            return _beyond_bounds(text)
    if _are_too_long(text, _long_tags(text)):
        return True
    # Quoted `>` may hide the length of a tag from the look above.
    may_hide = len(text) > _LARGE or _is_packed(text)
    return may_hide and _MONSTER.search(text) is not None


def _are_too_long(text: str, starts: Iterable[int]) -> bool:
    """Whether one of the long tags has too many attributes, or all of them together ask for too much work."""
    comparisons = 0
    for start in starts:
        if _MONSTER.match(text, start):
            return True
        tag = _TAG.match(text, start)
        attributes = sum(1 for _ in _ATTRIBUTES.finditer(tag[3] or "")) if tag else 0
        comparisons += attributes * attributes // 2
        if comparisons > MAX_COMPARISONS:
            return True
    return False


def _beyond_bounds(text: str) -> bool:
    """Go through all tags as the tokenizer does: one with too many attributes, or more work than allowed.

    Where it is not plain what an end tag closes, it closes nothing: the parser may leave elements open too.
    """
    # Inside <svg> and <math> the content of <style> and its like is markup.
    foreign = _FOREIGN.search(text) is not None
    raw = {} if foreign else _RAW
    stack: list[str] = []
    work = position = 0
    find = _TAG.search
    while found := find(text, position):
        position = found.end()
        closes, name, attributes, comment, sections = found.groups()
        if name is None:
            if comment:
                end = _COMMENT_END.search(text, found.start() + 2)
                position = end.end() if end else len(text)
            elif sections and foreign:
                # Only the tree tells whether this is a text or a comment.
                return text.count("<") ** 2 // 2 > MAX_WORK
            continue
        if len(attributes) > _LONG_TAG and sum(1 for _ in _ATTRIBUTES.finditer(attributes)) > MAX_ATTRIBUTES:
            return True
        name = name.lower()
        if name not in _UNCOUNTED:
            if closes:
                if stack and stack[-1] == name:
                    stack.pop()
                else:
                    _close(stack, name)
            elif name in raw:
                ending = raw[name].search(text, position)
                position = ending.start() if ending else len(text)
                stack.append(name)
            else:
                stack.append(name)
        work += len(stack)
        if work > MAX_WORK:
            return True
    return False


def _close(stack: list[str], name: str) -> None:
    """Close an element with the inline ones inside it, where it is near."""
    for place in range(len(stack) - 1, max(-1, len(stack) - 1 - _LOOK_BACK), -1):
        if stack[place] == name:
            del stack[place:]
            return
        if stack[place] in _WALLS:
            return


def _long_tags(text: str) -> Iterator[int]:
    """Where tags begin that no `>` ends within `_LONG_TAG` characters."""
    step = _LONG_TAG // 2
    start, last = 0, len(text) - step
    while start <= last:
        if text.find(">", start, start + step) >= 0:
            start += step
            continue
        end = text.find(">", start + step)
        end = end if end >= 0 else len(text)
        for suspect in _SUSPECT.finditer(text, text.rfind(">", 0, start) + 1, end):
            yield suspect.start()
        start = end + 1


def _is_packed(text: str) -> bool:
    """Whether a stretch of the page is packed with attributes; a cheap look that errs on the safe side."""
    if len(text) <= _STRIDE * (_PACKED_WINDOWS - 1):
        return False
    most = min(_PACKED, _HARMFUL * _WINDOW // len(text))
    # No row of so many packed windows passes between two of these few.
    few = range((_PACKED_WINDOWS - 1) * _STRIDE, len(text), _PACKED_WINDOWS * _STRIDE)
    if not any(_parts(text[start : start + _WINDOW]) > most for start in few):
        return False
    packed = 0
    for start in range(0, len(text), _STRIDE):
        packed = packed + 1 if _parts(text[start : start + _WINDOW]) > most else 0
        if packed >= _PACKED_WINDOWS:
            return True
    return False


def _parts(window: str) -> int:
    """About how many attributes stand in a piece of a page, rather too many than too few."""
    return len(window.split()) + window.count('"') // 2 + window.count("'") // 2 + window.count("/")
