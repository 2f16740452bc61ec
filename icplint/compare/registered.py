"""Compares the numbers that a page shows with those that the list or the register gives for the site."""

from collections.abc import Sequence
from enum import StrEnum

from icplint.facts.famous import is_domain_of
from icplint.late import dataclass
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, Unknown
from icplint.model.markup import psb_html
from icplint.model.reading import IcpNumber, NumberKind, PsbNumber
from icplint.model.rule import RuleContext, Unmeasured
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found

_PSB_DIGITS = 14
_TOLD_AT_MOST = 3


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
    of_parent: bool = False
    """A parent name's row gives them."""

    @property
    def written(self) -> str:
        """The first one, normalised."""
        return self._each()[0]

    @property
    def several(self) -> str:
        """The first few, as a sentence names them."""
        return "、".join(self._each()[:_TOLD_AT_MOST])

    def _each(self) -> list[str]:
        return list(dict.fromkeys(one.number or one.raw for one in self.numbers))


def registered_icp(context: RuleContext) -> Registered | None:
    """The ministry's numbers of this site: the register's, else the list's; None: neither gives any.

    Where the register knows the subject's number alone, the list's own numbers of that subject are the nearer ones.
    """
    filing = _filing(context)
    of_list = listed_icp(context)
    of_register = _registered((filing.site or filing.subject, *filing.other_sites), Family.ICP)
    if of_register is None or of_list is None:
        return of_register or of_list
    if not of_register.numbers:
        return of_list
    if any(one.suffix is not None for one in of_register.numbers):
        return of_register
    subjects = {one.subject for one in of_register.numbers}
    nearer = tuple(one for one in of_list.numbers if one.suffix is not None and one.subject in subjects)
    return Registered(nearer) if nearer else of_register


def listed_icp(context: RuleContext) -> Registered | None:
    """The ministry's numbers that the list gives for the domain it names; None: it gives none.

    The register is looked up by the host where the site landed: of the domain asked for, only the list speaks.
    """
    return _registered((context.site.icp,), Family.ICP)


def registered_psb(context: RuleContext) -> Registered | None:
    """The police's numbers of this site: the register's, else the list's; None: neither gives any.

    A parent name's number yields to the list's: the police file a sub-domain by itself, too.
    """
    filing = _filing(context)
    of_list = _registered((context.site.psb,), Family.PSB)
    of_register = _registered((filing.psb,), Family.PSB, of_parent=filing.of_parent)
    first, second = (of_list, of_register) if filing.of_parent else (of_register, of_list)
    return first if first and first.numbers else second or first


def register_gap(context: RuleContext) -> Unmeasured | None:
    """Why the register tells nothing about this site; None: it has a row, or it has none for sure.

    A row that does not hold what a rule asks for is `not-offered:register-field`.
    """
    match context.filing:
        case Filing() | NotFiled():
            return None
        case Unknown(reason=NOT_OFFERED.reason):
            return Unmeasured("not-offered:register")
        case Unknown(reason=reason):
            return Unmeasured(reason)


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


def is_licence_instead(shown: Sequence[IcpNumber], known: Registered, context: RuleContext) -> bool:
    """Whether all that is shown are licences' numbers, none of them registered, where a filing number is.

    A licence that is known as a famous holder's is a template's, not the site's own.
    """
    return (
        all(_may_be_own_licence(number, context) for number in shown)
        and any(one.kind is NumberKind.FILING for one in known.numbers)
        and match_icp(shown, known) is NumberMatch.DIFFERENT
    )


def _may_be_own_licence(number: IcpNumber, context: RuleContext) -> bool:
    holder = number.famous_holder
    return number.kind is not NumberKind.FILING and (holder is None or is_domain_of(holder, context.domain))


def match_psb(shown: Sequence[PsbNumber], known: Registered) -> NumberMatch:
    """Whether one of the shown numbers has the registered digits."""
    digits = {one.digits for one in known.numbers}
    return NumberMatch.SAME if any(number.digits in digits for number in shown) else NumberMatch.DIFFERENT


def _filing(context: RuleContext) -> Filing:
    """The register's row; an empty one where it has none."""
    return context.filing if isinstance(context.filing, Filing) else Filing()


def _registered(
    columns: Sequence[str | None], family: Family, *, of_parent: bool = False
) -> Registered | None:
    written = [column for column in columns if column and column.strip()]
    if not written:
        return None
    found = [one for column in written for one in _read(column, family)]
    return Registered(tuple(found), of_parent)


def _read(column: str, family: Family) -> list[Found]:
    """The numbers of a column; one that holds a police number's bare digits counts as that number."""
    found = [one for one in find_numbers(column) if one.family is family and one.number]
    bare = "".join(column.split())
    if not found and family is Family.PSB and bare.isascii() and bare.isdigit():
        return [one for one in find_numbers(f"公网安备{bare}号") if one.family is family and one.digits]
    return found
