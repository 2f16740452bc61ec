"""Finds numbers that stand on the page, but not as text: in a link's address, a title, behind a picture."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from typing import Any

from icplint.late import dataclass, pattern
from icplint.model.block import Block, Source
from icplint.model.reading import IcpNumber, NumberKind, Occurrence, PsbNumber
from icplint.numbers.find import could_hold_number, find_numbers
from icplint.numbers.found import Family, Found, Standing
from icplint.read.evidence.occurrences import host_of

_PSB_CODE = pattern(r"(?:recordcode|code)=(\d{12,15})(?!\d)")
_POLICE_HOSTS = ("beian.gov.cn", "beian.mps.gov.cn")


@dataclass(slots=True)
class Unreadable:
    """Numbers that stand on a page, but not as text."""

    icp: list[Occurrence] = field(default_factory=list)
    psb: list[Occurrence] = field(default_factory=list)
    well_formed: list[IcpNumber] = field(default_factory=list)
    """Those of the ministry that are whole, as numbers."""


def find_unreadable(
    footer: Iterable[Block], readable: Sequence[IcpNumber | PsbNumber], linked: Collection[str]
) -> Unreadable:
    """The numbers of a footer that stand in a link's address, in a title, or behind a picture.

    Args:
        footer: Its blocks, in page order.
        readable: The numbers that stand there as text.
        linked: Addresses of links that stand on a number's text.
    """
    found = Unreadable()
    shown = {number.digits for number in readable if isinstance(number, PsbNumber)}
    numbers = {number.number for number in readable}
    told: set[str] = set()
    for block in footer:
        for link, label in _links(block):
            href = link or ""
            common: dict[str, Any] = {
                "href": link,
                "in_footer": True,
                "selector": block.selector,
                "snippet": block.text[:120],
            }
            for one in find_numbers(label) if could_hold_number(label) else ():
                if one.number and one.number not in told and one.number not in numbers:
                    told.add(one.number)
                    occurrence = Occurrence(raw=one.raw, source=Source.ATTRIBUTE, **common)
                    (found.psb if one.family is Family.PSB else found.icp).append(occurrence)
                    if one.standing is Standing.RIGHT and one.kind and one.subject:
                        found.well_formed.append(_in_attribute(one, one.number, one.subject, common))
            if not href or href in linked or href in told:
                continue
            host = host_of(href)
            code = _PSB_CODE.search(href)
            if code and host.endswith(_POLICE_HOSTS) and code[1] not in shown:
                told.add(href)
                found.psb.append(Occurrence(raw=code[1], source=Source.LINK, **common))
    return found


def _in_attribute(one: Found, number: str, subject: str, common: dict[str, Any]) -> IcpNumber:
    return IcpNumber(
        raw=one.raw,
        source=Source.ATTRIBUTE,
        number=number,
        kind=one.kind or NumberKind.FILING,
        subject=subject,
        suffix=one.suffix,
        service=one.service,
        province=one.province,
        **common,
    )


def _links(block: Block) -> Iterable[tuple[str | None, str]]:
    """Addresses of a block's links and pictures' links, each with the words of its titles."""
    for run in block.runs:
        if run.link is not None:
            yield run.link.href, run.link.label
    for picture in block.pictures:
        yield (
            (picture.link.href if picture.link else None),
            picture.label or (picture.link.label if picture.link else ""),
        )
