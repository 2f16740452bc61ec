"""The names of faults in a number's writing, the gravest first."""

from collections.abc import Iterable
from enum import StrEnum


class IcpFault(StrEnum):
    """What can be wrong with an ICP number. The order is the order of gravity."""

    PLACEHOLDER_X = "placeholder-x"
    PLACEHOLDER_ZERO = "placeholder-zero"
    PLACEHOLDER_RUN = "placeholder-run"
    PLACEHOLDER_BRACKETS = "placeholder-brackets"
    PLACEHOLDER_EMPTY = "placeholder-empty"
    DIGITS = "digits"
    """Neither 8 nor 10 digits (filing), not 6 (licence), not 8 (telecom licence)."""
    LICENCE_FILING_SWAPPED = "licence-filing-swapped"
    """证 before a filing's digits, or 备 before a licence's."""
    KIND_MISSING = "kind-missing"
    """Neither 备 nor 证 stands behind ICP."""
    ICP_MISSING = "icp-missing"
    IPC_FOR_ICP = "ipc-for-icp"
    PROVINCE_MISSING = "province-missing"
    PROVINCE_WRONG = "province-wrong"
    YEAR_IN_FUTURE = "year-in-future"
    COLON_INSIDE = "colon-inside"
    HYPHEN_INSIDE = "hyphen-inside"
    BEIAN_FOR_BEI = "beian-for-bei"
    DI_INSERTED = "di-inserted"
    EXTRA_HAO = "extra-hao"
    """号 stands before the digits."""
    MISSING_HAO = "missing-hao"
    SUFFIX_BEFORE_HAO = "suffix-before-hao"
    EIGHT_DIGITS_LATE_YEAR = "eight-digits-late-year"
    """8 digits with a year of 2021 or later, when 10 digits had become the usual form. Some of these are
    real, so the number counts as one."""
    ZERO_SUFFIX = "zero-suffix"
    TRADITIONAL = "traditional"


class PsbFault(StrEnum):
    """What can be wrong with a public-security number. The order is the order of gravity."""

    PLACEHOLDER_X = "placeholder-x"
    PLACEHOLDER_ZERO = "placeholder-zero"
    PLACEHOLDER_RUN = "placeholder-run"
    PLACEHOLDER_BRACKETS = "placeholder-brackets"
    PLACEHOLDER_EMPTY = "placeholder-empty"
    DIGITS = "digits"
    """Neither 14 digits nor a legacy form."""
    REGION_MISMATCH = "region-mismatch"
    """The first two digits are another province's than the sign."""
    LEGACY_12 = "legacy-12"
    LEGACY_13 = "legacy-13"
    LEGACY_15 = "legacy-15"
    LEGACY_CITY = "legacy-city"
    """A city's own form of before the platform, such as 穗公网监备案证第…号."""
    REGION_SIGN_ALIAS = "region-sign-alias"
    """The ICP sign of the same province: 蜀 for 川."""
    WANGBEI_TRANSPOSED = "wangbei-transposed"
    """公安网备, 公网备, 公安备 for 公网安备."""
    POSITIONS_7_8 = "positions-7-8"
    """Digits 7 and 8 are not 02."""
    REGION_MISSING = "region-missing"
    LABEL_VARIANT = "label-variant"
    """公安备案号, 公安机关备案号 and the like for 公网安备."""
    EXTRA_HAO = "extra-hao"
    COLON = "colon"
    MISSING_HAO = "missing-hao"


PLACEHOLDERS = frozenset(fault.value for fault in IcpFault if fault.value.startswith("placeholder-"))
"""Faults by which a writing is a sample that nobody filled in; the same in both families."""


_GRAVITY = {fault: rank for order in (IcpFault, PsbFault) for rank, fault in enumerate(order)}


def by_gravity(faults: Iterable[IcpFault | PsbFault]) -> tuple[str, ...]:
    """The names of one family's faults without repetition, the gravest first."""
    return tuple(fault.value for fault in sorted(set(faults), key=_GRAVITY.__getitem__))
