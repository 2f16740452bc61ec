"""Tells which blocks are the page's footer, and why."""

import hashlib
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from icplint.late import dataclass, pattern
from icplint.model.block import Block, Source
from icplint.model.reading import Footer
from icplint.read.page.joined import Joined

_FOOTER_WORDS = (
    "foot",
    "copyright",
    "copy-right",
    "copyr",
    "beian",
    "bottom",
    "btm",
    "colophon",
    "contentinfo",
    "siteinfo",
    "banquan",
    "icp",
)
_STRANGER_WORDS = (
    "article",
    "comment",
    "reply",
    "post-content",
    "post_content",
    "entry-content",
    "newscontent",
)
_STRANGER_TAGS = ("blockquote", "pre", "code")
_HEAD_WORDS = frozenset(("header", "nav", "topbar", "top-bar", "masthead"))
_TELLING_MARK = pattern("|".join((*_FOOTER_WORDS, *_STRANGER_WORDS, *_STRANGER_TAGS)))
"""Without any of these, an ancestor's words tell at most of a page's head."""

# Alternatives that begin with a plain sign: the engine then looks for these signs alone.
_LEGAL = pattern(
    r"备案|備案|ICP|ＩＣＰ|公网安备|公安|公\s?[网網]\s?安|版权|版權|Copy\s?[Rr]ight|copy\s?[Rr]ight|COPYRIGHT|©|All [Rr]ights"
    r"|all [Rr]ights|ALL RIGHTS|保留所有权|许可证|许可|主办|承办|技术支持|网站建设|Powered by|powered by|网站标识码"
    r"|联系我们|地址|电话|邮编|传真|邮箱|网站地图|隐私|免责|法律声明|举报|营业执照|A[1-9]-[0-9]{8}|B[1-9]-[0-9]{8}"
    r"|备字|网文|资格证"
)
_NUMBER = pattern(
    r"ICP[备證证備]|公[网安備备]{3,4}|[网安備备][公网安備备]{3,4}|A\d-\d{8}|B\d-\d{8}|备[0-9]{8}|©|版权所有|版权归|Copyright|copyright"
)
_YEAR = pattern(r"(?:19|20)\d\d")
_SENTENCES = pattern(r"[。！？；，]")

_TAIL = ((400, 3), (900, 2), (2_000, 1))
"""Characters of the page's text behind a block, and what standing so near the end is worth."""
_MEMBER = 4
_SHORT = 200
_LONG = 400
_REACH = 5
"""Blocks of a footer's box, on each side of one that speaks as footers do, that are taken with it."""
_GAP = 3
"""Blocks between two members that belong to the footer as well."""


class _Part(StrEnum):
    """What part of a page a block is in, by its ancestors' names."""

    LANDMARK = "landmark"
    NAMED = "class"
    STRANGERS = "strangers"
    HEAD = "head"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LocatedFooter:
    """The footer, and which of the blocks are footer at all: a page may have one for each device."""

    footer: Footer
    members: frozenset[int]
    """Positions in the blocks given."""


class _Candidate(NamedTuple):
    score: int
    reasons: tuple[str, ...]


def locate_footer(blocks: Sequence[Block], joined: Joined | None = None) -> LocatedFooter:
    """Find the footer among a page's blocks.

    Args:
        blocks: In page order; those far from the end may be left out.
        joined: The same blocks' texts as one, where somebody has them already.

    Each block that speaks as footers do is scored by landmark, class and id words, nearness to the end,
    legal phrases and shape; neighbours of clear members belong to them.
    """
    candidates = _Candidates(blocks)
    speaking = list((joined or Joined(blocks)).holding(_LEGAL))
    sure = _with_numbers_beside(_sure(blocks, candidates, speaking), blocks, candidates)
    groups = _groups(sure, blocks, candidates)
    if not groups:
        return LocatedFooter(Footer(), frozenset())
    main = max(groups, key=lambda group: (_worth(group, blocks, candidates), group[-1]))
    text = "\n".join(filter(None, (_shown(blocks[number]) for number in main)))
    reasons = sorted({reason for number in main for reason in candidates[number].reasons})
    if main[-1] >= len(blocks) - 2:
        reasons.append("last")
    footer = Footer(
        selector=_common_selector([blocks[number].selector for number in main]),
        reasons=tuple(reasons),
        text=text,
        fingerprint=_fingerprint(text),
    )
    if any(is_footer_box(blocks[number]) for number in main):
        # Where the footer has a box of its own, what stands above it outside of any is none.
        groups = [
            group
            for group in groups
            if group[0] >= main[0] or any(is_footer_box(blocks[one]) for one in group)
        ]
    return LocatedFooter(footer, frozenset(number for group in groups for number in group))


class _Candidates:
    """The blocks' scores, each found out once, when somebody asks: most blocks are far from any footer."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._known: dict[int, _Candidate] = {}

    def __getitem__(self, number: int) -> _Candidate:
        if number not in self._known:
            self._known[number] = _score(self._blocks[number])
        return self._known[number]


def _sure(blocks: Sequence[Block], candidates: _Candidates, speaking: Sequence[int]) -> list[int]:
    """Clear members: those that speak as footers do, and what stands beside them in the same footer box."""
    found = {number for number in speaking if candidates[number].score >= _MEMBER}
    ends = found or set(range(max(0, len(blocks) - _REACH), len(blocks)))
    for number in tuple(ends):
        for step in (-1, 1):
            beside = number + step if found else number
            for _ in range(_REACH):
                if not 0 <= beside < len(blocks) or beside in found or not is_footer_box(blocks[beside]):
                    break
                if candidates[beside].score >= _MEMBER:
                    found.add(beside)
                beside += step
    return sorted(found)


def _with_numbers_beside(sure: list[int], blocks: Sequence[Block], candidates: _Candidates) -> list[int]:
    """The members with the lines of numbers right beside them: a number alone speaks of too little."""
    found = set(sure)
    for member in sure:
        for step in (-1, 1):
            beside = member + step
            while (
                0 <= beside < len(blocks)
                and beside not in found
                and len(blocks[beside].text) <= _SHORT
                and _NUMBER.search(blocks[beside].text)
                and candidates[beside].score > 0
                and not stands_among_strangers(blocks[beside])
            ):
                found.add(beside)
                beside += step
    return sorted(found)


def is_prose(text: str) -> bool:
    """Whether a block reads as running text rather than as a footer's line."""
    if len(text) <= _SHORT // 2:
        return False
    marks = len(_SENTENCES.findall(text, 0, 2_000))
    return marks >= 3 and marks > len(_LEGAL.findall(text, 0, 2_000))


def stands_among_strangers(block: Block) -> bool:
    """Whether the innermost telling ancestor is an article, a comment or a piece of code."""
    return _part(block.marks) is _Part.STRANGERS


def is_footer_box(block: Block) -> bool:
    """Whether an ancestor calls itself a footer."""
    return _part(block.marks) in (_Part.LANDMARK, _Part.NAMED)


def speaks_of_rights(text: str) -> bool:
    """Whether a text uses any word that footers use: filings, rights, licences, contact."""
    return _LEGAL.search(text) is not None


def _score(block: Block) -> _Candidate:
    text = block.text
    score = 0
    reasons: list[str] = []
    part = _part(block.marks)
    landmark = part in (_Part.LANDMARK, _Part.NAMED)
    legal_words = set(_LEGAL.findall(text, 0, 2_000))
    if landmark:
        score += 4 if part is _Part.LANDMARK else 3
        reasons.append(part.value)
    elif part is _Part.STRANGERS:
        # A footer inside an article's box still speaks of rights, filings and licences at once.
        score -= 2 if len(legal_words) >= 3 else 4
    elif part is _Part.HEAD:
        score -= 2
    for distance, worth in _TAIL:
        # On a short page the head stands near the end as well.
        if block.characters_behind <= distance and part is not _Part.HEAD:
            score += worth
            reasons.append("near-end")
            break
    legal = min(3, len(legal_words))
    if legal:
        score += legal
        reasons.append("legal-phrases")
    if legal and len(text) <= _SHORT:
        score += 1
    if _NUMBER.search(text):
        score += 1
    if is_prose(text):
        score -= 4
    elif len(text) > _LONG and not landmark:
        score -= 1
    if not legal and part is not _Part.LANDMARK:
        score -= 1
    return _Candidate(score, tuple(reasons))


@lru_cache(maxsize=2_048)
def _part(marks: tuple[str, ...]) -> _Part:
    """What part of the page the innermost telling ancestor makes it."""
    if not _TELLING_MARK.search("\n".join(marks)):
        return _Part.OTHER if _HEAD_WORDS.isdisjoint(marks) else _Part.HEAD
    is_head = False
    for mark in marks:
        if mark in ("footer", "role:contentinfo"):
            return _Part.LANDMARK
        if any(word in mark for word in _FOOTER_WORDS):
            return _Part.NAMED
        if mark in _STRANGER_TAGS or any(word in mark for word in _STRANGER_WORDS):
            return _Part.STRANGERS
        is_head = is_head or mark in _HEAD_WORDS
    return _Part.HEAD if is_head else _Part.OTHER


def _groups(sure: list[int], blocks: Sequence[Block], candidates: _Candidates) -> list[list[int]]:
    """Members in runs; short blocks between two members join them, prose and a footer's own box part them."""
    groups: list[list[int]] = []
    for number in sure:
        if groups:
            last = groups[-1][-1]
            between = range(last + 1, number)
            bridges = is_footer_box(blocks[last]) == is_footer_box(blocks[number])
            if (not between or (bridges and len(between) <= _GAP)) and all(
                candidates[one].score > -2 and not is_prose(blocks[one].text) for one in between
            ):
                groups[-1].extend([*between, number])
                continue
        groups.append([number])
    return groups


def _worth(group: list[int], blocks: Sequence[Block], candidates: _Candidates) -> int:
    worth = sum(min(candidates[number].score, 8) for number in group if candidates[number].score > 0)
    visible = any(_shown(blocks[number]) for number in group)
    return (
        min(worth, 40)
        + (20 if any(_NUMBER.search(blocks[number].text) for number in group) else 0)
        + (30 if visible else 0)
    )


def _shown(block: Block) -> str:
    return "".join(
        run.text for run in block.runs if run.visible and run.source in (Source.HTML, Source.RENDERED)
    ).strip()


def _fingerprint(text: str) -> str:
    folded = unicodedata.normalize("NFKC", "".join(_YEAR.sub("", text).split()))
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16] if folded else ""


def _common_selector(selectors: Sequence[str]) -> str:
    """The longest beginning that the blocks' selectors share; the last block's where they share none."""
    steps = [selector.split(" > ") for selector in selectors if selector]
    if not steps:
        return ""
    common: list[str] = []
    for position in zip(*steps, strict=False):
        if len(set(position)) > 1:
            break
        common.append(position[0])
    return " > ".join(common or steps[-1][:1])
