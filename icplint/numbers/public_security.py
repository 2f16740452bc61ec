"""Public-security numbers: 14 digits, the forms of before the platform, and what was meant as one."""

import re
from collections.abc import Iterator
from dataclasses import field

from icplint.facts.regions import Region
from icplint.late import dataclass, pattern
from icplint.numbers.digits import read_digits
from icplint.numbers.folding import CHINESE, Folded
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.near_miss import PLACEHOLDERS, PsbFault, by_gravity
from icplint.numbers.placeholders import read_blank, sample_fault
from icplint.numbers.regions import BY_PSB_SIGN, BY_WRONG_PSB_SIGN, region_of_digits
from icplint.numbers.surroundings import is_chinese, look_around, stands_alone

LENGTH = 14
LEGACY_LENGTHS = {12: PsbFault.LEGACY_12, 13: PsbFault.LEGACY_13, 15: PsbFault.LEGACY_15}
"""Digits of the forms that the police gave out before the platform."""

CITY_SIGNS = {"穗": "广东", "深": "广东"}
"""Cities that gave out numbers of their own."""

_WORDS = pattern(rf"(公[网安]{CHINESE}{{0,16}}?备|网[安监]备)([案证登记编序号码字第]{{0,6}})(:{{0,2}}-?)")
_SHORT_FORM = pattern(r"备(?=[0-9]{12})")
_SWAPPED = pattern(r"[公网安全]{2,5}备")
_TRAILING = pattern(r"-[0-9]{1,3}(?![0-9])")
_COUNTED = pattern(r"[年月日个家条次万%.]")
_LENGTHS = frozenset((LENGTH, *LEGACY_LENGTHS))
_WORD = "公网安备"
_FEWEST_DIGITS = 6
_MOST_DIGITS = 24


@dataclass(slots=True, kw_only=True)
class _Draft:
    """One writing while it is being read."""

    start: int
    end: int
    sign: str = ""
    digits: str = ""
    faults: list[PsbFault] = field(default_factory=list)
    number: str | None = None
    meant: str | None = None


def print_psb(sign: str, digits: str) -> str:
    """The number as the platform writes it."""
    return f"{sign}{_WORD}{digits}号"


def public_security_numbers(folded: Folded) -> Iterator[Found]:
    """Numbers of the police's register, and what was meant as one."""
    for words in _WORDS.finditer(folded.text):
        found = _read_writing(folded, words)
        if found is not None:
            yield found
    for short in _SHORT_FORM.finditer(folded.text):
        found = _read_short_form(folded, short.start())
        if found is not None:
            yield found


def _read_writing(folded: Folded, words: re.Match[str]) -> Found | None:
    word = words[1]
    sign = _sign_before(folded, words.start())
    start = words.start() - len(sign)
    draft = _Draft(start=start, end=words.end(), sign=sign)
    is_label = word not in {_WORD, "网监备"} and not _SWAPPED.fullmatch(word)
    if not _read_sample(folded, draft, words, is_label=is_label) and not _read_digits(
        folded, draft, words, is_label=is_label
    ):
        return None
    if PsbFault.LEGACY_CITY not in draft.faults:
        _judge_words(draft, words, is_label=is_label)
    return _finish(folded, draft)


def _judge_words(draft: _Draft, words: re.Match[str], *, is_label: bool) -> None:
    """Name what is wrong with the words between sign and digits."""
    word, tail, mark = words.groups()
    is_sample = any(fault in PLACEHOLDERS for fault in draft.faults)
    is_legacy = draft.number is not None and len(draft.digits) != LENGTH
    if is_label or "案" in tail:
        draft.faults.append(PsbFault.LABEL_VARIANT)
    elif word != _WORD and not is_legacy:
        draft.faults.append(PsbFault.WANGBEI_TRANSPOSED)
    if "号" in tail and not is_label and "案" not in tail and not is_sample:
        draft.faults.append(PsbFault.EXTRA_HAO)
    if mark and not is_sample:
        draft.faults.append(PsbFault.COLON)


def _read_sample(folded: Folded, draft: _Draft, words: re.Match[str], *, is_label: bool) -> bool:
    """Whether a place that nobody filled in stands there."""
    word, tail, mark = words.groups()
    blank = read_blank(folded, words.end())
    if blank is not None and (
        draft.sign or mark or (word == _WORD and blank.fault == PsbFault.PLACEHOLDER_X)
    ):
        draft.faults.append(PsbFault(blank.fault))
        draft.end = blank.end
        return True
    follows = folded.text[words.end() : words.end() + 1]
    follows_word = (
        bool(follows) and not folded.is_apart(words.end()) and (is_chinese(follows) or follows.isdecimal())
    )
    if not is_label and tail == "号" and not mark and not follows_word and not follows.isdecimal():
        draft.faults.append(PsbFault.PLACEHOLDER_EMPTY)
        return True
    return False


def _read_digits(folded: Folded, draft: _Draft, words: re.Match[str], *, is_label: bool) -> bool:
    """Whether digits stand there that were meant as a number."""
    text = folded.text
    word, tail, mark = words.groups()
    digits_end = read_digits(folded, words.end(), _LENGTHS)
    digits = text[words.end() : digits_end]
    end = digits_end
    has_hao = text.startswith("号", end)
    end += has_hao
    trailing = _TRAILING.match(text, end)
    if trailing is not None and not folded.is_apart(end) and not folded.is_apart(end + 1):
        end = trailing.end()
        has_hao = has_hao or text.startswith("号", end)
        end += text.startswith("号", end)
    if not 1 <= len(digits) <= _MOST_DIGITS:
        return False
    if len(digits) not in _LENGTHS:
        is_loose = is_label or not draft.sign or "案" in tail
        is_counted = not has_hao and not folded.is_apart(digits_end) and _COUNTED.match(text, digits_end)
        if (
            len(digits) < _FEWEST_DIGITS
            or is_counted
            or (is_loose and not has_hao and not mark and "号" not in tail)
        ):
            return False
    draft.digits, draft.end = digits, end
    if "公网监" in word or word == "网监备":
        _judge_city_form(folded, draft)
        return True
    _judge_digits(draft)
    if not has_hao:
        draft.faults.append(PsbFault.MISSING_HAO)
    return True


def _judge_digits(draft: _Draft) -> None:
    """Name what is wrong with digits and sign, and tell the number that they make."""
    digits, sign = draft.digits, draft.sign
    by_digits = region_of_digits(digits)
    if sample := sample_fault(digits, digits[8:] if len(digits) == LENGTH else digits):
        draft.faults.append(PsbFault(sample))
        return
    if len(digits) == LENGTH:
        if digits[6:8] != "02":
            draft.faults.append(PsbFault.POSITIONS_7_8)
        right_sign = _judge_region(draft, by_digits)
        written = sign or right_sign
        draft.number = print_psb(written, digits) if written else None
        draft.meant = print_psb(right_sign, digits) if right_sign else None
        if by_digits is None and not sign:
            draft.faults.append(PsbFault.DIGITS)
        return
    legacy = LEGACY_LENGTHS.get(len(digits))
    if legacy is None:
        draft.faults.append(PsbFault.DIGITS)
    elif by_digits is None:
        draft.faults += [PsbFault.DIGITS, PsbFault.REGION_MISMATCH] if sign else [PsbFault.DIGITS]
    else:
        draft.faults.append(legacy)
        _judge_region(draft, by_digits)
        draft.number = print_psb(sign or by_digits.psb, digits)


def _judge_region(draft: _Draft, by_digits: Region | None) -> str | None:
    """Compare sign and digits; the sign that belongs there, None where the two contradict each other."""
    sign = draft.sign
    if not sign:
        draft.faults.append(PsbFault.REGION_MISSING)
        return by_digits.psb if by_digits else None
    if BY_PSB_SIGN.get(sign) is by_digits and by_digits is not None:
        return sign
    if BY_WRONG_PSB_SIGN.get(sign) is by_digits and by_digits is not None:
        draft.faults.append(PsbFault.REGION_SIGN_ALIAS)
        return by_digits.psb
    draft.faults.append(PsbFault.REGION_MISMATCH)
    return None


def _judge_city_form(folded: Folded, draft: _Draft) -> None:
    """A city's own form: quoted as it stands, for no rule of the platform fits it."""
    draft.faults.append(PsbFault.LEGACY_CITY)
    draft.number = folded.text[draft.start : draft.end]


def _read_short_form(folded: Folded, start: int) -> Found | None:
    """浙备3301000000001号, as Zhejiang's police gave out before the platform."""
    sign = _sign_before(folded, start)
    digits_end = read_digits(folded, start + 1, _LENGTHS)
    digits = folded.text[start + 1 : digits_end]
    region = region_of_digits(digits)
    if region is None or sign != region.psb or len(digits) not in LEGACY_LENGTHS:
        return None
    has_hao = folded.text.startswith("号", digits_end)
    draft = _Draft(start=start - 1, end=digits_end + has_hao, sign=sign, digits=digits)
    draft.faults.append(LEGACY_LENGTHS[len(digits)])
    draft.number = f"{sign}备{digits}号"
    return _finish(folded, draft)


def _sign_before(folded: Folded, end: int) -> str:
    """The sign that ends at `end`, or nothing."""
    sign = folded.text[end - 1 : end] if end else ""
    if sign in BY_PSB_SIGN or sign in BY_WRONG_PSB_SIGN:
        return sign
    if sign in CITY_SIGNS and stands_alone(folded, end - 1):
        return sign
    return ""


def _finish(folded: Folded, draft: _Draft) -> Found:
    """What was found, with its place in the original."""
    faults = by_gravity(draft.faults)
    first, last = folded.span(draft.start, draft.end)
    raw = folded.original[first:last]
    around = look_around(folded, draft.start, draft.end)
    is_sample = any(fault in PLACEHOLDERS for fault in faults)
    region = (
        BY_PSB_SIGN.get(draft.sign) or BY_WRONG_PSB_SIGN.get(draft.sign) or region_of_digits(draft.digits)
    )
    return Found(
        start=first,
        end=last,
        raw=raw,
        family=Family.PSB,
        standing=Standing.PLACEHOLDER if is_sample else Standing.NEAR_MISS if faults else Standing.RIGHT,
        number=None if is_sample else draft.number,
        province=CITY_SIGNS.get(draft.sign) or (region.name if region else None),
        province_sign=draft.sign or None,
        digits=draft.digits or None,
        faults=faults,
        style=_usual_blank_forgiven(folded, draft, around.style),
        meant=draft.meant if faults and not is_sample else None,
        labelled=around.labelled,
    )


def _usual_blank_forgiven(folded: Folded, draft: _Draft, style: tuple[str, ...]) -> tuple[str, ...]:
    """The oddities without a blank right before the digits, which is the platform's own habit."""
    if "inner-blanks" not in style or not draft.digits:
        return style
    first_digit = folded.text.index(draft.digits[0], draft.start)
    if folded.breaks(draft.start, draft.end) != [first_digit]:
        return style
    return tuple(oddity for oddity in style if oddity != "inner-blanks")
