"""Finds filing numbers in a text, and what was meant as one, in one scan."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from icplint.facts.famous import famous_numbers
from icplint.late import pattern
from icplint.numbers.folding import Folded, fold
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.icp_writings import icp_writings
from icplint.numbers.near_miss import IcpFault
from icplint.numbers.public_security import public_security_numbers
from icplint.numbers.telecom_licence import telecom_licences

__all__ = ["SIGN", "Family", "Found", "Standing", "could_hold_number", "find_numbers"]

SIGN = pattern("备|備|证|證|ICP|IPC|Icp|icp|ipc|ＩＣＰ|A1|A2|B1|B2|B-|b2-|Ｂ２|公网安")
"""A text without any of these holds no number; says nothing of a text's ends."""

_ANCHOR = pattern(
    r"[备備IiＩｉABabＡＢａｂ网網](?:(?<=[备備])"
    r"|(?<=[IiＩｉ])\W{0,3}(?:[CcＣｃ]\W{0,3}[PpＰｐ]|[PpＰｐ]\W{0,3}[CcＣｃ])"
    r"|(?<=[ABabＡＢａｂ])\W{0,4}[1-9１-９]\W"
    r"|(?<=[网網])\W{0,3}安)"
)
"""What a number turns on. Begins with one class, which the engine looks for quickly."""

_BEFORE, _AFTER = 48, 120
"""How much of the text around an anchor is looked at: labels before it, digits and blanks behind it."""

REMEMBERED = 500
"""Characters of a text that is remembered; a longer one is no footer's line."""

_RANK = (Standing.RIGHT, Standing.PARODY, Standing.NEAR_MISS, Standing.PLACEHOLDER)


def could_hold_number(text: str) -> bool:
    """Whether a closer look is worth it; False is certain."""
    return SIGN.search(text) is not None


def find_numbers(text: str, this_year: int | None = None) -> list[Found]:
    """Numbers, near misses, placeholders and parodies in the order they stand, none over another.

    Args:
        text: What a reader sees, entities decoded and markup removed.
        this_year: A later year in a number is a fault; None: years are not judged.
    """
    if not could_hold_number(text):
        return []
    return list(_remembered(text, this_year)) if len(text) <= REMEMBERED else _found(text, this_year)


@lru_cache(maxsize=256)
def _remembered(text: str, this_year: int | None) -> tuple[Found, ...]:
    """The pages of a site have one footer: its lines are read once."""
    return tuple(_found(text, this_year))


def _found(text: str, this_year: int | None) -> list[Found]:
    found = [item for start, end in _windows(text) for item in _find_in(fold(text, start, end), this_year)]
    found.sort(key=lambda item: (item.start, _RANK.index(item.standing), item.start - item.end))
    return [_with_holder(item) for item in _without_idle_labels(_without_overlaps(found))]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around anchors; those that touch are one."""
    start: int | None = None
    end = 0
    for anchor in _ANCHOR.finditer(text):
        if start is not None and anchor.start() - _BEFORE > end:
            yield start, end
            start = None
        if start is None:
            start = max(0, anchor.start() - _BEFORE)
        end = anchor.end() + _AFTER
    if start is not None:
        yield start, end


def _find_in(folded: Folded, this_year: int | None) -> Iterator[Found]:
    yield from icp_writings(folded, this_year)
    yield from telecom_licences(folded, this_year)
    yield from public_security_numbers(folded)


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Of two that share a sign, the one that stands higher, then the first."""
    kept: list[Found] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if _RANK.index(item.standing) < _RANK.index(kept[-1].standing):
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def _without_idle_labels(found: list[Found]) -> list[Found]:
    """An empty label is a fault only where the same text holds no number of its family."""
    filled = {item.family for item in found if IcpFault.PLACEHOLDER_EMPTY not in item.faults}
    return [
        item for item in found if item.family not in filled or IcpFault.PLACEHOLDER_EMPTY not in item.faults
    ]


def _with_holder(item: Found) -> Found:
    """The famous holder of the number, where it has one."""
    key = item.digits if item.family is Family.PSB else item.subject
    holder = famous_numbers().get(key) if key and item.number else None
    return item if holder is None else replace(item, famous_holder=holder.name)
