"""Reads what people write for a filing or licence number, right or wrong, around the letters ICP."""

import re
from collections.abc import Iterator
from dataclasses import field

from icplint.late import dataclass, pattern
from icplint.model.reading import NumberKind
from icplint.numbers.digits import Suffix, read_digits, read_suffix
from icplint.numbers.folding import Folded
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.icp import FILING_LENGTHS, LICENCE_LENGTHS, IcpParts, print_icp, print_subject
from icplint.numbers.icp_signs import ProvinceSign, read_sign
from icplint.numbers.near_miss import PLACEHOLDERS, IcpFault, by_gravity
from icplint.numbers.parody import read_parody
from icplint.numbers.placeholders import read_blank, sample_fault
from icplint.numbers.regions import BY_ICP_SIGN
from icplint.numbers.surroundings import is_chinese, look_around, stands_alone

_LETTERS = pattern(r"[Ii](?:[Cc][Pp]|[Pp][Cc])")
_WORDS = pattern(r"([备案证书主体网站服务登记信息序编号码许可经营第字/]{0,16})(:{0,2})(-?)")
_LABEL = pattern(r"备案(?:/许可证)?(?:编号|号)为?:")
"""A label without the letters ICP."""
_OTHER_REGISTERS = pattern(r"(?:ICP|icp|公安|公网|机关|[网安联]|[药械店品局会务息]|资质|资格|估)\W?$")
"""Stand before such a label where it is another register's, or read with its letters."""
_SHORT_FORM = pattern(r"备(?=[0-9A-Za-z])")
_SECOND_HALF = pattern(r"-([0-9]{1,9})号")
_LONG_HALF = pattern(r"-([0-9]{6,9})(?![0-9])")
_SUFFIX_THEN_HAO = pattern(r"-([1-9][0-9]{0,4})([AXK]?)号")
_YEAR_FIRST = pattern(r"20[0-9]{8}")
_COUNTED = pattern(r"[年月日个家条次万%.]")
_NOTHING_MORE = pattern(r"[|©,;。·•)\]】]|版权|Copyright|技术支持|地址|电话|联系|公网安备|公安|$")
_SAMPLES_ONLY = PLACEHOLDERS | {IcpFault.TRADITIONAL.value}
_UNTELLABLE = PLACEHOLDERS | {IcpFault.YEAR_IN_FUTURE.value}
"""Faults by which nobody can tell the number that was meant."""
_DOUBTS = frozenset((IcpFault.EIGHT_DIGITS_LATE_YEAR.value,))
"""Faults that leave the number one: a person must look it up."""
_RIGHT_LENGTHS = frozenset((*FILING_LENGTHS, *LICENCE_LENGTHS))
_FIRST_YEAR, _LATE_YEAR = 5, 21
"""The first year of filings, and the first in which 10 digits were the usual form."""
_FEWEST_DIGITS, _MOST_DIGITS = 4, 20
_LABELLED_DIGITS = range(7, 12)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """One writing while it is being read."""

    sign: ProvinceSign
    end: int
    faults: list[IcpFault] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    parts: IcpParts | None = None
    """The number that is meant; None where it cannot be told."""


def icp_writings(folded: Folded, this_year: int | None) -> Iterator[Found]:
    """Filings, licences and what was meant as one. They may overlap."""
    for letters in _LETTERS.finditer(folded.text):
        found = read_parody(folded, letters.start()) or _read_writing(folded, letters, this_year)
        if found is not None:
            yield found
    for label in _LABEL.finditer(folded.text):
        found = _read_labelled_sample(folded, label)
        if found is not None:
            yield found
    for short in _SHORT_FORM.finditer(folded.text):
        found = read_parody(folded, short.start()) or _read_without_letters(folded, short.start(), this_year)
        if found is not None:
            yield found


def _read_writing(folded: Folded, letters: re.Match[str], this_year: int | None) -> Found | None:
    words = _WORDS.match(folded.text, letters.end())
    if words is None:  # the pattern also meets nothing
        return None
    draft = _Draft(sign=read_sign(folded, letters.start()), end=words.end())
    if letters[0].upper() == "IPC":
        draft.faults.append(IcpFault.IPC_FOR_ICP)
    elif letters[0] != "ICP":
        draft.style.append("lower-case")
    if _read_sample(folded, draft, words) or _read_number(folded, draft, words, this_year):
        return _finish(folded, draft)
    return None


def _read_sample(folded: Folded, draft: _Draft, words: re.Match[str]) -> bool:
    """Whether a place that nobody filled in stands there."""
    word, colon, _ = words.groups()
    has_sign = draft.sign.region is not None
    if not word.startswith(("备", "证", "许可证", "经营许可证")):
        return False
    blank = read_blank(folded, words.end())
    if blank is not None and (
        has_sign or colon or (word in {"备", "证"} and blank.fault == IcpFault.PLACEHOLDER_X)
    ):
        draft.faults.append(IcpFault(blank.fault))
        draft.end = blank.end
    elif _is_empty(folded, words, has_sign=has_sign):
        draft.faults.append(IcpFault.PLACEHOLDER_EMPTY)
    else:
        return False
    if not has_sign:
        draft.sign = ProvinceSign(start=draft.sign.start)
    return True


def _read_labelled_sample(folded: Folded, label: re.Match[str]) -> Found | None:
    """A label of a filing number behind which a template's X stand: 网站备案/许可证号：XXXX号."""
    blank = read_blank(folded, label.end())
    is_sample = blank is not None and blank.fault == IcpFault.PLACEHOLDER_X
    if blank is None or not is_sample or _OTHER_REGISTERS.search(folded.text, 0, label.start()):
        return None
    sign = ProvinceSign(start=label.start())
    return _finish(folded, _Draft(sign=sign, end=blank.end, faults=[IcpFault.PLACEHOLDER_X]))


def _is_empty(folded: Folded, words: re.Match[str], *, has_sign: bool) -> bool:
    """Whether a label stands there with nothing behind it."""
    word, colon, hyphen = words.groups()
    end = words.end()
    if hyphen:
        return False
    if colon:
        return _NOTHING_MORE.match(folded.text, end) is not None and (end < len(folded.text) or folded.is_end)
    follows = folded.text[end : end + 1]
    goes_on = follows.isdecimal() or (bool(follows) and is_chinese(follows) and not folded.is_apart(end))
    return word == "备号" and has_sign and not goes_on


def _read_number(folded: Folded, draft: _Draft, words: re.Match[str], this_year: int | None) -> bool:
    """Whether digits stand there that were meant as a number."""
    text = folded.text
    word, colon, hyphen = words.groups()
    start = words.end()
    end = read_digits(folded, start, _RIGHT_LENGTHS)
    digits = text[start:end]
    suffix: Suffix | None = None
    has_hao = text.startswith("号", end)
    second_half = _SECOND_HALF.match(text, end) if digits else None
    if second_half is None and len(digits) < _FEWEST_DIGITS and draft.sign.text:
        second_half = (
            _LONG_HALF.match(text, end) if digits else None
        )  # 滇ICP备2-20140075, meant as 滇B2-20140075
    if second_half:
        if len(digits) in _RIGHT_LENGTHS and (early := _SUFFIX_THEN_HAO.match(text, end)):
            suffix = Suffix(early[1], early[2], early.end())
            draft.faults.append(IcpFault.SUFFIX_BEFORE_HAO)
            end = early.end()
        else:
            digits += second_half[1]
            draft.faults.append(IcpFault.HYPHEN_INSIDE)
            end = second_half.end()
        has_hao = second_half[0].endswith("号")
    elif has_hao:
        end += 1
    if not _is_meant(folded, draft.sign, words, digits, end, has_hao=has_hao):
        return False
    if not has_hao:
        draft.faults.append(IcpFault.MISSING_HAO)
    if draft.sign.fault is not None:
        draft.faults.append(draft.sign.fault)
    if colon:
        draft.faults.append(IcpFault.COLON_INSIDE)
    if hyphen:
        draft.faults.append(IcpFault.HYPHEN_INSIDE)
    _judge_words(draft, word)
    kind = _judge_digits(draft, word, digits, this_year)
    if suffix is None and text.startswith("-", end):
        suffix = read_suffix(folded, end)
    draft.end = _take_suffix(draft, suffix, end) if suffix else end
    if (
        suffix is not None
        and text.startswith("号", draft.end)
        and IcpFault.SUFFIX_BEFORE_HAO not in draft.faults
    ):
        draft.style.append("double-hao")
        draft.end += 1
    if kind is not None and draft.sign.region is not None and IcpFault.DIGITS not in draft.faults:
        draft.parts = IcpParts(
            kind=kind,
            sign=draft.sign.region.icp,
            digits=digits,
            suffix=int(suffix.count) or None if suffix else None,
            letter=suffix.letter if suffix and int(suffix.count) else "",
        )
    return True


def _is_meant(
    folded: Folded, sign: ProvinceSign, words: re.Match[str], digits: str, end: int, *, has_hao: bool
) -> bool:
    """Whether a person who wrote these digits there meant a filing or licence number."""
    word = words[1]
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return False
    is_counted = not has_hao and not folded.is_apart(end) and _COUNTED.match(folded.text, end) is not None
    if sign.text and word in {"备", "证"}:
        return not is_counted or len(digits) in _RIGHT_LENGTHS
    if not word:
        return bool(sign.text) and len(digits) in range(6, 11) and has_hao
    is_right_length = len(digits) in FILING_LENGTHS or (
        (has_hao or (sign.text and word == "备案")) and len(digits) in _LABELLED_DIGITS
    )
    return not is_counted and (
        is_right_length or (len(digits) in LICENCE_LENGTHS and (has_hao or bool(sign.text)))
    )


def _judge_words(draft: _Draft, word: str) -> None:
    """Name what is wrong with the words between the letters and the digits."""
    if not word:
        draft.faults.append(IcpFault.KIND_MISSING)
    if "第" in word or "字" in word:
        draft.faults.append(IcpFault.DI_INSERTED)
    if word.startswith("备案"):
        draft.faults.append(IcpFault.BEIAN_FOR_BEI)
    elif "号" in word:
        draft.faults.append(IcpFault.EXTRA_HAO)


def _judge_digits(draft: _Draft, word: str, digits: str, this_year: int | None) -> NumberKind | None:
    """Name what is wrong with the digits; the kind of number that they make."""
    length = len(digits)
    if length in LICENCE_LENGTHS:
        kind, year, sequence = NumberKind.LICENCE, 2000 + int(digits[:2]), digits
    elif length == FILING_LENGTHS[0]:
        kind, year, sequence = NumberKind.FILING, 2000 + int(digits[:2]), digits[2:]
    elif _YEAR_FIRST.fullmatch(digits):
        kind, year, sequence = NumberKind.FILING, int(digits[:4]), digits[4:]
    else:
        draft.faults.append(IcpFault.DIGITS)
        if sample := sample_fault(digits, digits):
            draft.faults.append(IcpFault(sample))
        return None
    if sample := sample_fault(digits, sequence):
        draft.faults.append(IcpFault(sample))
        return kind
    if not word and length == FILING_LENGTHS[0] and int(digits[:2]) < _FIRST_YEAR:
        return None  # the form of 2001, which no later form is known for
    if word and ("备" in word) != ("证" in word) and ("证" in word) != (kind is NumberKind.LICENCE):
        draft.faults.append(IcpFault.LICENCE_FILING_SWAPPED)
    if this_year is not None and year > this_year:
        draft.faults.append(IcpFault.YEAR_IN_FUTURE)
    elif length == FILING_LENGTHS[0] and int(digits[:2]) >= _LATE_YEAR:
        draft.faults.append(IcpFault.EIGHT_DIGITS_LATE_YEAR)
    return kind


def _take_suffix(draft: _Draft, suffix: Suffix, end: int) -> int:
    """Name what is wrong with the suffix; where it ends."""
    if suffix.count.startswith("0"):
        draft.faults.append(IcpFault.ZERO_SUFFIX)
    return max(end, suffix.end)


def _read_without_letters(folded: Folded, start: int, this_year: int | None) -> Found | None:
    """A filing number that lacks the letters ICP: 冀备19019165号-1."""
    sign = read_sign(folded, start)
    words = _WORDS.match(folded.text, start)
    if words is None or sign.text not in BY_ICP_SIGN or words[1] != "备":
        return None
    draft = _Draft(sign=sign, end=words.end(), faults=[IcpFault.ICP_MISSING])
    digits_end = read_digits(folded, words.end(), FILING_LENGTHS)
    has_hao = folded.text.startswith("号", digits_end)
    if digits_end - words.end() not in FILING_LENGTHS or not (has_hao or stands_alone(folded, sign.start)):
        return None
    return _finish(folded, draft) if _read_number(folded, draft, words, this_year) else None


def _finish(folded: Folded, draft: _Draft) -> Found:
    """What was found, with its place in the original."""
    sign, parts = draft.sign, draft.parts
    first, last = folded.span(sign.start, draft.end)
    around = look_around(folded, sign.start, draft.end)
    style = (*around.style, *sign.style, *draft.style)
    if "traditional" in style:
        draft.faults.append(IcpFault.TRADITIONAL)
    faults = by_gravity(draft.faults)
    is_right = parts is not None and _DOUBTS.issuperset(faults)
    is_sample = bool(PLACEHOLDERS.intersection(faults)) and _SAMPLES_ONLY.issuperset(faults)
    number = print_icp(parts) if parts else None
    return Found(
        start=first,
        end=last,
        raw=folded.original[first:last],
        family=Family.ICP,
        standing=Standing.RIGHT if is_right else Standing.PLACEHOLDER if is_sample else Standing.NEAR_MISS,
        kind=parts.kind if parts else None,
        number=number if is_right else None,
        subject=print_subject(parts) if parts and is_right else None,
        suffix=parts.suffix if parts and is_right else None,
        service=parts.service if parts and is_right else None,
        province=sign.region.name if sign.region else None,
        province_sign=sign.text or None,
        faults=faults,
        style=style,
        meant=None if is_right or _UNTELLABLE.intersection(faults) else number,
        labelled=around.labelled,
    )
