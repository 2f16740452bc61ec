"""The presence ladder: how far a page shows the number that it owes."""

from collections.abc import Callable, Iterable

from icplint.model.block import Source
from icplint.model.reading import IcpNumber, NumberKind, Occurrence, PsbNumber, Reading, Role, Service
from icplint.model.rule import PageEvidence, Presence, Rung

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
    return _best(icp_rungs(reading))


def psb_presence(reading: Reading) -> Presence:
    """The best rung that a public-security number of this site reaches; where it stands on the page is free."""
    return _best(psb_rungs(reading))


def icp_rungs(reading: Reading) -> tuple[Rung, ...]:
    """The ladder of the ICP number, best rung first, with what the page has on each."""
    evidence = reading.evidence
    numbers = [number for number in evidence.icp if number.service in _WEB]
    return (
        Rung(presence=Presence.SHOWN, found=_those(numbers, lambda one: _is_shown(one) and one.in_footer)),
        Rung(presence=Presence.NEAR_MISS, found=_near_misses(reading, "icp")),
        Rung(presence=Presence.HIDDEN, found=_those(numbers, _is_hidden)),
        Rung(presence=Presence.NEEDS_RENDERING, why=reading.needs_rendering),
        Rung(presence=Presence.UNREADABLE, found=evidence.unreadable_icp),
        Rung(presence=Presence.ELSEWHERE, found=_those(numbers, lambda one: _is_shown(one) and one.labelled)),
        Rung(presence=Presence.MISSING),
    )


def psb_rungs(reading: Reading) -> tuple[Rung, ...]:
    """The ladder of the public-security number, best rung first, with what the page has on each."""
    evidence = reading.evidence
    shown = [number for number in evidence.psb if _is_shown(number)]
    legacy = tuple(number for number in shown if not _is_whole(number))
    return (
        Rung(presence=Presence.SHOWN, found=tuple(number for number in shown if _is_whole(number))),
        Rung(presence=Presence.NEAR_MISS, found=(*legacy, *_near_misses(reading, "psb"))),
        Rung(presence=Presence.HIDDEN, found=_those(evidence.psb, _is_hidden)),
        Rung(presence=Presence.NEEDS_RENDERING, why=reading.needs_rendering),
        Rung(presence=Presence.UNREADABLE, found=evidence.unreadable_psb),
        Rung(presence=Presence.MISSING),
    )


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


def _best(rungs: tuple[Rung, ...]) -> Presence:
    return next(rung.presence for rung in rungs if rung.holds)


def _those(things: Iterable[Occurrence], wanted: Callable[[Occurrence], bool]) -> tuple[Occurrence, ...]:
    return tuple(thing for thing in things if wanted(thing))


def _near_misses(reading: Reading, family: str) -> tuple[Occurrence, ...]:
    return tuple(miss for miss in reading.evidence.near_misses if miss.family == family and _is_shown(miss))


def _is_shown(thing: Occurrence) -> bool:
    return thing.visible and thing.source in _READABLE and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_hidden(thing: Occurrence) -> bool:
    in_html = not thing.visible and thing.source is Source.HTML
    return (in_html or thing.source is Source.COMMENT) and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_whole(number: PsbNumber) -> bool:
    return len(number.digits) == _PSB_DIGITS
