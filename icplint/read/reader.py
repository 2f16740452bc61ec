"""An answer becomes a reading: start reading here."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, timedelta
from itertools import islice

from icplint.late import pattern
from icplint.model.answer import Answer, FetchFailure, HopKind
from icplint.model.block import Block
from icplint.model.reading import UNREAD_PIECE, Evidence, Reading, Want
from icplint.read.evidence.gather import gather
from icplint.read.evidence.occurrences import host_of
from icplint.read.footer.locate import locate_footer
from icplint.read.no_answer import refusal_of
from icplint.read.page.blocks import Interest
from icplint.read.page.joined import Joined
from icplint.read.page.leads import lead_of
from icplint.read.page.page import Page, open_page
from icplint.read.page.wants import has_unread_sheets, is_likely_footer, pieces_wanted, sheets_wanted

_TAIL = 500
"""Characters at the end of a page that are read whole; before them, what may hold a number or a notice,
with its neighbours."""
_MOST_BLOCKS = 2_000
"""Wanted blocks that are read, from the end: a page that is all numbers is read in bounded time."""
_BEIJING = timedelta(hours=8)
_FILED = (
    r"[备備](?:(?<=[\WPpＰｐ案网網安监監证證字京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新].)"
    r"(?![用受注份选考战忘货])|(?=\W{0,4}(?:[案证證証号號字第0-9０-９XxＸｘ]|$)))"
)
"""备 as it stands in numbers and their labels, not in words of every day such as 设备, 准备 and 备用."""
_OTHERS = "©|ICP|版权|opyright|OPYRIGHT|B2-|许可证"
"""Alternatives that begin with a plain sign: the engine then looks for these signs alone."""
_MAY_HOLD = pattern(f"{_FILED}|{_OTHERS}")
_TELLING = pattern(f"{_FILED}|{_OTHERS}|IPC|主办单位")
_MAY_BE_FILED = pattern(_FILED)
_OTHER_WORDS = (
    ("©", "©"),
    ("C", "ICP"),
    ("权", "版权"),
    ("y", "opyright"),
    ("Y", "OPYRIGHT"),
    ("B", "B2-"),
    ("许", "许可证"),
)
"""The same words, each behind its rarest sign: to look for one sign takes a tenth of the time of a look for a word."""
_TELLING_WORDS = (*_OTHER_WORDS, ("C", "IPC"), ("办", "主办单位"))
_SHORT = 400
_MOJIBAKE = ("锟斤拷", "鐗堟潈", "澶囨", "鎵€鏈", "ç‰ˆæ")
"""版权, 备案 and the like in UTF-8 that was taken for another charset."""
_LONG_BLOCK = 3_000
_SHOWN_ELSEWHERE = {HopKind.REFRESH: "refresh", HopKind.SCRIPT: "script", HopKind.FRAME: "frames"}
"""Why a page that only leads on does not show itself; of one that offers languages its own words count."""


def read(answer: Answer) -> Reading | FetchFailure:
    """Read one page: bytes → blocks → footer → evidence. Pure; any bytes give a value.

    Returns:
        The reading, or why there is none: `not-html`, `too-large`, `too-complex`.
    """
    page = open_page(answer)
    if isinstance(page, FetchFailure):
        return page
    blocks: list[Block] = list(
        islice(page.from_end(_interest, tail=_TAIL, may_hold=_may_hold, first_sign=_first_sign), _MOST_BLOCKS)
    )[::-1]
    if answer.materials:
        blocks += page.put_in_place()
    joined = Joined(blocks)
    located = locate_footer(blocks, joined)
    evidence = gather(
        blocks,
        located,
        unseen=_unseen(page),
        this_year=_year(answer),
        source=page.decoded.text,
        address=answer.response.url,
        joined=joined,
    )
    badges = frozenset(number.icon for number in evidence.psb if number.icon)
    own_host = host_of(answer.response.url)
    # Who serves the page's other pictures matters only where a badge comes from elsewhere.
    has_foreign = any(badge.startswith("http") and host_of(badge) != own_host for badge in badges)
    has_number = bool(evidence.icp or evidence.psb)
    refusal = refusal_of(page, answer.response, has_number=has_number)
    lead = None if refusal else lead_of(page, has_number=has_number)
    wants = () if refusal or lead or answer.materials or page.is_fragment else _wants(page, evidence)
    return Reading(
        response=answer.response,
        body_sha256=hashlib.sha256(answer.body).hexdigest(),
        charset=page.decoded.charset,
        charset_declared=page.decoded.declared,
        charset_note=page.decoded.note or _mojibake(located.footer.text),
        is_fragment=page.is_fragment,
        language=page.language,
        has_chinese=page.has_chinese,
        title=page.title,
        site_code=page.site_code,
        needs_rendering=page.needs_rendering()
        or (_SHOWN_ELSEWHERE.get(lead.kind) if lead else None)
        or (UNREAD_PIECE if any(map(is_likely_footer, wants)) else None),
        refusal=refusal.reason if refusal else None,
        refused_by=refusal.by if refusal and refusal.reason else None,
        blocked_by=refusal.by if refusal and refusal.reason is None else None,
        asset_hosts=page.asset_hosts(badges) if has_foreign else (),
        footer=located.footer,
        evidence=evidence,
        lead=lead,
        wants=wants,
        has_unread_sheets=not answer.materials
        or has_unread_sheets(page, answer.materials, _badge_classes(evidence)),
    )


def _wants(page: Page, evidence: Evidence) -> tuple[Want, ...]:
    """What would have to be fetched to see the footer whole: nothing where the page shows a number and its badge."""
    if not any(number.in_footer and number.visible for number in evidence.icp):
        pieces = pieces_wanted(page)
    else:
        pieces = ()
    return (*pieces, *sheets_wanted(page)) if _badge_classes(evidence) else pieces


def _badge_classes(evidence: Evidence) -> tuple[str, ...]:
    """The classes of elements that an outer style sheet may draw a badge on."""
    icons = [number.icon or "" for number in evidence.psb if number.icon_needs_stylesheet]
    return tuple(icon.removeprefix("css:") for icon in icons)


def _interest(text: str, characters_behind: int) -> Interest:
    if _TELLING.search(text):
        return Interest.WITH_NEIGHBOURS if len(text) <= _LONG_BLOCK else Interest.ALONE
    return Interest.ALONE if characters_behind <= _TAIL else Interest.NONE


def _first_sign(text: str) -> int:
    """Where the first telling word of a text stands; its length where none does."""
    first = _first_of(_TELLING_WORDS, text)
    return min(first, _first_filed(text, first))


def _first_of(words: Sequence[tuple[str, str]], text: str) -> int:
    """Where the first of some words stands in a text; its length where none does."""
    # A search for one plain word after the other takes a fifth of the time of a pattern for all.
    first = len(text)
    for sign, word in words:
        near = text.find(sign, 0, first)
        if near >= 0:
            found = text.find(word, max(0, near - len(word) + 1), first)
            first = found if found >= 0 else first
    return first


def _first_filed(text: str, end: int) -> int:
    """Where the first 备 of a number or its label stands before a place; that place where none does."""
    for sign in "备備":
        position = text.find(sign, 0, end)
        while position >= 0:
            if _MAY_BE_FILED.match(text, position):
                end = position
                break
            position = text.find(sign, position + 1, end)
    return end


def _may_hold(text: str) -> bool:
    """Whether a part of the page may hold a number or a notice."""
    if len(text) < _SHORT:
        return _MAY_HOLD.search(text) is not None
    # A search for a plain word costs next to nothing on a long text, a pattern does.
    return _first_of(_OTHER_WORDS, text) < len(text) or _first_filed(text, len(text)) < len(text)


def _mojibake(text: str) -> str | None:
    """`mojibake` where a page was decoded wrongly before it was saved."""
    return "mojibake" if any(sign in text for sign in _MOJIBAKE) else None


def _unseen(page: Page) -> Sequence[Block]:
    return [*page.written_by_script(), *page.commented_out()]


def _year(answer: Answer) -> int | None:
    """The year in Beijing when the page was fetched; None for saved pages: nobody knows their day."""
    fetched_at = answer.response.fetched_at
    return (fetched_at.astimezone(UTC) + _BEIJING).year if fetched_at else None
