"""Judges a case by the rules: verdicts and findings of one site."""

import ipaddress
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit, urlunsplit

from icplint.facts.domains import is_address, registrable_domain
from icplint.facts.platforms import cannot_be_filed
from icplint.judge.docket import Listed, docket
from icplint.judge.hearing import Hearing
from icplint.judge.presence import page_evidence
from icplint.judge.profile import profile_of
from icplint.judge.scope import Scope, scope_of
from icplint.judge.verdicts import is_measured, summed_up
from icplint.model.answer import NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import Filing
from icplint.model.history import Look
from icplint.model.outcome import Failed, Outcome
from icplint.model.reading import Reading
from icplint.model.rule import (
    PageEvidence,
    Rule,
    RuleContext,
    SiteEvidence,
    Unmeasured,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import Saved, SavedFolder, Site


def judge(case: Case, rules: Sequence[Rule], settings: JudgeSettings, today: date) -> Outcome:
    """Judge one site. Never raises for a bad site; a rule that raises is counted in the outcome.

    Args:
        case: The site with its readings, failures and filing.
        rules: The loaded rules, in the order of their ids; those switched off are left out here.
        settings: How to judge.
        today: The date in Beijing.
    """
    active = docket(rules, settings)
    reading = next(iter(case.answers), None)
    if reading is None:
        return _not_checked(case, active, settings, today)
    url = case.site.stands_for or reading.response.shown_at
    host = _host(url)
    domain = registrable_domain(host)
    pages = [_page(one, case) for one in case.answers]
    scopes = [
        _scope(case, page, domain if page.host == host else registrable_domain(page.host), settings)
        for page in pages
    ]
    province = _province(case, pages)
    profile = profile_of(province, settings.checker)
    context = RuleContext(
        site=case.site,
        host=host,
        domain=domain or host,
        basis_level=settings.basis_level,
        province=province,
        filing=case.filing,
        today=today,
        profile=profile,
        entities=settings.entities,
        looks=_looks(case.site, settings, today, None),
    )
    site = SiteEvidence(site=case.site, host=host, domain=domain or host, pages=tuple(pages))
    unread = tuple(Unmeasured(one.reason.value) for one in case.unread)
    hearing = Hearing(site, scopes, context, settings, unread=unread)
    verdicts = hearing.verdicts(active)
    findings = list(hearing.findings)
    if len(findings) > 1:
        page_order = {page.url: number for number, page in enumerate(pages)}
        findings.sort(
            key=lambda one: (
                page_order.get(one.page or "", 0),
                one.severity.rank,
                one.rule,
                one.place.selector,
            )
        )
    # A declared page that could not be read is not made up for by what was found on others.
    measured = not case.unread and is_measured(verdicts, [one.id for one in active if one.is_owed])
    outcome = Outcome(
        site=case.site,
        domain=domain or host or None,
        final_url=_final_url(case.site, reading),
        failure=case.failures[-1] if case.failures else None,
        pages=case.readings,
        unread=case.unsampled,
        verdicts=verdicts,
        findings=tuple(findings),
        filing=case.filing,
        profile=profile.name,
        crashed_rules=tuple(hearing.crashed),
        open_beside_faults=hearing.open_beside_faults,
        measured=measured,
    )
    return summed_up(outcome)


def _looks(
    site: Site, settings: JudgeSettings, today: date, reason: NotCheckedReason | None
) -> tuple[Look, ...]:
    return (*site.looks, Look(today, reason)) if settings.has_history else ()


def _not_checked(case: Case, active: Sequence[Listed], settings: JudgeSettings, today: date) -> Outcome:
    """The outcome of a site of which no page could be judged: nothing passed, and nothing failed but by its history."""
    refused = case.readings[-1] if case.readings else None
    failure = case.failures[-1] if case.failures else None
    reason = NotCheckedReason.INTERRUPTED
    if refused is not None and refused.refusal is not None:
        reason = refused.refusal
    elif failure is not None:
        reason = failure.reason
    url = case.site.stands_for or (refused.response.url if refused else failure.url if failure else "")
    host = _host(url)
    domain = registrable_domain(host) or host
    outcome = Outcome(
        site=case.site,
        domain=domain or None,
        final_url=(refused.response.url if refused else failure.url if failure else None) or None,
        not_checked=reason,
        failure=failure,
        pages=case.readings,
        verdicts={one.rule.info.id: Unmeasured(reason.value) for one in active},
        filing=case.filing,
    )
    if not settings.has_history or not (asked := [one for one in active if one.is_of_history]):
        return outcome
    context = RuleContext(
        site=case.site,
        host=host,
        domain=domain,
        basis_level=settings.basis_level,
        province=_province(case, ()),
        filing=case.filing,
        today=today,
        entities=settings.entities,
        looks=_looks(case.site, settings, today, reason),
    )
    hearing = Hearing(SiteEvidence(site=case.site, host=host, domain=domain, pages=()), (), context, settings)
    verdicts = hearing.verdicts(asked)
    # One look tells nothing of a site that cannot be reached: what did not fail stays unmeasured.
    failed = {rule: one for rule, one in verdicts.items() if isinstance(one, Failed)}
    return replace(
        outcome,
        verdicts={**outcome.verdicts, **failed},
        findings=tuple(hearing.findings),
        crashed_rules=tuple(hearing.crashed),
    )


def _page(reading: Reading, case: Case) -> PageEvidence:
    url = case.site.stands_for or reading.response.shown_at
    if case.site.stands_for and reading.is_sampled:
        url = _beside(case.site.stands_for, reading.response.shown_at)
    return page_evidence(reading, url, _host(url))


def _beside(public: str, found: str) -> str:
    """The public address of a preview's further page."""
    there, here = urlsplit(public), urlsplit(found)
    return urlunsplit(here._replace(scheme=there.scheme, netloc=there.netloc))


def _final_url(site: Site, reading: Reading) -> str | None:
    """Where the site's page was found; of a folder, the address that it stands for."""
    if isinstance(site.target, SavedFolder):
        return site.target.url
    return reading.response.url or None


def _scope(case: Case, page: PageEvidence, domain: str | None, settings: JudgeSettings) -> Scope:
    private = (
        not case.site.typed
        and case.site.stands_for is None
        and not isinstance(case.site.target, Saved)
        and _is_private(page.host)
    )
    return scope_of(
        case.site,
        page.reading,
        page.url,
        host=page.host,
        domain=domain,
        platform=cannot_be_filed(page.host),
        private=private,
        home=settings.home,
        filing=case.filing,
    )


def _is_private(host: str) -> bool:
    name = host.rpartition(":")[0] if host.count(":") == 1 else host.strip("[]")
    return host == "localhost" or name == "localhost" or (is_address(name) and not _is_global(name))


def _is_global(address: str) -> bool:
    return ipaddress.ip_address(address).is_global


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _province(case: Case, pages: Sequence[PageEvidence]) -> str | None:
    """The province of the register, else of the list, else of the site's own number."""
    if isinstance(case.filing, Filing) and case.filing.province:
        return case.filing.province
    if case.site.province:
        return case.site.province
    return next((number.province for page in pages for number in page.own_icp if number.province), None)
