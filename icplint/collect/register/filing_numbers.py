"""A cell that holds a filing number -> the number in its normal form."""

import re
from typing import NamedTuple

from icplint.collect.register.cells import BLANKS, Refused
from icplint.collect.sites.quoting import quoted
from icplint.facts.regions import regions
from icplint.late import pattern
from icplint.model.reading import Service
from icplint.model.text import Text, text
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found
from icplint.numbers.near_miss import IcpFault, PsbFault

_SIGNS = "".join(region.icp for region in regions())
_PSB_SIGN = {region.code: region.psb for region in regions()}
_USUAL_ICP = pattern(rf"([{_SIGNS}]ICP(?:备(?:20)?[0-9]{{8}}|证[0-9]{{6}})号)(?:-[1-9][0-9]{{0,4}}([AXK])?)?")
usual_icp = _USUAL_ICP.fullmatch
"""The forms of nearly all rows; group 1 is the subject's number, group 2 an App's letter."""
_USUAL_PSB = pattern(r"(?:(.)公网安备 ?)?(([0-9]{2})[0-9]{4}02[0-9]{6})号?")
_SCIENTIFIC = pattern(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_FORGIVEN = frozenset((IcpFault.MISSING_HAO.value,))
"""Faults that leave no doubt which number is meant."""
_LONGEST = 200
"""Characters of a cell that holds one number."""


class IcpCell(NamedTuple):
    """An ICP number in its parts."""

    subject: str
    """Without -N."""
    site: str | None
    """With -N; None: the subject's alone is written."""
    is_app: bool = False
    """An App's, a mini-program's or a quick app's number: no website's."""


def read_icp(written: str) -> IcpCell | None:
    """The number in its parts; None where nothing is written.

    Raises:
        Refused: It is no number of a known form.
    """
    if usual := usual_icp(written):
        subject = usual[1]
        return IcpCell(subject, None if subject == written else written, usual[2] is not None)
    cell = written.strip()
    if cell in BLANKS:
        return None
    found = {one.number or one.meant: one for one in _found(cell, Family.ICP)}
    if len(found) > 1:
        raise Refused(_several(cell))
    for number, one in found.items():
        if not _fills(cell, one):
            break
        if one.number:
            return _icp_cell(one, one.number)
        if number and _FORGIVEN.issuperset(one.faults):
            return read_icp(number)
        raise Refused(_unfit_icp(cell, one.meant))
    raise Refused(_unfit_icp(cell, None))


def read_psb(written: str) -> str | None:
    """The number as the platform writes it, from the whole number or its digits; None where nothing is written.

    Raises:
        Refused: It is no number of a known form.
    """
    if not written:
        return None
    if usual := _USUAL_PSB.fullmatch(written):
        written_sign, digits, place = usual.groups()
        sign = _PSB_SIGN.get(place)
        if sign is not None and (written_sign is None or written_sign == sign):
            return f"{sign}公网安备{digits}号"
    cell = written.strip()
    if cell in BLANKS:
        return None
    bare = "".join(cell.split())
    if bare.isascii() and bare.isdigit():
        bare = f"公网安备{bare}号"
    found = {one.meant or one.number: one for one in _found(bare, Family.PSB)}
    if len(found) > 1:
        raise Refused(_several(cell))
    for number, one in found.items():
        if number and _fills(bare, one) and PsbFault.REGION_MISMATCH not in one.faults:
            return number
    raise Refused(_unfit_psb(cell))


def _icp_cell(one: Found, number: str) -> IcpCell:
    return IcpCell(
        one.subject or number,
        None if one.suffix is None else number,
        one.service not in {None, Service.WEBSITE},
    )


def _found(cell: str, family: Family) -> list[Found]:
    if len(cell) > _LONGEST:
        return []
    return [one for one in find_numbers(cell) if one.family is family and (one.faults or one.number)]


def _fills(cell: str, one: Found) -> bool:
    """Whether nothing but a label with a colon stands beside a number."""
    before = cell[: one.start].rstrip()
    return cell[one.end :].strip() == "" and (not before or before.endswith((":", "：")))


def _several(cell: str) -> Text:
    return text(
        en=f"several numbers stand in one cell: {quoted(cell)}; write a row for each",
        zh=f"一个单元格中有多个编号：{quoted(cell)}；请每个编号单独写一行",
    )


def _unfit_icp(cell: str, meant: str | None) -> Text:
    if _SCIENTIFIC.fullmatch(cell):
        return _scientific(cell)
    example = meant or "京ICP备16059763号-1"
    return text(
        en=f"{quoted(cell)} is no ICP number of a known form; write it as {example}",
        zh=f"{quoted(cell)} 不是已知形式的 ICP备案/许可证号；请写作 {example}",
    )


def _unfit_psb(cell: str) -> Text:
    if _SCIENTIFIC.fullmatch(cell):
        return _scientific(cell)
    return text(
        en=f"{quoted(cell)} is no public-security number of a known form; write it as 京公网安备11010802010035号, or its digits",
        zh=f"{quoted(cell)} 不是已知形式的公安联网备案号；请写作 京公网安备11010802010035号，或只写数字",
    )


def _scientific(cell: str) -> Text:
    return text(
        en=f"{quoted(cell)} was rounded by a spreadsheet; format the column as text and enter the number anew",
        zh=f"{quoted(cell)} 已被电子表格改为科学计数；请将该列设为“文本”格式后重新填写编号",
    )
