"""Compares the numbers that a page shows with those that the list or the register gives for the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from icplint.model.filing import Filing
from icplint.model.markup import psb_html
from icplint.model.reading import IcpNumber, PsbNumber
from icplint.model.rule import RuleContext
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found

_PSB_DIGITS = 14


class NumberMatch(StrEnum):
    """How the shown numbers stand to the registered ones."""

    SAME = "same"
    OTHER_SUFFIX = "other-suffix"
    """The subject's number is right, the -N is another site's."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Registered:
    """The numbers that are known for a site, as they should stand on it; empty: known, but unreadable."""

    numbers: tuple[Found, ...]

    @property
    def written(self) -> str:
        """The first one, normalised."""
        return self.numbers[0].number or self.numbers[0].raw


def registered_icp(context: RuleContext) -> Registered | None:
    """The ministry's numbers that the list or the register gives; None: neither gives any."""
    filing = context.filing if isinstance(context.filing, Filing) else Filing()
    return _registered((context.site.icp, filing.site or filing.subject), Family.ICP)


def registered_psb(context: RuleContext) -> Registered | None:
    """The police's numbers that the list or the register gives; None: neither gives any."""
    filing = context.filing if isinstance(context.filing, Filing) else Filing()
    return _registered((context.site.psb, filing.psb), Family.PSB)


def registered_psb_html(context: RuleContext, icon: str | None = None) -> str | None:
    """The registered police number as HTML to paste; None: no number of the platform's form is known."""
    known = registered_psb(context)
    for one in known.numbers if known else ():
        number = one.meant or one.number
        if number and one.digits and len(one.digits) == _PSB_DIGITS:
            return psb_html(number, one.digits, icon)
    return None


def number_to_paste(number: IcpNumber, context: RuleContext) -> str:
    """The number as it should stand on the page: as registered where it is the same subject's, else as shown."""
    known = registered_icp(context)
    same = (one.number for one in known.numbers if one.subject == number.subject) if known else iter(())
    return next((written for written in same if written), number.number)


def match_icp(shown: Sequence[IcpNumber], known: Registered) -> NumberMatch:
    """The best match. Where one side is a subject's number without -N, the subject alone is compared."""
    subjects = [(number, one) for number in shown for one in known.numbers if number.subject == one.subject]
    if any(number.suffix == one.suffix or None in (number.suffix, one.suffix) for number, one in subjects):
        return NumberMatch.SAME
    return NumberMatch.OTHER_SUFFIX if subjects else NumberMatch.DIFFERENT


def match_psb(shown: Sequence[PsbNumber], known: Registered) -> NumberMatch:
    """Whether one of the shown numbers has the registered digits."""
    digits = {one.digits for one in known.numbers}
    return NumberMatch.SAME if any(number.digits in digits for number in shown) else NumberMatch.DIFFERENT


def _registered(columns: Sequence[str | None], family: Family) -> Registered | None:
    written = [column for column in columns if column and column.strip()]
    if not written:
        return None
    found = [one for column in written for one in _read(column, family)]
    return Registered(tuple(found))


def _read(column: str, family: Family) -> list[Found]:
    """The numbers of a column; one that holds a police number's bare digits counts as that number."""
    found = [one for one in find_numbers(column) if one.family is family and one.number]
    bare = "".join(column.split())
    if not found and family is Family.PSB and bare.isascii() and bare.isdigit():
        return [one for one in find_numbers(f"公网安备{bare}号") if one.family is family and one.digits]
    return found
