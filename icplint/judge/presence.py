"""The presence ladder: how far a page shows the number that it owes."""

from collections.abc import Iterable, Iterator

from icplint.model.block import Source
from icplint.model.reading import (
    Evidence,
    IcpNumber,
    NumberKind,
    Occurrence,
    PsbNumber,
    Reading,
    Role,
    Service,
)
from icplint.model.rule import PageEvidence, Presence, Rung, Thing

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
    own = own_numbers(evidence.icp)
    icp, psb = icp_presence(reading), psb_presence(reading)
    return PageEvidence(
        url=url,
        host=host,
        reading=reading,
        footer=reading.footer,
        evidence=evidence,
        icp_presence=icp,
        psb_presence=psb,
        own_icp=own,
        holds=_things(evidence, own, icp, psb),
    )


_ICP_RUNGS = {
    Presence.HIDDEN: Thing.ICP_HIDDEN,
    Presence.UNREADABLE: Thing.ICP_UNREADABLE,
    Presence.ELSEWHERE: Thing.ICP_ELSEWHERE,
}
_PSB_RUNGS = {Presence.HIDDEN: Thing.PSB_HIDDEN, Presence.UNREADABLE: Thing.PSB_UNREADABLE}


def _things(evidence: Evidence, own: tuple[IcpNumber, ...], icp: Presence, psb: Presence) -> frozenset[Thing]:
    things = {_ICP_RUNGS.get(icp), _PSB_RUNGS.get(psb)}
    if own:
        things.add(Thing.OWN_ICP)
        if any(number.kind is not NumberKind.FILING for number in own):
            things.add(Thing.LICENCE_NUMBER)
    if evidence.psb:
        things.add(Thing.PSB)
    if evidence.near_misses:
        things.add(Thing.NEAR_MISS)
    if evidence.parodies:
        things.add(Thing.PARODY)
    if evidence.licences:
        things.add(Thing.OTHER_LICENCE)
    return frozenset(thing for thing in things if thing is not None)


def icp_presence(reading: Reading) -> Presence:
    """The best rung that an ICP number of this site reaches."""
    return _best(icp_rungs(reading))


def psb_presence(reading: Reading) -> Presence:
    """The best rung that a public-security number of this site reaches; where it stands on the page is free."""
    return _best(psb_rungs(reading))


def icp_rungs(reading: Reading) -> Iterator[Rung]:
    """The ladder of the ICP number, best rung first, with what the page has on each."""
    evidence = reading.evidence
    numbers = [number for number in evidence.icp if number.service in _WEB]
    shown = [number for number in numbers if _is_shown(number)]
    yield Rung(presence=Presence.SHOWN, found=tuple([one for one in shown if one.in_footer]))
    yield Rung(presence=Presence.NEAR_MISS, found=_near_misses(reading, "icp"))
    yield Rung(presence=Presence.HIDDEN, found=tuple(filter(_is_hidden, numbers)))
    yield Rung(presence=Presence.NEEDS_RENDERING, why=reading.needs_rendering)
    yield Rung(presence=Presence.UNREADABLE, found=evidence.unreadable_icp)
    yield Rung(presence=Presence.ELSEWHERE, found=tuple([one for one in shown if one.labelled]))
    yield Rung(presence=Presence.MISSING)


def psb_rungs(reading: Reading) -> Iterator[Rung]:
    """The ladder of the public-security number, best rung first, with what the page has on each."""
    evidence = reading.evidence
    shown = [number for number in evidence.psb if _is_shown(number)]
    legacy = [number for number in shown if not _is_whole(number)]
    yield Rung(presence=Presence.SHOWN, found=tuple([number for number in shown if _is_whole(number)]))
    yield Rung(presence=Presence.NEAR_MISS, found=(*legacy, *_near_misses(reading, "psb")))
    yield Rung(presence=Presence.HIDDEN, found=tuple(filter(_is_hidden, evidence.psb)))
    yield Rung(presence=Presence.NEEDS_RENDERING, why=reading.needs_rendering)
    yield Rung(presence=Presence.UNREADABLE, found=evidence.unreadable_psb)
    yield Rung(presence=Presence.MISSING)


def own_numbers(numbers: tuple[IcpNumber, ...]) -> tuple[IcpNumber, ...]:
    """The numbers that may be this site's, the likeliest first.

    A number in prose or in a list of strangers is never its own; one beside another entity's name
    ranks last, but is not taken away.
    """
    own = [number for number in numbers if number.service in _WEB and _is_shown(number)]
    if len(own) <= 1:
        return tuple(own)
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


def _best(rungs: Iterable[Rung]) -> Presence:
    """The first rung that holds; the ones below it are not even looked at."""
    return next(rung.presence for rung in rungs if rung.holds)


def _near_misses(reading: Reading, family: str) -> tuple[Occurrence, ...]:
    return tuple(miss for miss in reading.evidence.near_misses if miss.family == family and _is_shown(miss))


def _is_shown(thing: Occurrence) -> bool:
    return thing.visible and thing.source in _READABLE and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_hidden(thing: Occurrence) -> bool:
    in_html = not thing.visible and thing.source is Source.HTML
    return (in_html or thing.source is Source.COMMENT) and thing.role in (Role.OWN, Role.NEIGHBOUR)


def _is_whole(number: PsbNumber) -> bool:
    return len(number.digits) == _PSB_DIGITS
