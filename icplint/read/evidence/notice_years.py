"""Reads the years of a copyright notice."""

import re
from collections.abc import Sequence
from itertools import pairwise

from icplint.late import pattern
from icplint.read.evidence.notice_tokens import ANCHORS, Kind, Token
from icplint.read.evidence.owners import Name

_YEAR = pattern(r"(?<![0-9])0?((?:19|2[0-9])[0-9]{2})(?![0-9])")
_RANGE_SIGN = pattern(r"[^\s\d,、/]")
_OPEN = pattern(r"至今|现在|今|present|now|since|[-–—~]\s?$", re.IGNORECASE)
_BEYOND = pattern(r"[-–—~]\s?[0-9]{3,6}$")


def years_token(tokens: Sequence[Token], owner: Name | None) -> Token | None:
    """The years that belong to a notice: next to its signs, else after them, first of all, or next to the owner."""
    years = [place for place, token in enumerate(tokens) if token.kind is Kind.YEARS]
    signs = [place for place, token in enumerate(tokens) if token.kind is Kind.SIGN]
    anchors = [place for place, token in enumerate(tokens) if token.kind in ANCHORS]
    for near in (signs, anchors):
        for place in years:
            if any(abs(place - sign) == 1 for sign in near):
                return tokens[place]
    named = [place for place, token in enumerate(tokens) if owner and token.start <= owner.start < token.end]
    for place in years:
        if place > anchors[0] or place == 0 or any(abs(place - name) == 1 for name in named):
            return tokens[place]
    return None


def years_in(written: str) -> tuple[int, int | None]:
    """First and last year of a token of kind `YEARS`; the last is None for an open range.

    Of a range that is printed twice (2025-2026 - 2026) the first is taken, of a list the ends.
    """
    found = list(_YEAR.finditer(written))
    numbers = [int(match[1]) for match in found]
    for (one, two), (first, last) in zip(pairwise(found), pairwise(numbers), strict=True):
        if _RANGE_SIGN.search(written, one.end(), two.start()):
            return (min(numbers[0], first) if first <= last else first), last
    if _OPEN.search(written) or (_BEYOND.search(written) and not _YEAR.match(written[-4:])):
        return numbers[0], None
    return numbers[0], numbers[-1]
