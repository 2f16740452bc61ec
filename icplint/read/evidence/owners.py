"""Tells which piece of a notice is a name, and whose kind of name."""

import re
from enum import IntEnum
from functools import cache

from icplint.facts.company_names import trades
from icplint.late import dataclass, pattern
from icplint.read.evidence import owner_words as words


class Form(IntEnum):
    """What a name looks like; the higher, the more surely it is the entity."""

    TEMPLATE = 0
    """A placeholder that nobody replaced."""
    HOST = 1
    """A domain name."""
    LATIN = 2
    CHINESE = 3
    BODY = 4
    """Ends like a public body, a school, an association …"""
    COMPANY = 5
    """Ends in 有限公司 and its family."""


class Side(IntEnum):
    """Which end of a stretch of text touches the notice's signs."""

    START = 0
    END = 1
    BOTH = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of a folded line taken for a name."""

    start: int
    end: int
    form: Form


_LONGEST_NAME = 80
_SHORTEST_BODY = 3
_LONGEST_BRAND = 24
"""Signs of a Chinese name that does not end like an entity's; longer ones are sentences."""
_LONGEST_STRETCH = 160
"""How far from the signs a name is looked for."""
_MOST_WORDS = 8
"""Words of a Latin name."""
_COMPANY_WITHIN = 2
"""How many words may stand between the signs and a company's name."""

_WORD = pattern(r"\S+")
_LETTER = pattern(r"[^\W\d_]")
_LEAD = pattern(r"^(?:by(?![a-z])|归|由|属于|为|是|[^\w(《“\"]|_)+", re.IGNORECASE)
_BRACKETED = pattern(r"\s?\(([^()]{3,60})\)[\s.,;:。，]{0,4}$")
_BRACKETS = (("(", ")"), ("[", "]"), ("【", "】"), ("《", "》"), ("“", "”"), ("「", "」"))
_EDGE = " .:,，、·-–—~"
_STOPS = ":,;。，、|/"
"""Signs at the end of a word behind which another thing begins."""
_TAIL = _EDGE + "|/\\*&+_'\"“”(（[<《•=#"


def form_of(name: str) -> Form:
    """What a trimmed, folded name looks like."""
    if words.TEMPLATE.search(name):
        return Form.TEMPLATE
    if words.COMPANY.search(name):
        return Form.COMPANY
    if words.HAN.search(name):
        return Form.BODY if words.BODY.search(name) and len(name) >= _SHORTEST_BODY else Form.CHINESE
    return Form.HOST if words.HOST.fullmatch(name) else Form.LATIN


def name_in(folded: str, start: int, end: int, side: Side) -> Name | None:
    """The name in a stretch of a folded line, or None where nothing there is one.

    Args:
        folded: The whole line.
        start: Where the stretch begins.
        end: Where it ends.
        side: Which end touches the notice: a name stands next to its signs, other things further off.
    """
    if end - start > _LONGEST_STRETCH:
        if side is Side.END:
            start = end - _LONGEST_STRETCH
        else:
            end, side = start + _LONGEST_STRETCH, Side.START
    pieces = _pieces(folded, start, end)
    match side:
        case Side.START:
            pieces = pieces[:1]
        case Side.END:
            pieces = pieces[-1:]
        case Side.BOTH:
            pass
    names = [name for piece in pieces if (name := _name(folded, *piece, side)) is not None]
    return max(names, key=lambda name: name.form, default=None)


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch cut at commas and dashes."""
    cuts = [place for match in words.CUT.finditer(folded, start, end) for place in match.span()]
    bounds = [start, *cuts, end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [(first, last) for first, last in pairs if folded[first:last].strip(" .-")]


def _name(folded: str, start: int, end: int, side: Side) -> Name | None:
    """The name in a piece without commas, trimmed to what it is."""
    if lead := _LEAD.match(folded[start:end]):
        start += lead.end()
    spans = [(start + match.start(), start + match.end()) for match in _WORD.finditer(folded[start:end])]
    if not spans:
        return None
    first, last = _words_of_name([folded[slice(*span)] for span in spans], side)
    start, end = spans[first][0], spans[last][1]
    if head := words.SENTENCE_HEAD.match(folded[start:end]):
        start += head.end()
    end = start + _trimmed_length(folded[start:end])
    name = _without_open_brackets(folded[start:end].lstrip(_EDGE))
    start = folded.index(name, start)
    end = start + len(name)
    if len(name) > _LONGEST_NAME or not _LETTER.search(name) or words.NOT_A_NAME.search(name):
        return None
    form = form_of(name)
    return None if form is Form.CHINESE and len(name) > _LONGEST_BRAND else Name(start, end, form)


def _words_of_name(written: list[str], side: Side) -> tuple[int, int]:
    """Indices of the name's first and last word among the words that blanks set apart."""
    texts = [word.rstrip(_TAIL) for word in written]
    final = len(texts) - 1
    companies = [place for place, text in enumerate(texts) if words.COMPANY.search(text)]
    if companies:
        chosen = companies[-1] if side is Side.END else companies[0]
        distance = final - chosen if side is Side.END else chosen
        if side is Side.BOTH or distance <= _COMPANY_WITHIN:
            return _first_part(written, chosen), chosen
    if side is Side.END:
        return _first_word(texts), final
    whole = side is Side.BOTH and len(" ".join(texts)) <= _LONGEST_NAME // 2
    last = final if whole else _last_word(written, texts)
    while last > 0 and words.HOST.fullmatch(texts[last].strip("()")):
        last -= 1
    if side is Side.BOTH and last > 1 and words.HAN.search(texts[0]):
        while last > 0 and not words.HAN.search(texts[last]):  # 某某公司 Some Company Ltd.
            last -= 1
    return 0, last


def _first_part(written: list[str], company: int) -> int:
    """Index of the word that a company's name begins with: some stand in two, 某某 (天津) 电子商务有限公司."""
    stem = words.COMPANY.sub("", written[company].rstrip(_TAIL))
    while company > 0 and (words.PLACE_IN_BRACKETS.fullmatch(stem) or stem in _stems()):
        before = written[company - 1]
        if not words.HAN.search(before) or before[-1] in _STOPS:
            break
        company, stem = company - 1, words.NAME_BEFORE_PLACE.sub("", before)
    return company


@cache
def _stems() -> frozenset[str]:
    """What a company's name cannot consist of, its form aside: trades, or nothing."""
    return trades() | {""}


def _last_word(written: list[str], texts: list[str]) -> int:
    """Index of the last word of the name that begins with the first word."""
    if words.HAN.search(texts[0]):
        second = texts[1:]
        is_part = len(second) == 1 and all(words.BODY.search(text) for text in texts)
        return 1 if is_part else 0  # 某某大学 某某学院
    last = 0
    for place in range(1, min(len(texts), _MOST_WORDS)):
        text, before = texts[place], written[place - 1]
        if not text and written[place] == "&" and last == place - 1:
            continue
        if not text or words.HAN.search(text) or words.MENU_WORD.match(text):
            break
        if before.endswith(".") and not words.ABBREVIATION.search(before):
            break
        last = place
    return last


def _first_word(texts: list[str]) -> int:
    """Index of the first word of the name that ends with the last word."""
    first = len(texts) - 1
    if words.HAN.search(texts[first]):
        return first
    if first and words.HOST.fullmatch(texts[first]) and words.HAN.search(texts[first - 1]):
        return first - 1
    while first > 0 and len(texts) - first < _MOST_WORDS and not words.HAN.search(texts[first - 1]):
        first -= 1
    return first


def _without_open_brackets(name: str) -> str:
    """The name without a bracket at either end whose partner stands outside."""
    for opening, closing in _BRACKETS:
        if name.startswith(opening) and closing not in name:
            name = name[1:].lstrip()
        if name.endswith(closing) and opening not in name[:-1]:
            name = name[:-1].rstrip()
    return name


def _trimmed_length(name: str) -> int:
    """Length without the blanks, punctuation, open brackets and hosts at the end."""
    bracketed = _BRACKETED.search(name)
    if bracketed and bracketed.start() and words.HOST.fullmatch(bracketed[1].strip()):
        name = name[: bracketed.start()]
    trimmed = name.rstrip(_TAIL)
    for end in (words.HOSTED, words.GLUED_HOST):
        if (found := end.search(trimmed)) and found.start() > 1:
            return len(trimmed[: found.start()].rstrip(_TAIL))
    dotted = name.startswith(".", len(trimmed)) and words.COMPANY_ABBREVIATION.search(trimmed)
    return len(trimmed) + 1 if dotted else len(trimmed)
