"""The presence ladder: how far a page shows the number that it owes."""

from icplint.model.block import Source
from icplint.model.reading import IcpNumber, NumberKind, Occurrence, PsbNumber, Reading, Role, Service
from icplint.model.rule import PageEvidence, Presence

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_WEB = (None, Service.WEBSITE)
_PSB_DIGITS = 14


def page_evidence(reading: Reading, url: str, host: str) -> PageEvidence:
    """A page's evidence with the rungs that its numbers reach.

    Args:
        reading: The page.
        url: The address that it is judged by.
        host: The host of that address; empty for a page without one.
    """
    evidence = reading.evidence
    return PageEvidence(
        url=url,
        host=host,
        reading=reading,
        footer=reading.footer,
        evidence=evidence,
        icp_presence=icp_presence(reading),
        psb_presence=psb_presence(reading),
        own_icp=own_numbers(evidence.icp),
    )


def icp_presence(reading: Reading) -> Presence:
    """The best rung that an ICP number of this site reaches."""
    evidence = reading.evidence
    numbers = [number for number in evidence.icp if number.service in _WEB]
    if any(_is_shown(number) and number.in_footer for number in numbers):
        return Presence.SHOWN
    if any(miss.family == "icp" and _is_shown(miss) for miss in evidence.near_misses):
        return Presence.NEAR_MISS
    if any(_is_hidden(number) for number in numbers):
        return Presence.HIDDEN
    if reading.needs_rendering:
        return Presence.NEEDS_RENDERING
    if evidence.unreadable_icp:
        return Presence.UNREADABLE
    if any(_is_shown(number) and number.labelled for number in numbers):
        return Presence.ELSEWHERE
    return Presence.MISSING


def psb_presence(reading: Reading) -> Presence:
    """The best rung that a public-security number of this site reaches; where it stands on the page is free."""
    evidence = reading.evidence
    if any(_is_shown(number) and _is_whole(number) for number in evidence.psb):
        return Presence.SHOWN
    if any(_is_shown(number) for number in evidence.psb) or any(
        miss.family == "psb" and _is_shown(miss) for miss in evidence.near_misses
    ):
        return Presence.NEAR_MISS
    if any(_is_hidden(number) for number in evidence.psb):
        return Presence.HIDDEN
    if reading.needs_rendering:
        return Presence.NEEDS_RENDERING
    if evidence.unreadable_psb:
        return Presence.UNREADABLE
    return Presence.MISSING


def own_numbers(numbers: tuple[IcpNumber, ...]) -> tuple[IcpNumber, ...]:
    """The numbers that may be this site's, the likeliest first.

    A number in prose or in a list of strangers is never its own; one beside another entity's name
    ranks last, but is not taken away.
    """
    own = [number for number in numbers if _is_shown(number) and number.service in _WEB]
    return tuple(
        sorted(
            own,
            key=lambda number: (
                not number.in_footer,
                number.role is not Role.OWN,
                number.kind is not NumberKind.FILING,
                number.source is Source.SCRIPT_LITERAL,
            ),
        )
    )


def _is_shown(thing: Occurrence) -> bool:
    return thing.visible and thing.source in _READABLE and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_hidden(thing: Occurrence) -> bool:
    in_html = not thing.visible and thing.source is Source.HTML
    return (in_html or thing.source is Source.COMMENT) and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_whole(number: PsbNumber) -> bool:
    return len(number.digits) == _PSB_DIGITS
