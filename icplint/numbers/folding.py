"""Folds text so that one spelling of a number stands for all, and keeps the way back.

Blanks and invisible signs are left out, width, dashes and traditional signs are made one. Whatever is
found in the folded text is quoted from the original.
"""

import unicodedata
from bisect import bisect_right

from icplint.late import dataclass, pattern

DASHES = "-‐‑‒–—―−─━﹘﹣－ー"
"""Signs that people type for a hyphen."""

TRADITIONAL = {
    "號": "号",
    "備": "备",
    "證": "证",
    "網": "网",
    "蘇": "苏",
    "粵": "粤",
    "滬": "沪",
    "遼": "辽",
    "閩": "闽",
    "贛": "赣",
    "魯": "鲁",
    "晉": "晋",
    "陝": "陕",
    "隴": "陇",
    "貴": "贵",
    "雲": "云",
    "寧": "宁",
    "瓊": "琼",
    "許": "许",
    "聯": "联",
    "機": "机",
    "關": "关",
}
"""Traditional signs of the words of a number; for finding, never for quoting."""

CHINESE = r"[^\W\x00-\xff]"
"""A Chinese sign as a part of patterns: a letter that is not Latin. The range of all Chinese signs takes `re` a hundred times as
long to compile, and patterns are compiled at each start."""
NOT_CHINESE = r"[\W\x00-\xff]"

_INVISIBLE = "\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
_GAP = pattern(f"[{_INVISIBLE}]+")
_ZERO_WIDTH = pattern(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_FULL_WIDTH = pattern("[０-９Ａ-Ｚａ-ｚ－]")
_BLANK = pattern(r"\s")
_TRADITIONAL = pattern(f"[{''.join(TRADITIONAL)}]")
_UNUSUAL = pattern(f"[^!-~\u00a9\u3001-\u3011{_INVISIBLE}\u4e00-\u9fff]|[{''.join(TRADITIONAL)}]")

_FEW = 12
"""Up to so many different signs, replacing one after the other is quicker than a look at each sign."""


class _Spelling(dict[int, str]):
    """One sign for each sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = unicodedata.normalize("NFKC", sign)
        if len(folded) != 1 or _GAP.match(folded):
            folded = sign  # a fraction or a ligature is no part of any number
        if folded in DASHES:
            folded = "-"
        folded = TRADITIONAL.get(folded, folded)
        self[code] = folded
        return folded


_SPELLING = _Spelling()


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch of text, folded. Positions are those of `text` unless said otherwise."""

    text: str
    """Without blanks and invisible signs."""
    original: str
    """The whole text that the stretch was taken from."""
    pieces: tuple[int, ...]
    """Where each unbroken piece begins in `text`."""
    origins: tuple[int, ...]
    """Where each unbroken piece begins in `original`."""
    is_end: bool
    """The stretch reaches the end of `original`."""

    def origin(self, position: int) -> int:
        """Where the sign at a position stands in the original."""
        piece = bisect_right(self.pieces, position) - 1
        return self.origins[piece] + position - self.pieces[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of a span that is not empty."""
        return self.origin(start), self.origin(end - 1) + 1

    def is_apart(self, position: int) -> bool:
        """Whether something was left out right before a position (or the stretch begins there)."""
        piece = bisect_right(self.pieces, position) - 1
        return self.pieces[piece] == position

    def breaks(self, start: int, end: int) -> list[int]:
        """The positions after `start` and before `end` that something was left out before."""
        first, last = bisect_right(self.pieces, start), bisect_right(self.pieces, end - 1)
        return list(self.pieces[first:last])


def fold(text: str, start: int = 0, end: int | None = None) -> Folded:
    """A stretch of a text, folded; texts without oddities cost a few scans in C."""
    end = len(text) if end is None else min(end, len(text))
    stretch = text[start:end]
    kept: list[str] = []
    pieces: list[int] = []
    origins: list[int] = []
    length = position = 0
    for gap in _GAP.finditer(stretch):
        if gap.start() > position:
            kept.append(stretch[position : gap.start()])
            pieces.append(length)
            origins.append(start + position)
            length += gap.start() - position
        position = gap.end()
    if position < len(stretch):
        kept.append(stretch[position:])
        pieces.append(length)
        origins.append(start + position)
    compact = _respell("".join(kept))
    return Folded(compact, text, tuple(pieces) or (0,), tuple(origins) or (start,), end == len(text))


def _respell(text: str) -> str:
    """The text with one spelling for each sign; as long as before."""
    unusual = set(_UNUSUAL.findall(text))
    if len(unusual) > _FEW:
        return text.translate(_SPELLING)
    for sign in unusual:
        text = text.replace(sign, _SPELLING[ord(sign)])
    return text


def oddities(raw: str) -> tuple[str, ...]:
    """What is odd about the writing of a number: `full-width`, `inner-blanks`, `zero-width`, `traditional`."""
    found = []
    if _FULL_WIDTH.search(raw):
        found.append("full-width")
    if _BLANK.search(raw):
        found.append("inner-blanks")
    if _ZERO_WIDTH.search(raw):
        found.append("zero-width")
    if _TRADITIONAL.search(raw):
        found.append("traditional")
    return tuple(found)
