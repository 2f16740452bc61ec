"""Which of a page's licence numbers cannot be right."""

from icplint.facts.licences import licence_forms
from icplint.late import dataclass, pattern
from icplint.model.block import Source
from icplint.model.reading import IcpNumber, NearMiss, NumberKind, Occurrence, OtherLicence, Role
from icplint.model.rule import PageEvidence, RuleContext

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_FUTURE = "year-in-future"
_DIGITS = "digits"
_WRITING = "writing"
_PLACEHOLDER = "placeholder-"
_SWAPPED = "licence-filing-swapped"
_YEAR = pattern(r"(?:[\[〔【(]|经营性-)(20[0-9]{2})(?:[\]〕】)]|-)")
_TELECOM_YEAR = pattern(r"[AB][0-9]-(20[0-9]{2})[0-9]{4}|ICP证([0-9]{2})[0-9]{4}号")


@dataclass(frozen=True, slots=True)
class FaultyLicence:
    """A licence number that cannot be right."""

    licence: OtherLicence
    fault: str
    """`form`, `placeholder` or `year-in-future`."""
    form: str
    """A right number of the same kind."""


def shown_licences(page: PageEvidence, kinds: tuple[str, ...]) -> tuple[OtherLicence, ...]:
    """The licences of some kinds that a reader sees in the footer as the site's own."""
    return tuple(
        one for one in page.evidence.licences if one.kind in kinds and one.in_footer and _is_own(one)
    )


def faulty_licences(
    page: PageEvidence, context: RuleContext, kinds: tuple[str, ...]
) -> tuple[FaultyLicence, ...]:
    """Licences of some kinds whose number is not written as such numbers are, or lies in the future."""
    forms = {form.kind: form.form for form in licence_forms()}
    found = []
    for licence in shown_licences(page, kinds):
        fault = next(iter(licence.faults), None)
        year = _YEAR.search(licence.number or "")
        if fault is None and year and int(year[1]) > context.today.year:
            fault = _FUTURE
        if fault is not None:
            found.append(FaultyLicence(licence, fault, forms.get(licence.kind, "")))
    return tuple(found)


def is_telecom_miss(miss: NearMiss) -> bool:
    """Whether what stands there was meant as a telecom licence rather than as a filing."""
    if miss.kind is NumberKind.TELECOM_LICENCE:
        return True
    return miss.kind is not NumberKind.FILING and "ICP证" in miss.raw and _SWAPPED not in miss.faults


def faulty_telecom(page: PageEvidence, context: RuleContext) -> tuple[tuple[Occurrence, str], ...]:
    """Telecom licences that cannot be right, with `digits`, `year-in-future` or `writing`."""
    found: list[tuple[Occurrence, str]] = []
    for miss in page.evidence.near_misses:
        if is_telecom_miss(miss) and _is_own(miss) and not miss.faults[0].startswith(_PLACEHOLDER):
            fault = miss.faults[0] if miss.faults[0] in (_DIGITS, _FUTURE) else _WRITING
            found.append((miss, fault))
    for number in telecom_licences(page):
        year = _TELECOM_YEAR.search(number.number)
        if year and int(year[1] or f"20{year[2]}") > context.today.year:
            found.append((number, _FUTURE))
    return tuple(found)


def telecom_licences(page: PageEvidence) -> tuple[IcpNumber, ...]:
    """The page's well-formed telecom licences, 京ICP证030173号 among them."""
    return tuple(one for one in page.own_icp if one.kind is not NumberKind.FILING)


def _is_own(seen: Occurrence) -> bool:
    return seen.visible and seen.source in _READABLE and seen.role in (Role.OWN, Role.NEIGHBOUR)
