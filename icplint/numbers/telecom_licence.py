"""Reads telecom licence numbers: 粤B2-20090059, 合字A1.B1.B2-20180017, B2-20090418."""

import re
from collections.abc import Iterator

from icplint.late import pattern
from icplint.model.reading import NumberKind
from icplint.numbers.digits import read_digits, read_suffix
from icplint.numbers.folding import Folded
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.icp import CROSS_PROVINCE, IcpParts, print_icp, print_subject
from icplint.numbers.near_miss import PLACEHOLDERS, IcpFault, by_gravity
from icplint.numbers.placeholders import sample_fault
from icplint.numbers.regions import BY_ANY_SIGN
from icplint.numbers.surroundings import look_around, stands_alone

_CLASSES = pattern(r"[ABab](?:-[1-9]-[1-9]-|[1-9](?:[.、,·/][ABab][1-9]){0,5}-)(?=[0-9])")
_BETWEEN = pattern(r"[、,·/]")
_LENGTHS = frozenset((8,))
_NEAR_LENGTHS = range(6, 13)
_FIRST_YEAR = 2000


def telecom_licences(folded: Folded, this_year: int | None) -> Iterator[Found]:
    """Telecom licences and what was meant as one."""
    for classes in _CLASSES.finditer(folded.text):
        found = _read(folded, classes, this_year)
        if found is not None:
            yield found


def _read(folded: Folded, classes: re.Match[str], this_year: int | None) -> Found | None:
    text = folded.text
    sign = _sign_before(folded, classes.start())
    start = classes.start() - len(sign)
    before = text[start - 1 : start]
    if not sign and before.isascii() and before.isalnum() and not folded.is_apart(start):
        return None
    digits_end = read_digits(folded, classes.end(), _LENGTHS)
    digits = text[classes.end() : digits_end]
    end = digits_end
    has_hao = text.startswith("号", end)
    if has_hao:
        end += 1
    suffix = read_suffix(folded, end) if text.startswith("-", end) else None
    if suffix is not None and not suffix.count.startswith("0"):
        end = suffix.end
    else:
        suffix = None
    around = look_around(folded, start, end)
    faults = _faults(digits, this_year)
    if faults and not ((sign or around.labelled) and len(digits) in _NEAR_LENGTHS):
        return None
    style = list(around.style)
    written = classes[0][:-1]
    if written != written.upper():
        style.append("lower-case")
    if "-" in written:
        style.append("old-form")
    parts = IcpParts(
        kind=NumberKind.TELECOM_LICENCE,
        sign=sign,
        classes=_BETWEEN.sub(".", written.upper()),
        digits=digits,
        suffix=int(suffix.count) if suffix else None,
        letter=suffix.letter if suffix else "",
        has_hao=has_hao,
    )
    first, last = folded.span(start, end)
    is_sample = bool(faults) and all(fault in PLACEHOLDERS for fault in faults)
    return Found(
        start=first,
        end=last,
        raw=folded.original[first:last],
        family=Family.ICP,
        standing=Standing.PLACEHOLDER if is_sample else Standing.NEAR_MISS if faults else Standing.RIGHT,
        kind=NumberKind.TELECOM_LICENCE,
        number=None if faults else print_icp(parts),
        subject=None if faults else print_subject(parts),
        suffix=None if faults else parts.suffix,
        service=None if faults else parts.service,
        province=parts.region.name if parts.region else None,
        province_sign=sign or None,
        faults=by_gravity(faults),
        style=tuple(style),
        labelled=around.labelled,
    )


def _faults(digits: str, this_year: int | None) -> list[IcpFault]:
    faults = []
    if sample := sample_fault(digits, digits[4:]):
        faults.append(IcpFault(sample))
    elif len(digits) not in _LENGTHS or int(digits[:4]) < _FIRST_YEAR:
        faults.append(IcpFault.DIGITS)
    elif this_year is not None and int(digits[:4]) > this_year:
        faults.append(IcpFault.YEAR_IN_FUTURE)
    return faults


def _sign_before(folded: Folded, end: int) -> str:
    """The province's sign or 合字 that ends at `end`, or nothing."""
    text = folded.text
    if text.endswith(CROSS_PROVINCE, 0, end):
        return CROSS_PROVINCE
    sign = text[end - 1 : end] if end else ""
    if sign not in BY_ANY_SIGN or (folded.is_apart(end) and not stands_alone(folded, end - 1)):
        return ""
    return sign
