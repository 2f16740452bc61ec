"""Reads the claims of one footer line: sign, years, name and rights phrase in any order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from icplint.late import dataclass, pattern
from icplint.read.evidence.notice_lines import Line
from icplint.read.evidence.notice_phrases import Phrase, notices_in, phrases_in
from icplint.read.evidence.notice_tokens import ANCHORS, Kind, Token
from icplint.read.evidence.notice_years import years_in, years_token
from icplint.read.evidence.owner_places import FORM_WEIGHT, Placed, belonging, owner_beside, owner_of
from icplint.read.evidence.owners import Form, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One notice, as far as a single line tells it."""

    line: Line
    start: int
    end: int
    """Bounds in the folded line."""
    owner: Name | None
    years: tuple[int, int | None] | None
    """First and last; the last is None for an open range."""
    faults: tuple[str, ...]
    weight: int
    """How surely this is the site's own notice."""
    of_software: bool
    """A program's maker claims, not the site."""
    open_end: bool
    """版权所有： stands last: the name is on the next line."""


_YEARS_WEIGHT = 6
_SIGN_WEIGHT = 4
_SOFTWARE_WEIGHT = -60
"""Puts the notice of a site's software behind every notice of the site."""

_SOFTWARE = pattern(
    r"comsenz|discuz|康盛|wordpress|automattic|typecho|z-?blog|hexo\b|hugo\b|dede\s?cms|desdev|织梦|phpwind|phpcms|php168"
    r"|ecshop|shopex|empire\s?cms|帝国软件|phome|siteserver|joomla|drupal|powereasy|oblog",
    re.IGNORECASE,
)
"""Makers of the programs that print a notice of their own into a site's footer."""

_CREDIT_OF_A_PICTURE = pattern(
    r"(?:photos?|images?|pictures?|podcast|video|credits?|(?<!地)图片?|图源|题图|摄影?|来源|视频|插画)[\s:/(]{0,3}$",
    re.IGNORECASE,
)
_PICTURE_WORDS = 12
"""Signs before © in which the credit's word stands."""

_WRITTEN_SIGN = pattern(r"[©ⓒ®@]|\(c\)|&copy", re.IGNORECASE)
_YEAR_TEMPLATE = pattern(r"year|date|moment|yyyy|nan\b|时间|年|time", re.IGNORECASE)
_FAILED_TEMPLATE = pattern(r"undefined|null|xxxx", re.IGNORECASE)
_DASH_BEFORE = pattern(r"[-–—~]\s?$")
_DASH_AFTER = pattern(r"\s?[-–—~]")


def claims_in(line: Line) -> Iterator[Claim]:
    """The claims of a line, in its order."""
    phrases = phrases_in(line.folded)
    for place, phrase in enumerate(phrases):
        for notice in notices_in(phrase):
            claim = _claim(line, notice)
            if claim is None:
                continue
            if claim.owner is None and (beside := owner_beside(phrases, place)) is not None:
                claim = _with_owner(claim, beside)
            yield claim


def _claim(line: Line, phrase: Phrase) -> Claim | None:
    """The phrase read as one notice, or None where it is none."""
    anchors = [token for token in phrase.tokens if token.kind in ANCHORS and not _is_of_others(phrase, token)]
    if not anchors or _credits_a_picture(phrase, anchors[0]):
        return None
    placed = owner_of(phrase)
    faults, stand_in = _placeholders(phrase, placed)
    if placed is None and stand_in is not None:
        placed = Placed(Name(stand_in.start, stand_in.end, Form.TEMPLATE), FORM_WEIGHT[Form.TEMPLATE])
    years = years_token(phrase.tokens, placed.name if placed else None)
    if placed is None and years is None and not faults and _is_a_bare_word(phrase, anchors):
        return None
    weight = placed.weight if placed else 0
    weight += _YEARS_WEIGHT * (years is not None) + _SIGN_WEIGHT * any(t.kind is Kind.SIGN for t in anchors)
    of_software = _is_of_software(phrase, placed)
    weight += _SOFTWARE_WEIGHT * of_software
    parts = [*anchors, *([placed.name] if placed else ()), *([years] if years else ())]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    last = phrase.tokens[-1]
    return Claim(
        line=line,
        start=start,
        end=start + len(phrase.folded[start:end].rstrip()),
        owner=placed.name if placed else None,
        years=years_in(phrase.folded[years.start : years.end]) if years else None,
        faults=faults,
        weight=weight,
        of_software=of_software,
        open_end=last.kind is Kind.CLAIM and phrase.folded.endswith(":", last.start, last.end),
    )


def _with_owner(claim: Claim, placed: Placed) -> Claim:
    return replace(
        claim,
        owner=placed.name,
        start=min(claim.start, placed.name.start),
        end=max(claim.end, placed.name.end),
        weight=claim.weight + placed.weight,
    )


def _is_of_others(phrase: Phrase, token: Token) -> bool:
    """Whether a 版权归…所有 speaks of authors."""
    return token.kind is Kind.BELONGS and belonging(phrase.folded, token) is None


def _credits_a_picture(phrase: Phrase, first: Token) -> bool:
    window = max(0, first.start - _PICTURE_WORDS), first.start
    return first.kind is Kind.SIGN and _CREDIT_OF_A_PICTURE.search(phrase.folded, *window) is not None


def _is_a_bare_word(phrase: Phrase, anchors: list[Token]) -> bool:
    """Whether only the word Copyright stands there, as in a link to a policy."""
    return all(
        token.kind is Kind.SIGN and not _WRITTEN_SIGN.search(phrase.folded, token.start, token.end)
        for token in anchors
    )


def _placeholders(phrase: Phrase, placed: Placed | None) -> tuple[tuple[str, ...], Token | None]:
    """The faults of placeholders left in, and the placeholder that stands for the owner."""
    faults: list[str] = []
    stand_in: Token | None = None
    dated = any(token.kind is Kind.YEARS for token in phrase.tokens)
    for token in phrase.tokens:
        if token.kind is not Kind.TEMPLATE:
            continue
        text = phrase.folded[token.start : token.end]
        ranged = _DASH_BEFORE.search(phrase.folded[: token.start]) or _DASH_AFTER.match(
            phrase.folded, token.end
        )
        if _YEAR_TEMPLATE.search(text) or (_FAILED_TEMPLATE.fullmatch(text) and (ranged or not dated)):
            faults.append("template-year")
        elif placed is None and stand_in is None:
            stand_in = token
            faults.append("template-owner")
    if placed is not None and placed.name.form is Form.TEMPLATE:
        faults.append("template-owner")
    return tuple(dict.fromkeys(faults)), stand_in


def _is_of_software(phrase: Phrase, placed: Placed | None) -> bool:
    """Whether a program's maker claims, or the notice hangs on a Powered by."""
    if placed is not None and _SOFTWARE.search(phrase.folded, placed.name.start, placed.name.end):
        return True
    credited = (
        phrase.before is not None and phrase.before.kind is Kind.CREDIT and phrase.tokens[0].kind is Kind.TEXT
    )
    return credited and (placed is None or placed.name.form < Form.CHINESE)
