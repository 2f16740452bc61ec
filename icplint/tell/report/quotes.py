"""The footer as quoted: which stretches of its text are evidence."""

from collections.abc import Iterable, Iterator

from icplint.late import dataclass
from icplint.model.finding import Finding
from icplint.model.reading import Evidence, Occurrence, Reading

LONGEST = 4_000
"""Characters of a footer that a report quotes."""

_MOST = 60
"""Occurrences that are marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the footer's text."""

    text: str
    mark: str = ""
    """Empty; `seen` for evidence; `fault` for what a reported finding is about."""


def quoted_footer(page: Reading, findings: Iterable[Finding]) -> tuple[Piece, ...]:
    """The footer's text in order, cut where evidence begins and ends; together the pieces are the text."""
    text = page.footer.text[:LONGEST]
    abouts = {finding.about for finding in findings if finding.about}
    pieces: list[Piece] = []
    at = 0
    for begin, end, mark in _stretches(text, page.evidence, abouts):
        if begin < at:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:end], mark))
        at = end
    rest = text[at:] + ("…" if len(page.footer.text) > LONGEST else "")
    return (*pieces, Piece(rest)) if rest else tuple(pieces)


def _stretches(text: str, evidence: Evidence, abouts: set[str]) -> list[tuple[int, int, str]]:
    """Where evidence stands: in the order of the text, of two that begin together the longer first."""
    found: list[tuple[int, int, str]] = []
    for seen, number in list(_evidence(evidence))[:_MOST]:
        if not seen.raw.strip():
            continue
        mark = "fault" if abouts & {seen.raw, number} else "seen"
        begin = text.find(seen.raw)
        while begin >= 0 and len(found) < _MOST:
            found.append((begin, begin + len(seen.raw), mark))
            begin = text.find(seen.raw, begin + len(seen.raw))
    return sorted(found, key=lambda stretch: (stretch[0], -stretch[1], stretch[2]))


def _evidence(evidence: Evidence) -> Iterator[tuple[Occurrence, str]]:
    yield from ((one, one.number) for one in evidence.icp)
    yield from ((one, one.number) for one in evidence.psb)
    yield from ((one, one.raw) for one in evidence.near_misses)
    yield from ((one, one.raw) for one in evidence.parodies)
    yield from ((one, one.raw) for one in evidence.copyrights)
    yield from ((one, one.raw) for one in evidence.licences)
