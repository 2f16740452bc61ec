"""Looks up provinces by the signs and codes that numbers carry."""

from icplint.facts.regions import Region, regions

BY_CODE = {region.code: region for region in regions()}
"""By the first two digits of a place code."""

BY_ICP_SIGN = {region.icp: region for region in regions()}
BY_PSB_SIGN = {region.psb: region for region in regions()}

BY_WRONG_ICP_SIGN = {sign: region for region in regions() for sign in region.icp_wrong}
"""What a mistaken sign of an ICP number stands for: 川 is 四川, whose sign is 蜀."""

BY_WRONG_PSB_SIGN = {sign: region for region in regions() for sign in region.psb_wrong}
"""What a mistaken sign of a public-security number stands for: 蜀 is 四川, whose sign is 川."""

BY_ANY_SIGN = BY_PSB_SIGN | BY_ICP_SIGN
"""Telecom licences carry signs of both alphabets."""

BY_NAME = {region.name: region for region in regions()}


def region_of_digits(digits: str) -> Region | None:
    """The province whose place code a public-security number begins with."""
    return BY_CODE.get(digits[:2])
