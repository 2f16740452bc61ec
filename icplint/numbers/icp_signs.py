"""Reads what stands before the letters ICP, where the province's sign belongs."""

from icplint.facts.regions import Region
from icplint.late import dataclass
from icplint.numbers.folding import Folded
from icplint.numbers.near_miss import IcpFault
from icplint.numbers.regions import BY_ICP_SIGN, BY_WRONG_ICP_SIGN
from icplint.numbers.surroundings import is_chinese, stands_alone

_LABEL_SIGNS = frozenset("号案证备码编")
"""The last sign of a label; alone between blanks it is still no province's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceSign:
    """What stands before the letters where the province's sign belongs."""

    start: int
    text: str = ""
    region: Region | None = None
    """The province that is meant."""
    fault: IcpFault | None = None
    style: tuple[str, ...] = ()


def read_sign(folded: Folded, end: int) -> ProvinceSign:
    """The sign that ends at `end`, where the letters begin."""
    text = folded.text
    missing = ProvinceSign(start=end, fault=IcpFault.PROVINCE_MISSING)
    if end == 0:
        return missing
    start = end - 1
    if end >= 3 and text[start] in ")]】" and text[end - 3] in "([【" and text[end - 2] in BY_ICP_SIGN:
        region = BY_ICP_SIGN[text[end - 2]]
        return ProvinceSign(start=end - 3, text=region.icp, region=region, style=("sign-in-brackets",))
    sign = text[start]
    if sign in BY_ICP_SIGN:
        return ProvinceSign(start=start, text=sign, region=BY_ICP_SIGN[sign])
    if sign in BY_WRONG_ICP_SIGN:
        return ProvinceSign(
            start=start, text=sign, region=BY_WRONG_ICP_SIGN[sign], fault=IcpFault.PROVINCE_WRONG
        )
    if is_chinese(sign) and sign not in _LABEL_SIGNS and stands_alone(folded, start):
        return ProvinceSign(start=start, text=sign, fault=IcpFault.PROVINCE_WRONG)
    return missing
