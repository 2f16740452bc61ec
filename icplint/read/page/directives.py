"""Comments by which a page asks to be spared: `<!-- icplint: ignore ICP008 reason until 2027-01-01 -->`.

They are a page's, so they may be anybody's: they are read in linear time, few and short. Whether they count is
decided where the page is judged.
"""

import re
from collections.abc import Iterator
from datetime import date

from icplint.late import pattern
from icplint.model.suppression import Directive, DirectiveFault

MOST = 100
"""Comments that are read on one page."""
LONGEST = 600
"""Characters of one comment."""

_SIGN = "icplint:"
_OPENING = pattern(r"<!--\s{0,20}\Z")
_ROOM = 24
_RULES = pattern(r"ignore\s+([\w-]{1,80}(?:\s*[,，]\s*[\w-]{1,80}){0,50})(?:\s+(.*))?", re.DOTALL)
_UNTIL = pattern(r"(?:(.*)\s)?until\s+(\S+)\Z", re.DOTALL)
_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BETWEEN = pattern(r"\s*[,，]\s*")


def may_hold_directives(body: bytes) -> bool:
    """Whether the bytes of a page can hold such a comment at all; UTF-16 is known by the zeros between its letters."""
    return b"icplint" in body or (b"\0" in body and b"i\0c\0p\0l" in body)


def directives_of(source: str) -> tuple[Directive, ...]:
    """The comments of a decoded page, in page order; the first `MOST` of them."""
    return tuple(_directives(source))


def _directives(source: str) -> Iterator[Directive]:
    at = counted_to = 0
    line = 1
    for _ in range(MOST):
        at = source.find(_SIGN, at)
        if at < 0:
            return
        start, at = at, at + len(_SIGN)
        if not _OPENING.search(source[max(start - _ROOM, 0) : start]):
            continue
        end = source.find("-->", at, at + LONGEST)
        line += source.count("\n", counted_to, start)
        counted_to = start
        if end < 0:
            yield Directive(line=line, fault=DirectiveFault.FORM)
            continue
        yield _directive(" ".join(source[at:end].split()), line)


def _directive(said: str, line: int) -> Directive:
    found = _RULES.fullmatch(said)
    if found is None:
        return Directive(line=line, fault=DirectiveFault.FORM)
    rules, reason = tuple(_BETWEEN.split(found[1])), (found[2] or "").strip()
    until: date | None = None
    if limited := _UNTIL.fullmatch(reason):
        reason = (limited[1] or "").strip()
        until = _day(limited[2])
        if until is None:
            return Directive(rules=rules, reason=reason, line=line, fault=DirectiveFault.BAD_DATE)
    if not reason:
        return Directive(rules=rules, until=until, line=line, fault=DirectiveFault.NO_REASON)
    return Directive(rules=rules, reason=reason, until=until, line=line)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None
