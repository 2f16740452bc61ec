"""Blocks become evidence: every number, notice and licence, with how it stands on the page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from icplint.model.block import Block, Source
from icplint.model.reading import (
    Copyright,
    Evidence,
    IcpNumber,
    NearMiss,
    NumberKind,
    Occurrence,
    OtherLicence,
    Parody,
    PsbNumber,
    Role,
)
from icplint.numbers.find import SIGN as SIGN_OF_A_NUMBER
from icplint.numbers.find import could_hold_number, find_numbers
from icplint.numbers.found import Family, Found
from icplint.numbers.found import Standing as Writing
from icplint.numbers.licences import SIGN as SIGN_OF_A_LICENCE
from icplint.numbers.licences import find_licences
from icplint.read.evidence.icons import icon_of
from icplint.read.evidence.marks import find_marks
from icplint.read.evidence.notices import find_notices
from icplint.read.evidence.occurrences import role_of, snippet, standing
from icplint.read.evidence.organisers import find_organisers
from icplint.read.footer.locate import LocatedFooter
from icplint.read.page.joined import Joined

_PSB_CODE = re.compile(r"(?:recordcode|code)=(\d{12,15})(?!\d)")
_POLICE_HOSTS = ("beian.gov.cn", "beian.mps.gov.cn")
_MINISTRY_HOSTS = ("beian.miit.gov.cn", "miitbeian.gov.cn", "miibeian.gov.cn")
_MOST_BLOCKS = 1_000
_MOST_CHARACTERS = 150_000
"""Numbers are looked for in so many blocks and characters that could hold one, counted from the page's end: a page
of nothing but numbers is read in bounded time, and its footer stands at the end."""
_LONGEST_NAME = 40
_ENTITY = re.compile(r"公司|集团|大学|学院|中学|小学|医院|政府|委员会|银行|协会|[局厅院社馆会]$")
_NOTICE_WORDS = re.compile(r"©|版|[Cc]opy|COPY|[Rr]ight|\([Cc]\)|ⓒ|保留|主办")


@dataclass(frozen=True, slots=True)
class _Place:
    """A block, where it is among the others, and whether it is footer."""

    block: Block
    position: int
    in_footer: bool


class _Gathered:
    """What was found so far, in page order."""

    def __init__(self) -> None:
        self.icp: list[IcpNumber] = []
        self.psb: list[PsbNumber] = []
        self.near_misses: list[NearMiss] = []
        self.parodies: list[Parody] = []
        self.licences: list[OtherLicence] = []


def gather(
    blocks: Sequence[Block],
    located: LocatedFooter,
    *,
    unseen: Sequence[Block] = (),
    this_year: int | None = None,
    source: str = "",
    address: str = "",
    joined: Joined | None = None,
) -> Evidence:
    """Gather a page's evidence.

    Args:
        blocks: What the HTML shows, in page order.
        located: Which of them are footer.
        unseen: Blocks of script literals and of comments.
        this_year: The year in Beijing, by which a number's year lies in the future; None: not judged.
        source: The page as it was sent, decoded.
        address: Where the page was found.
        joined: The blocks' texts as one, where somebody has them already.
    """
    found = _Gathered()
    joined = joined or Joined(blocks)
    for place, may_be in _searched(blocks, joined):
        in_footer = place in located.members
        _numbers(_Place(blocks[place], place, in_footer), may_be, blocks, found, this_year)
    for place, may_be in _searched(unseen, Joined(unseen)) if unseen else ():
        in_footer = _is_footer_piece(unseen[place])
        _numbers(_Place(unseen[place], place, in_footer), may_be, unseen, found, this_year)
    members = [_Place(blocks[position], position, in_footer=True) for position in sorted(located.members)]
    pictures_psb, pictures_icp = _unreadable(blocks, located, found)
    return Evidence(
        icp=tuple(found.icp),
        psb=tuple(found.psb),
        near_misses=tuple(found.near_misses),
        parodies=tuple(found.parodies),
        copyrights=tuple(_copyrights(_lines_of_notices(blocks, located.members))),
        licences=tuple(found.licences),
        organisers=tuple(find_organisers([place.block.text for place in members])),
        unreadable_icp=tuple(pictures_icp),
        unreadable_psb=tuple(pictures_psb),
        marks=find_marks(blocks, located.members, joined.text, source=source, address=address),
    )


class _MayBe(NamedTuple):
    """What a block's words admit."""

    number: bool
    licence: bool


def _searched(blocks: Sequence[Block], joined: Joined) -> Iterator[tuple[int, _MayBe]]:
    """The blocks that may hold a number or a licence, in page order: all, unless there are more than any page is read for."""
    numbers = list(joined.holding(SIGN_OF_A_NUMBER))
    first = _first_searched(blocks, numbers)
    licences = {place for place in joined.holding(SIGN_OF_A_LICENCE) if place >= first}
    with_numbers = {place for place in numbers if place >= first}
    for place in sorted(with_numbers | licences):
        yield place, _MayBe(place in with_numbers, place in licences)


def _first_searched(blocks: Sequence[Block], telling: Sequence[int]) -> int:
    """The block from which on numbers are looked for, by the blocks that could hold one."""
    characters = 0
    for count, place in enumerate(reversed(telling), start=1):
        characters += len(blocks[place].text)
        if count > _MOST_BLOCKS or characters > _MOST_CHARACTERS:
            return min(place + 1, len(blocks) - 1)
    return 0


def _numbers(
    place: _Place, may_be: _MayBe, blocks: Sequence[Block], into: _Gathered, this_year: int | None
) -> None:
    text = place.block.text
    if may_be.number:
        for found in find_numbers(text, this_year):
            _add(found, place, blocks, into)
    for licence in find_licences(text) if may_be.licence else ():
        into.licences.append(
            OtherLicence(
                **_standing(licence.start, licence.end, licence.raw, place),
                kind=licence.kind,
                number=licence.number,
                faults=licence.faults,
            )
        )


def _add(found: Found, place: _Place, blocks: Sequence[Block], into: _Gathered) -> None:
    common = _standing(found.start, found.end, found.raw, place, labelled=found.labelled)
    link = standing(place.block, found.start, found.end).link
    if found.standing is Writing.PARODY:
        icon = icon_of(blocks, place.position, found.start, found.end, link)
        wears = icon.address is not None or _host(common["href"]).endswith(_POLICE_HOSTS + _MINISTRY_HOSTS)
        into.parodies.append(Parody(**common, registry=found.registry, wears_badge=wears))
    elif found.standing is Writing.RIGHT and found.number and found.subject and found.kind:
        into.icp.append(
            IcpNumber(
                **common,
                number=found.number,
                kind=found.kind,
                subject=found.subject,
                suffix=found.suffix,
                service=found.service,
                province=found.province,
                style=found.style,
                faults=found.faults,
                famous_holder=found.famous_holder,
            )
        )
    elif found.family is Family.PSB and found.number and found.digits:
        icon = icon_of(blocks, place.position, found.start, found.end, link)
        into.psb.append(
            PsbNumber(
                **common,
                number=found.number,
                digits=found.digits,
                province_sign=found.province_sign,
                icon=icon.address,
                icon_place=icon.place,
                icon_empty=icon.empty,
                icon_needs_stylesheet=icon.needs_stylesheet,
                faults=found.faults,
                style=found.style,
                meant=found.meant,
            )
        )
    elif found.standing in (Writing.NEAR_MISS, Writing.PLACEHOLDER) and common["role"] is not Role.PROSE:
        icon = icon_of(blocks, place.position, found.start, found.end, link)
        into.near_misses.append(
            NearMiss(
                **common,
                family=found.family.value,
                faults=found.faults,
                meant=found.meant,
                icon=icon.address,
                kind=found.kind,
            )
        )


def _standing(start: int, end: int, raw: str, place: _Place, *, labelled: bool = False) -> dict[str, Any]:
    how = standing(place.block, start, end)
    href = how.link.href if how.link else None
    role = role_of(place.block, start, end, in_footer=place.in_footer, labelled=labelled, href=href)
    return {
        "raw": raw,
        "href": href,
        "in_footer": place.in_footer and role is not Role.PROSE,
        "visible": how.visible,
        "source": how.source,
        "role": role,
        "labelled": labelled,
        "selector": place.block.selector,
        "snippet": snippet(place.block.text, start, end),
    }


def _is_footer_piece(block: Block) -> bool:
    """Whether a literal or a comment is a piece of a footer: short, and not running text."""
    return len(block.text) <= 300


def _copyrights(places: Sequence[_Place]) -> Iterable[Copyright]:
    for notice in find_notices([_visible(place.block) for place in places]):
        place = places[notice.line]
        start = max(0, place.block.text.find(notice.raw.split("\n")[0]))
        end = start + len(notice.raw)
        common = _standing(start, min(end, len(place.block.text)), notice.raw, place)
        yield Copyright(
            **common | {"role": Role.OWN, "visible": True},
            owner=notice.owner,
            first_year=notice.first_year,
            last_year=notice.last_year,
            faults=notice.faults,
        )


def _lines_of_notices(blocks: Sequence[Block], members: frozenset[int]) -> list[_Place]:
    """The footer's blocks with the lines right above and below that may hold the name of its notice.

    Without a footer, every block with a word of a notice.
    """
    if not members:
        return [
            _Place(block, position, in_footer=False)
            for position, block in enumerate(blocks)
            if _NOTICE_WORDS.search(block.text) and _visible(block)
        ]
    beside = {one for position in members for one in (position - 1, position + 1)} - members
    names = {one for one in beside if 0 <= one < len(blocks) and _may_be_a_name(blocks[one].text)}
    return [_Place(blocks[position], position, in_footer=True) for position in sorted(members | names)]


def _may_be_a_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and bool(_ENTITY.search(text)) and not _NOTICE_WORDS.search(text)


def _visible(block: Block) -> str:
    return "".join(run.text for run in block.runs if run.visible)


def _unreadable(
    blocks: Sequence[Block], located: LocatedFooter, found: _Gathered
) -> tuple[list[Occurrence], list[Occurrence]]:
    """Numbers that stand on the page, but not as text: in a link's address, a title, behind a picture."""
    psb: list[Occurrence] = []
    icp: list[Occurrence] = []
    shown = {number.digits for number in found.psb}
    linked = {
        number.href for number in (*found.icp, *found.psb, *found.near_misses, *found.parodies) if number.href
    }
    told: set[str] = set()
    for position in sorted(located.members):
        block = blocks[position]
        for link, label in _links(block):
            href = link or ""
            common: dict[str, Any] = {
                "href": link,
                "in_footer": True,
                "selector": block.selector,
                "snippet": block.text[:120],
            }
            for one in find_numbers(label) if could_hold_number(label) else ():
                if one.number and one.number not in told and not _is_read(one, found):
                    told.add(one.number)
                    occurrence = Occurrence(raw=one.raw, source=Source.ATTRIBUTE, **common)
                    (psb if one.family is Family.PSB else icp).append(occurrence)
                    if one.standing is Writing.RIGHT and one.kind and one.subject:
                        found.icp.append(_in_attribute(one, one.number, one.subject, common))
            if not href or href in linked or href in told:
                continue
            host = _host(href)
            code = _PSB_CODE.search(href)
            if code and host.endswith(_POLICE_HOSTS) and code[1] not in shown:
                told.add(href)
                psb.append(Occurrence(raw=code[1], source=Source.LINK, **common))
    return psb, icp


def _is_read(one: Found, found: _Gathered) -> bool:
    return one.number in {*(number.number for number in found.icp), *(number.number for number in found.psb)}


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


def _host(href: str | None) -> str:
    try:
        return (urlsplit(href or "").hostname or "").lower()
    except ValueError:
        return ""
