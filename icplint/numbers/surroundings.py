"""What stands around a number: labels before it, and oddities of how it is set."""

from icplint.late import dataclass, pattern
from icplint.numbers.folding import Folded, oddities

_LABEL = pattern(
    "(?:备案|许可证|资格证|ICP证?|icp|网安备|备证)(?:许可证|登记|主体|网站|信息|证书|编|序)?(?:编|序)?(?:号码|号)?(?P<mark>[:.是为]{1,2})?$"
)
_LABEL_ENDS = frozenset("案证pP备记体站息书编序号码:.是为")
_ENGLISH_LABEL = pattern(r"(?:ICP|icp|Licen[cs]e|Filing|Record|Registration|No|NO)\.?(?:No|NO)?[.:]{0,2}$")
_ENGLISH_LABEL_ENDS = frozenset("PpeEgGdDnNoO.:")
_REACH = 24


def is_chinese(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return "\u3400" <= sign[:1] <= "\u9fff"


def stands_alone(folded: Folded, position: int) -> bool:
    """Whether a Chinese sign is no part of a word: nothing Chinese before it, another number's 号, or 丨 for a bar."""
    if position == 0 or folded.is_apart(position):
        return True
    before = folded.text[position - 1]
    return before in "号丨" or not is_chinese(before)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How a number is set."""

    labelled: bool
    """A label such as 备案号： stands directly before."""
    style: tuple[str, ...]
    """Oddities that leave the number right."""


def look_around(folded: Folded, start: int, end: int) -> Surroundings:
    """The label before a writing, and the oddities of the writing."""
    first, last = folded.span(start, end)
    style = oddities(folded.original[first:last])
    before = folded.text[start - 1 : start]
    label = None
    if before in _LABEL_ENDS:
        label = _LABEL.search(folded.text, max(0, start - _REACH), start)
    if label is not None and label["mark"] is None and not folded.is_apart(start):
        style = (*style, "label-glued")
    if before in _ENGLISH_LABEL_ENDS and _ENGLISH_LABEL.search(folded.text, max(0, start - _REACH), start):
        style = (*style, "english-label")
    return Surroundings(label is not None, style)
