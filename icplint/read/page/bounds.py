"""Refuses pages on which the HTML parser, which cannot be interrupted, would take too long."""

import re

MAX_BYTES = 4 * 1024 * 1024
"""Larger pages are not read."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag: the parser compares each with all before it."""
MAX_WORK = 200_000_000
"""Bound on open elements × tags, the parser's worst case: about half a second."""
_FREE_TAGS = 10_000
"""A page with fewer `<` costs at most 0.2 s whatever its shape: no look needed."""
_LONG_TAG = 1_000
"""A tag with more than 500 attributes is longer than this."""

# The attributes of a tag as the HTML tokenizer sees them: a quote opens a value only behind `name =`.
# Possessive throughout, so that a hostile page costs one pass.
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s\"'>][^\s>]*+)?+)?+"
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_MONSTER = re.compile(rf"<[A-Za-z][^\s/>]*+(?:[\s/]*+{_ATTRIBUTE}){{{MAX_ATTRIBUTES + 1}}}")
"""A tag with too many attributes, as far as it must be read to know."""
_LARGE = 150_000
_STRIDE, _WINDOW, _PACKED, _PACKED_WINDOWS = 2_048, 256, 18, 7
"""On a page that is not large, a harmful tag covers 7 looks of 256 characters with over 18 attributes in each."""
_SUSPECT = re.compile(rf"<[A-Za-z][^>]{{{_LONG_TAG}}}")
_FOREIGN = re.compile(r"<(?:svg|math)[\s/>]", re.IGNORECASE)

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen command basefont bgsound frame".split()
)
_CLOSED_BY_THE_NEXT = frozenset("li p td th tr option dt dd".split())
_RAW = {
    name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in "script style textarea title xmp iframe noembed noframes noscript".split()
}


def too_complex(text: str) -> bool:
    """Whether a page lies beyond what the parser reads in bounded time. Linear in the text."""
    if len(text) > MAX_BYTES:
        return True
    if text.count("<") > _FREE_TAGS:
        return _beyond_bounds(text)
    if any(_MONSTER.match(text, suspect.start()) for suspect in _SUSPECT.finditer(text)):
        return True
    # Quoted `>` may hide the length of a tag from the look above.
    return _may_hide_a_monster(text) and _MONSTER.search(text) is not None


def _beyond_bounds(text: str) -> bool:
    """Go through all tags as the tokenizer does: one with too many attributes, or more work than allowed."""
    # Inside <svg> and <math> the content of <style> and its like is markup.
    raw = {} if _FOREIGN.search(text) else _RAW
    depth = work = position = 0
    while found := _TAG.search(text, position):
        position = found.end()
        closes, name, attributes = found[1], found[2].lower(), found[3]
        if len(attributes) > _LONG_TAG and sum(1 for _ in _ATTRIBUTES.finditer(attributes)) > MAX_ATTRIBUTES:
            return True
        if name in _CLOSED_BY_THE_NEXT or name in _VOID:
            pass
        elif closes:
            depth -= depth > 0
        elif name in raw:
            end = raw[name].search(text, position)
            position = end.start() if end else len(text)
        else:
            depth += 1
        work += depth
        if work > MAX_WORK:
            return True
    return False


def _may_hide_a_monster(text: str) -> bool:
    """Whether a part of the page is packed with attributes; a cheap look that errs on the safe side."""
    if len(text) > _LARGE:
        return True
    packed = 0
    for start in range(0, len(text), _STRIDE):
        window = text[start : start + _WINDOW]
        if (
            len(window.split()) + window.count('"') // 2 + window.count("'") // 2 + window.count("/")
            > _PACKED
        ):
            packed += 1
    return packed >= _PACKED_WINDOWS
