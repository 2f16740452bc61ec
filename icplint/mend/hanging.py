"""Which of a filing's numbers hang on its site, and how they are written there."""

from collections.abc import Iterable

from icplint.collect.sites.quoting import quoted
from icplint.judge.profile import profile_of
from icplint.late import dataclass
from icplint.model.filing import Filing
from icplint.model.profile import Checker, NumberForm
from icplint.model.reading import Service
from icplint.model.text import Text
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found, Standing
from icplint.words import snippet as words

_PSB_DIGITS = 14
_UNUSUAL = "positions-7-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingIcp:
    """The ministry's number for a site."""

    number: str
    form: NumberForm
    other: tuple[str, ...] = ()
    """Numbers of further rows for the same name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingPsb:
    """The police's number for a site."""

    number: str
    digits: str
    """All 14."""


def hanging_icp(
    filing: Filing, *, province: str | None, checker: Checker | None
) -> tuple[HangingIcp | None, tuple[Text, ...]]:
    """The number in the form that the province or the checker wants, and what has to be said about it.

    Args:
        filing: What was filed.
        province: Short Chinese name; None: the register's, else the number's own.
        checker: The provider whose wishes hold; None: nobody's.

    Returns:
        None in the place of the number where the register has none that can hang on a website.
    """
    site, remarks = _website_number(filing.site)
    subject = _right_number(filing.subject)
    known = site or subject
    if known is None:
        unreadable = (words.ICP_UNREADABLE.fill(number=quoted(filing.subject)),) if filing.subject else ()
        return None, (*remarks, *unreadable, words.ICP_UNKNOWN)
    if _wants_subject(province or filing.province or known.province, checker):
        return _hanging(_without_suffix(subject or known), NumberForm.SUBJECT, filing), remarks
    if site is not None:
        return _hanging(_written(site), NumberForm.SITE, filing), remarks
    return _hanging(_without_suffix(known), NumberForm.SUBJECT, filing), (*remarks, words.SITE_NUMBER_UNKNOWN)


def hanging_psb(filing: Filing) -> tuple[HangingPsb | None, tuple[Text, ...]]:
    """The number as the platform writes it, and what has to be said about it; bare digits get their sign."""
    if not filing.psb:
        return None, (words.PSB_DISPUTED if "psb" in filing.disputed else words.PSB_UNKNOWN,)
    bare = "".join(filing.psb.split())
    written = f"公网安备{bare}号" if bare.isascii() and bare.isdigit() else filing.psb
    for one in _found(written, Family.PSB):
        number = one.meant or one.number
        if (
            number
            and one.digits
            and len(one.digits) == _PSB_DIGITS
            and one.standing is not Standing.PLACEHOLDER
        ):
            remarks = (words.PSB_UNUSUAL.fill(number=number),) if _UNUSUAL in one.faults else ()
            return HangingPsb(number=number, digits=one.digits), remarks
    return None, (words.PSB_UNREADABLE.fill(number=quoted(filing.psb)),)


def _wants_subject(province: str | None, checker: Checker | None) -> bool:
    asked = profile_of(province, checker).number
    return asked is not None and asked.form is NumberForm.SUBJECT


def _website_number(written: str | None) -> tuple[Found | None, tuple[Text, ...]]:
    """A site's number; none with a remark where it is an App's or cannot be read."""
    if not written:
        return None, ()
    found = _right_number(written)
    if found is None:
        return None, (words.ICP_UNREADABLE.fill(number=quoted(written)),)
    if found.service not in (None, Service.WEBSITE):
        return None, (words.ICP_OF_AN_APP.fill(number=quoted(written)),)
    return found, ()


def _right_number(written: str | None) -> Found | None:
    found = [one for one in _found(written or "", Family.ICP) if one.standing is Standing.RIGHT]
    return found[0] if found else None


def _found(written: str, family: Family) -> Iterable[Found]:
    return (one for one in find_numbers(written) if one.family is family)


def _written(found: Found) -> str:
    return found.number or found.raw


def _without_suffix(found: Found) -> str:
    """The subject's number; a telecom licence without -N stays as the register writes it, with 号 or without."""
    return _written(found) if found.suffix is None else found.subject or found.raw


def _hanging(number: str, form: NumberForm, filing: Filing) -> HangingIcp:
    other = tuple(one for one in filing.other_sites if one != number)
    return HangingIcp(number=number, form=form, other=other)
