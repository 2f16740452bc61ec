"""Finds licences and registrations other than the ministry's and the police's."""

import re
from collections.abc import Iterator

from icplint.facts.licences import licence_forms
from icplint.late import dataclass, pattern
from icplint.numbers.folding import Folded, fold

_SIGNS = (
    "许可",
    "許可",
    "网文",
    "網文",
    "执照",
    "信用代码",
    "资格证",
    "经营性",
    "字第",
    "出版",
    "新出",
    "备字",
    "算备",
    "JY",
    "SP",
    "网食",
    "模型",
    "生成式",
    "ILS",
    "视听",
    "節目",
)
"""A text without any of these holds no licence."""

_BEFORE, _AFTER = 8, 80
"""How much of the text around an anchor may belong to the number."""

_UNFILLED = pattern(r"[Xx*]{2}|0000|1234567")
"""Signs that a sample was never filled in."""

SIGN = pattern("|".join(_SIGNS))
"""A text without it holds no licence; says nothing of a text's ends."""
_NAME_REACH = 16
"""How far behind its name a licence's number may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLicence:
    """One licence. `start` and `end` are positions in the text that was searched."""

    start: int
    end: int
    raw: str
    """What stands there: the number, or the licence's name where no number is shown."""
    kind: str
    """Its Chinese name, such as 网络文化经营许可证."""
    number: str | None
    """Without blanks, width and dashes made one; None: only the licence's name is shown, or its number is none."""
    faults: tuple[str, ...] = ()
    """`form`: meant as a number of this kind and not written as one; `placeholder`: nobody filled it in."""


def find_licences(text: str) -> list[FoundLicence]:
    """The licences of a text, and what was meant as one, in the order they stand, none over another."""
    if not SIGN.search(text):
        return []
    folded = fold(text)
    spans = sorted(_numbered(folded))
    spans += _named(folded, spans)
    found: list[FoundLicence] = []
    for start, end, kind, number, faults in sorted(spans):
        first, last = folded.span(start, end)
        if not found or first >= found[-1].end:
            found.append(
                FoundLicence(
                    start=first, end=last, raw=text[first:last], kind=kind, number=number, faults=faults
                )
            )
    return found


def _up_to_a_break(
    pattern: re.Pattern[str], folded: Folded, start: int, place: int, end: int
) -> re.Match[str] | None:
    """The number that ends where a blank parts it from other digits: 0109724 2021."""
    text = folded.text
    for cut in folded.breaks(place, min(end, len(text))):
        if (
            text[cut - 1].isdecimal()
            and text[cut].isdecimal()
            and (found := pattern.search(text, start, cut))
        ):
            return found
    return None


_Span = tuple[int, int, str, str | None, tuple[str, ...]]


def _numbered(folded: Folded) -> Iterator[_Span]:
    for form in licence_forms():
        for anchor in form.anchors:
            place = folded.text.find(anchor)
            while place >= 0:
                start, end = max(0, place - _BEFORE), place + _AFTER
                writing = form.pattern.search(folded.text, start, end) or _up_to_a_break(
                    form.pattern, folded, start, place, end
                )
                if writing is not None:
                    group = _group(writing)
                    yield writing.start(group), writing.end(group), form.kind, writing[group], ()
                elif form.near and (writing := form.near.search(folded.text, start, end)):
                    group = _group(writing)
                    fault = "placeholder" if _UNFILLED.search(writing[group]) else "form"
                    yield writing.start(group), writing.end(group), form.kind, None, (fault,)
                place = folded.text.find(anchor, max(place + 1, writing.end() if writing else 0))


def _group(writing: re.Match[str]) -> str | int:
    return "number" if "number" in writing.re.groupindex else 0


def _named(folded: Folded, numbered: list[_Span]) -> Iterator[_Span]:
    """Names of licences that no number of their kind follows."""
    starts: dict[str, list[int]] = {}
    for start, _, kind, *_ in numbered:
        starts.setdefault(kind, []).append(start)
    for form in licence_forms():
        for name in form.names:
            start = folded.text.find(name)
            while start >= 0:
                end = start + len(name)
                if not any(end <= number <= end + _NAME_REACH for number in starts.get(form.kind, ())):
                    yield start, end, form.kind, None, ()
                start = folded.text.find(name, end)
