"""Samples that a template left for its user to fill in: X runs, brackets, zeros."""

from icplint.late import dataclass, pattern
from icplint.numbers.digits import is_run
from icplint.numbers.folding import CHINESE, Folded

_X_RUN = pattern(r"[0-9Xx*×_□○?#某]{2,32}")
_X = pattern(r"[Xx*×_□○?#某]")
_FEWEST_X = 2
_BRACKETS = pattern(
    r"\$?\{{1,3}(?P<braces>[^{}]{0,60})\}{1,3}|\[(?P<square>[^\[\]]{0,60})\]|【(?P<lens>[^【】]{0,60})】"
    r"|<(?P<angle>[^<>]{0,60})>|\((?P<round>[^()]{0,60})\)|《(?P<title>[^《》]{0,60})》"
)
_INVITES = pattern(r"填|写|您|你|输入|替换|修改|占位|备案号|编号|ICP|icp|[Xx*]{2}|your|Your|^$")
_ANY_DIGITS = pattern(r"[0-9]{4}")
_NOTHING = pattern(rf"(?:undefined|null|None|NULL|NaN|none|暂无|待填|待定|无)(?![A-Za-z]|{CHINESE})")
_REST = pattern(r"号?(?:-[0-9Xx]{1,4})?")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that nobody filled in."""

    end: int
    fault: str
    """The fault's name, the same in both families."""


def read_blank(folded: Folded, start: int) -> Blank | None:
    """The sample that begins at `start` where a number's digits belong; None where none does."""
    text = folded.text
    if signs := _X_RUN.match(text, start):
        breaks = folded.breaks(start, signs.end())
        end = breaks[0] if breaks and folded.is_apart(signs.end()) else signs.end()
        is_word = end < len(text) and text[end].isascii() and text[end].isalpha() and not folded.is_apart(end)
        if len(_X.findall(text, start, end)) >= _FEWEST_X and not is_word:
            return Blank(_rest(text, end), "placeholder-x")
    if nothing := _NOTHING.match(text, start):
        return Blank(nothing.end(), "placeholder-empty")
    if brackets := _BRACKETS.match(text, start):
        inside = next(part for part in brackets.groups() if part is not None)
        is_template = brackets["braces"] is not None
        if (is_template or _INVITES.search(inside)) and not _ANY_DIGITS.search(inside):
            return Blank(_rest(text, brackets.end()), "placeholder-brackets")
    return None


def sample_fault(digits: str, sequence: str) -> str | None:
    """The fault of digits that are nobody's: all zeros in the sequence, or a keyboard's run."""
    if digits and not sequence.strip("0"):
        return "placeholder-zero"
    return "placeholder-run" if is_run(digits) else None


def _rest(text: str, end: int) -> int:
    """The end of what belongs to a sample behind its signs: 号 and -X."""
    rest = _REST.match(text, end)
    return rest.end() if rest else end
