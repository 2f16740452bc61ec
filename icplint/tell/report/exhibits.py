"""What was read on a page, one line for each thing, as people compare it with the page."""

from collections.abc import Iterator

from icplint.late import dataclass
from icplint.model.reading import Evidence, Occurrence, PsbNumber
from icplint.model.text import Text
from icplint.words import report_page as words

MOST = 40
"""Lines of a page; a page that shows more is told so by its JSON report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One thing read on a page."""

    kind: str
    """`icp | psb | copyright | licence | near-miss | parody`."""
    shown: str
    notes: tuple[Text, ...]
    """How it stands there."""


def exhibits(evidence: Evidence) -> tuple[Exhibit, ...]:
    """The evidence of a page: numbers first, then the notice and the rest."""
    return tuple(_all(evidence))[:MOST]


def _all(evidence: Evidence) -> Iterator[Exhibit]:
    for icp in evidence.icp:
        yield Exhibit(kind="icp", shown=icp.number, notes=(_link(icp), *_standing(icp)))
    for psb in evidence.psb:
        yield Exhibit(kind="psb", shown=psb.number, notes=(_link(psb), _badge(psb), *_standing(psb)))
    for miss in evidence.near_misses:
        meant = () if miss.meant is None else (words.MEANT.fill(number=miss.meant),)
        yield Exhibit(kind="near-miss", shown=miss.raw, notes=(*meant, *_standing(miss)))
    for notice in evidence.copyrights:
        yield Exhibit(kind="copyright", shown=notice.raw, notes=_standing(notice))
    for licence in evidence.licences:
        shown = licence.raw if licence.number is None else f"{licence.kind} {licence.number}"
        yield Exhibit(kind="licence", shown=shown, notes=_standing(licence))
    for parody in evidence.parodies:
        yield Exhibit(kind="parody", shown=parody.raw, notes=_standing(parody))


def _link(seen: Occurrence) -> Text:
    return words.NO_LINK if seen.href is None else words.LINKS_TO.fill(url=seen.href)


def _badge(psb: PsbNumber) -> Text:
    return words.WITHOUT_BADGE if psb.icon is None else words.WITH_BADGE


def _standing(seen: Occurrence) -> tuple[Text, ...]:
    notes = []
    if not seen.in_footer:
        notes.append(words.NOT_IN_FOOTER)
    if not seen.visible:
        notes.append(words.NOT_VISIBLE)
    return tuple(notes)
