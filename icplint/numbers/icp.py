"""ICP numbers: what their parts are, and how they are written.

`print_icp(parse_icp(number)) == number` for every well-formed number.
"""

from icplint.facts.regions import Region
from icplint.late import dataclass, pattern
from icplint.model.reading import NumberKind, Service
from icplint.numbers.folding import fold
from icplint.numbers.regions import BY_ANY_SIGN, BY_ICP_SIGN

FILING_LENGTHS = (8, 10)
LICENCE_LENGTHS = (6,)
CROSS_PROVINCE = "合字"
"""The sign of a licence for several provinces, given by the ministry itself."""

SERVICES = {"": Service.WEBSITE, "A": Service.APP, "X": Service.MINI_PROGRAM, "K": Service.QUICK_APP}

_SUFFIX = r"(?:-([1-9][0-9]{0,4})([AXK])?)?"
_FILING_OR_LICENCE = pattern(
    rf"([{''.join(BY_ICP_SIGN)}])ICP(?:(备)([0-9]{{8}}|20[0-9]{{8}})|(证)([0-9]{{6}}))号{_SUFFIX}"
)
_TELECOM_LICENCE = pattern(
    rf"([{''.join(BY_ANY_SIGN)}]|{CROSS_PROVINCE})?((?:[AB][1-9]\.)*[AB][1-9]|B-[1-9]-[1-9])-([0-9]{{8}})(号)?{_SUFFIX}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IcpParts:
    """The parts of a well-formed number."""

    kind: NumberKind
    sign: str = ""
    """The province's sign, 合字, or nothing (telecom licences only)."""
    classes: str = ""
    """`B2`, `A2.B1.B2` …; telecom licences only."""
    digits: str
    suffix: int | None = None
    letter: str = ""
    """`A` App, `X` mini-program, `K` quick app; nothing for a website."""
    has_hao: bool = True
    """号 stands behind the digits: always, but for most telecom licences."""

    @property
    def region(self) -> Region | None:
        """The province; None for 合字 and a licence without a sign."""
        return BY_ANY_SIGN.get(self.sign)

    @property
    def service(self) -> Service | None:
        """What the suffix stands for; None: there is none."""
        return None if self.suffix is None else SERVICES[self.letter]


def print_subject(parts: IcpParts) -> str:
    """The number without its suffix. A telecom licence is one with or without 号, and printed without."""
    match parts.kind:
        case NumberKind.FILING:
            return f"{parts.sign}ICP备{parts.digits}号"
        case NumberKind.LICENCE:
            return f"{parts.sign}ICP证{parts.digits}号"
        case NumberKind.TELECOM_LICENCE:
            return f"{parts.sign}{parts.classes}-{parts.digits}"


def print_icp(parts: IcpParts) -> str:
    """The number as it should be written."""
    hao = "号" if parts.has_hao and parts.kind is NumberKind.TELECOM_LICENCE else ""
    suffix = "" if parts.suffix is None else f"-{parts.suffix}{parts.letter}"
    return f"{print_subject(parts)}{hao}{suffix}"


def parse_icp(text: str) -> IcpParts | None:
    """The parts of a text that is exactly one number, oddities of writing aside; None for anything else."""
    folded = fold(text).text
    if filing := _FILING_OR_LICENCE.fullmatch(folded):
        sign, is_filing, filing_digits, _, licence_digits, count, letter = filing.groups()
        return IcpParts(
            kind=NumberKind.FILING if is_filing else NumberKind.LICENCE,
            sign=sign,
            digits=filing_digits or licence_digits,
            suffix=int(count) if count else None,
            letter=letter or "",
        )
    if licence := _TELECOM_LICENCE.fullmatch(folded):
        sign, classes, digits, hao, count, letter = licence.groups()
        return IcpParts(
            kind=NumberKind.TELECOM_LICENCE,
            sign=sign or "",
            classes=classes,
            digits=digits,
            suffix=int(count) if count else None,
            letter=letter or "",
            has_hao=hao is not None,
        )
    return None
