"""Which of a page's failed writings are judged."""

from icplint.compare.licences import is_telecom_miss
from icplint.compare.links import own_psb
from icplint.late import pattern
from icplint.model.block import Source
from icplint.model.finding import Confidence
from icplint.model.reading import IcpNumber, NearMiss, PsbNumber, Role
from icplint.model.rule import PageEvidence, Presence, RuleContext

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_PLACEHOLDER = "placeholder-"
_EMPTY = "placeholder-empty"
_FUTURE = "year-in-future"
_YEAR_OF_ISSUE = pattern("备(20[0-9]{2})[0-9]{6}号")


def malformed(page: PageEvidence, family: str) -> tuple[NearMiss, ...]:
    """Writings with faults that were filled in, in page order; telecom licences are another rule's.

    A writing whose meant number stands rightly elsewhere in the footer is left out: one right copy suffices.
    """
    right = {number.number for number in page.own_icp} | {number.subject for number in page.own_icp}
    right |= {number.number for number in page.evidence.psb if not number.faults and number.visible}
    return tuple(
        miss
        for miss in _own(page, family)
        if not _is_placeholder(miss)
        and not is_telecom_miss(miss)
        and (miss.meant is None or miss.meant not in right)
    )


def placeholders(page: PageEvidence, family: str) -> tuple[NearMiss, ...]:
    """Samples that nobody filled in, in page order; a label without a number only where no number is shown."""
    shown = Presence.SHOWN is (page.icp_presence if family == "icp" else page.psb_presence)
    return tuple(
        miss
        for miss in _own(page, family)
        if _is_placeholder(miss) and not (shown and miss.faults[0] == _EMPTY)
    )


def faulty_icp(page: PageEvidence, context: RuleContext) -> tuple[tuple[IcpNumber, str], ...]:
    """The site's own numbers that are well formed and cannot be right, with the fault; one for each subject.

    A saved page does not tell when it was made, so a year in the future is judged here, by today.
    """
    found: dict[str, tuple[IcpNumber, str]] = {}
    for number in page.own_icp:
        year = _YEAR_OF_ISSUE.search(number.subject)
        if number.faults:
            found.setdefault(number.subject, (number, number.faults[0]))
        elif year and int(year[1]) > context.today.year:
            found.setdefault(number.subject, (number, _FUTURE))
    return tuple(found.values())


def faulty_psb(page: PageEvidence) -> tuple[PsbNumber, ...]:
    """Public-security numbers whose digits are whole and whose writing has faults; one for each number.

    A number that also stands there without faults is left out.
    """
    shown = own_psb(page)
    right = {number.digits for number in shown if not number.faults}
    return tuple(
        {number.digits: number for number in reversed(shown) if number.digits not in right}.values()
    )[::-1]


def confidence_of(page: PageEvidence, family: str) -> Confidence:
    """How sure a failed writing is the site's own: less where a right number stands beside it."""
    presence = page.icp_presence if family == "icp" else page.psb_presence
    return Confidence.MEDIUM if presence is Presence.SHOWN else Confidence.HIGH


def _own(page: PageEvidence, family: str) -> list[NearMiss]:
    return [
        miss
        for miss in page.evidence.near_misses
        if miss.family == family
        and miss.faults
        and miss.visible
        and miss.source in _READABLE
        and miss.role in (Role.OWN, Role.NEIGHBOUR)
    ]


def _is_placeholder(miss: NearMiss) -> bool:
    return miss.faults[0].startswith(_PLACEHOLDER)
