"""Blocks become evidence: every number, notice and licence, with how it stands on the page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from icplint.late import dataclass, pattern
from icplint.model.block import Block
from icplint.model.reading import (
    Copyright,
    Evidence,
    IcpNumber,
    NearMiss,
    OtherLicence,
    Parody,
    PsbNumber,
    Role,
)
from icplint.numbers.find import SIGN as SIGN_OF_A_NUMBER
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found
from icplint.numbers.found import Standing as Writing
from icplint.numbers.licences import SIGN as SIGN_OF_A_LICENCE
from icplint.numbers.licences import find_licences
from icplint.read.evidence.icons import icon_of
from icplint.read.evidence.marks import find_marks
from icplint.read.evidence.notices import find_notices
from icplint.read.evidence.occurrences import Standing, host_of, role_of, snippet, standing
from icplint.read.evidence.organisers import find_organisers
from icplint.read.evidence.unreadable import find_unreadable
from icplint.read.footer.locate import LocatedFooter
from icplint.read.page.joined import Joined

_POLICE_HOSTS = ("beian.gov.cn", "beian.mps.gov.cn")
_MINISTRY_HOSTS = ("beian.miit.gov.cn", "miitbeian.gov.cn", "miibeian.gov.cn")
_MOST_BLOCKS = 1_000
_MOST_CHARACTERS = 150_000
"""Numbers are looked for in so many blocks and characters that could hold one, counted from the page's end: a page
of nothing but numbers is read in bounded time, and its footer stands at the end."""
_LONGEST_NAME = 40
_ENTITY = pattern(r"公司|集团|大学|学院|中学|小学|医院|政府|委员会|银行|协会|[局厅院社馆会]$")
_NOTICE_WORDS = pattern(r"©|版|[Cc]opy|COPY|[Rr]ight|\([Cc]\)|ⓒ|保留|主办")


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
    linked = {
        number.href for number in (*found.icp, *found.psb, *found.near_misses, *found.parodies) if number.href
    }
    unreadable = find_unreadable((place.block for place in members), (*found.icp, *found.psb), linked)
    return Evidence(
        icp=(*found.icp, *unreadable.well_formed),
        psb=tuple(found.psb),
        near_misses=tuple(found.near_misses),
        parodies=tuple(found.parodies),
        copyrights=tuple(_copyrights(_lines_of_notices(blocks, located.members))),
        licences=tuple(found.licences),
        organisers=tuple(find_organisers([place.block.text for place in members])),
        unreadable_icp=tuple(unreadable.icp),
        unreadable_psb=tuple(unreadable.psb),
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
                **_as_occurrence(
                    standing(place.block, licence.start, licence.end),
                    licence.start,
                    licence.end,
                    licence.raw,
                    place,
                ),
                kind=licence.kind,
                number=licence.number,
                faults=licence.faults,
            )
        )


def _add(found: Found, place: _Place, blocks: Sequence[Block], into: _Gathered) -> None:
    how = standing(place.block, found.start, found.end)
    common = _as_occurrence(how, found.start, found.end, found.raw, place, labelled=found.labelled)
    link = how.link
    if found.standing is Writing.PARODY:
        icon = icon_of(blocks, place.position, found.start, found.end, link)
        wears = icon.address is not None or host_of(common["href"] or "").endswith(
            _POLICE_HOSTS + _MINISTRY_HOSTS
        )
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


def _as_occurrence(
    how: Standing, start: int, end: int, raw: str, place: _Place, *, labelled: bool = False
) -> dict[str, Any]:
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
        end = min(start + len(notice.raw), len(place.block.text))
        common = _as_occurrence(standing(place.block, start, end), start, end, notice.raw, place)
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
