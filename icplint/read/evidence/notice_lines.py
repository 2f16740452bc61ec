"""Folds a footer line so that a notice is written in one way, and finds the way back to the page."""

import re

from icplint.late import dataclass, pattern
from icplint.numbers.folding import CHINESE, NOT_CHINESE

ANCHOR = pattern(
    r"[©ⓒ®]|&copy;|copy\s?rig|rights?\s{0,3}re[sv]|(?:版\s?[权權])|[(（]\s?[CcＣｃ]\s?[)）]|著作[权權]|保留所有|@\s?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""What every notice holds: the cheap gate before anything else is looked at."""

_ANCHOR_BEGINS = pattern("[©ⓒ®&(（版著保@CcRr]")
"""The signs that an anchor begins with; a line without any costs next to nothing."""

_LONG_LINE = 3000
_BEFORE_ANCHOR = 1200
_AFTER_ANCHOR = 400

_SAME_LENGTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(old): ord(new)
    for old, new in zip(
        "\u3000\u00a0\u2002\u2003\u2009丨│┃權號備網證術設計製單聯電話郵學責團廳創辦會館廠處醫報轉載條聲關於隱務導圖",
        "     |||权号备网证术设计制单联电话邮学责团厅创办会馆厂处医报转载条声关于隐务导图",
        strict=True,
    )
}
_DROPPED = pattern(r"[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACED = pattern(rf"(?<!{CHINESE})(?:(?:{CHINESE}|，) ){{3}}")
_SPACED_BLANKS = 3
_SPACED_BLANK = pattern(
    rf"(?:(?<=^{CHINESE})|(?<={NOT_CHINESE}(?:{CHINESE}|，))) (?=(?:{CHINESE}|，)(?: |$|{NOT_CHINESE}))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands on the page, and folded so that one spelling is left of each sign."""

    index: int
    written: str
    folded: str
    """Widths and the traditional signs of our words folded, invisible signs and letter spacing dropped."""
    offsets: tuple[int, ...] | None = None
    """Where each folded sign stands in `written`; None: in the same place."""

    def written_between(self, start: int, end: int) -> str:
        """The text of the page that a folded stretch stands for, dropped signs included."""
        if self.offsets is None:
            return self.written[start:end]
        return self.written[self.offsets[start] : self.offsets[end - 1] + 1] if start < end else ""

    def name_between(self, start: int, end: int) -> str:
        """The same without the dropped signs."""
        if self.offsets is None:
            return self.written[start:end]
        return "".join(self.written[offset] for offset in self.offsets[start:end])


def fold_if_notice(index: int, written: str) -> Line | None:
    """The folded line, or None where no word of a notice stands in it."""
    anchored = _ANCHOR_BEGINS.search(written) is not None and ANCHOR.search(written) is not None
    if not anchored and (written.count(" ") < _SPACED_BLANKS or _SPACED.search(written) is None):
        return None
    return fold(index, written)


def fold(index: int, written: str) -> Line:
    """The line ready for reading.

    A line of thousands of signs is prose or a page without boxes: only the stretch around its
    last word of a notice is kept, so that no text costs more than its length.
    """
    start, stop = 0, len(written)
    if stop > _LONG_LINE:
        last = max((match.end() for match in ANCHOR.finditer(written)), default=0)
        start, stop = max(0, last - _BEFORE_ANCHOR), last + _AFTER_ANCHOR
    folded = written[start:stop].translate(_SAME_LENGTH)
    drops = {match.start() for match in _DROPPED.finditer(folded)}
    if _SPACED.search(folded):
        drops.update(match.start() for match in _SPACED_BLANK.finditer(folded))
    if not drops and not start:
        return Line(index=index, written=written, folded=folded)
    kept = tuple(place for place in range(len(folded)) if place not in drops)
    return Line(
        index=index,
        written=written,
        folded="".join(folded[place] for place in kept),
        offsets=tuple(start + place for place in kept),
    )
