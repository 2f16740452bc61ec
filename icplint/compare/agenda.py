"""What falls due for a site by the dates of its filing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from icplint.compare.deadlines import hanging_terms, last_day_to_apply
from icplint.model.deadline import Deadline, DeadlineBasis, DeadlineKind
from icplint.model.filing import Filing, NotFiled, RegisterAnswer
from icplint.model.site import FilingStatus, Site

_NOTHING_FALLS_DUE = frozenset(FilingStatus) - {FilingStatus.FILED, FilingStatus.CHANGE_PENDING}
_INDIVIDUAL = "个人"


def deadlines_of(name: str, answer: RegisterAnswer, site: Site | None = None) -> Iterator[Deadline]:
    """What falls due for one name; nothing where the filing owes nothing, or its dates are unknown.

    Where the list tells a date, it counts; the register's is the second choice.

    Args:
        name: The host or domain.
        answer: What the register says of it.
        site: As its list declares it; None: no list was given.
    """
    filing = answer if isinstance(answer, Filing) else Filing()
    if _status(filing, site) in _NOTHING_FALLS_DUE:
        return
    entity = (site.entity if site else None) or filing.entity
    psb = (site.psb if site else None) or filing.psb
    icp = filing.site or (site.icp if site else None) or filing.subject
    approved_on = (site.psb_on if site else None) or filing.psb_on
    opened_on = (site.first_filed_on if site else None) or filing.first_filed_on or filing.opened_on
    if approved_on:
        terms = hanging_terms(approved_on)
        yield Deadline(
            kind=DeadlineKind.HANG,
            names=(name,),
            entity=entity,
            number=psb,
            since=approved_on,
            due=terms.by_days,
            longer=terms.by_working_days,
            basis=DeadlineBasis.PLATFORM,
            one_site=psb,
        )
    elif opened_on and not psb and "psb" not in filing.disputed:
        nature = (site.nature if site else None) or filing.nature
        yield Deadline(
            kind=DeadlineKind.APPLY,
            names=(name,),
            entity=entity,
            number=icp,
            since=opened_on,
            due=last_day_to_apply(opened_on),
            basis=DeadlineBasis.PLATFORM if nature == _INDIVIDUAL else DeadlineBasis.LAW,
            one_site=filing.site,
        )


def may_have_terms(answer: RegisterAnswer, site: Site | None = None) -> bool:
    """Whether terms may run for a name: surely not for one that was not filed, or that owes nothing.

    Where they may, and `deadlines_of` gives none, what is known tells no day that one starts from.
    """
    filing = answer if isinstance(answer, Filing) else Filing()
    return not isinstance(answer, NotFiled) and _status(filing, site) not in _NOTHING_FALLS_DUE


def renewal(source: str, as_of: date, max_age_days: int) -> Deadline:
    """The last day on which a register still counts."""
    longest = (date.max - as_of).days
    return Deadline(
        kind=DeadlineKind.RENEW,
        names=(source,),
        since=as_of,
        due=as_of + timedelta(days=min(max_age_days, longest)),
        basis=DeadlineBasis.OWN,
    )


def in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """By their last days, each site once: names that have one number and one term are one site."""
    sites: dict[object, Deadline] = {}
    for one in deadlines:
        key = (one.kind, one.since, one.entity, one.one_site) if one.one_site else (one.kind, one.names)
        known = sites.get(key)
        sites[key] = one if known is None else replace(known, names=_both(known.names, one.names))
    return tuple(sorted(sites.values(), key=lambda one: (one.due, one.kind, one.names)))


def _status(filing: Filing, site: Site | None) -> FilingStatus | None:
    """The list's word first."""
    return (site.filing_status if site else None) or filing.status


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*some, *others}))
