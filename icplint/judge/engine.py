"""Judges a case by the rules: verdicts and findings of one site."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from icplint.facts.domains import is_address, registrable_domain
from icplint.facts.platforms import cannot_be_filed
from icplint.judge import triage
from icplint.judge.docket import Listed, docket
from icplint.judge.presence import page_evidence
from icplint.judge.profile import profile_of
from icplint.judge.scope import Scope, scope_of
from icplint.judge.verdicts import is_clean, is_measured, worst
from icplint.model.answer import NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import Filing
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Outcome, Passed, Verdict
from icplint.model.reading import Reading
from icplint.model.rule import (
    Fault,
    PageEvidence,
    Rule,
    RuleContext,
    RuleSays,
    SiteEvidence,
    Unmeasured,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import SavedPage

_PASSED = Passed()


def judge(case: Case, rules: Sequence[Rule], settings: JudgeSettings, today: date) -> Outcome:
    """Judge one site. Never raises for a bad site; a rule that raises is counted in the outcome.

    Args:
        case: The site with its readings, failures and filing.
        rules: The loaded rules, in the order of their ids; those switched off are left out here.
        settings: How to judge.
        today: The date in Beijing.
    """
    active = docket(rules, settings)
    reading = next((one for one in case.readings if one.refusal is None), None)
    if reading is None:
        return _not_checked(case, active)
    url = case.site.stands_for or reading.response.url
    host = _host(url)
    domain = registrable_domain(host)
    pages = [_page(one, case) for one in case.readings if one.refusal is None]
    scopes = [_scope(case, page, settings) for page in pages]
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
    )
    site = SiteEvidence(site=case.site, host=host, domain=domain or host, pages=tuple(pages))
    hearing = _Hearing(site, scopes, context, settings)
    verdicts = {one.rule.info.id: hearing.verdict(one) for one in active}
    findings = list(hearing.findings)
    page_order = {page.url: number for number, page in enumerate(pages)}
    findings.sort(
        key=lambda one: (page_order.get(one.page or "", 0), one.severity.rank, one.rule, one.place.selector)
    )
    measured = is_measured(verdicts, [one.rule for one in active])
    return Outcome(
        site=case.site,
        domain=domain or host or None,
        final_url=reading.response.url or None,
        failure=case.failures[-1] if case.failures else None,
        pages=case.readings,
        verdicts=verdicts,
        findings=tuple(findings),
        filing=case.filing,
        profile=profile.name,
        crashed_rules=tuple(hearing.crashed),
        measured=measured,
        clean=measured and is_clean(verdicts, findings),
    )


def _not_checked(case: Case, active: Sequence[Listed]) -> Outcome:
    """The outcome of a site of which no page could be judged: nothing passed, nothing failed."""
    refused = case.readings[-1] if case.readings else None
    failure = case.failures[-1] if case.failures else None
    reason = NotCheckedReason.INTERRUPTED
    if refused is not None and refused.refusal is not None:
        reason = refused.refusal
    elif failure is not None:
        reason = failure.reason
    url = case.site.stands_for or (refused.response.url if refused else failure.url if failure else "")
    host = _host(url)
    return Outcome(
        site=case.site,
        domain=registrable_domain(host) or host or None,
        final_url=(refused.response.url if refused else failure.url if failure else None) or None,
        not_checked=reason,
        failure=failure,
        pages=case.readings,
        verdicts={one.rule.info.id: Unmeasured(reason.value) for one in active},
        filing=case.filing,
    )


class _Hearing:
    """All rules at work on one site."""

    def __init__(
        self, site: SiteEvidence, scopes: Sequence[Scope], context: RuleContext, settings: JudgeSettings
    ) -> None:
        self._site = site
        self._pages = tuple(zip(site.pages, scopes, strict=True))
        self._context = context
        self._settings = settings
        self._is_saved = isinstance(site.site.target, SavedPage)
        self._findings: dict[tuple[str, str | None], Finding] = {}
        self.crashed: list[str] = []
        """Ids of rules that raised."""

    @property
    def findings(self) -> Iterable[Finding]:
        """In the order of their first faults, each once."""
        return self._findings.values()

    def verdict(self, listed: Listed) -> Verdict:
        """What one rule says of the site."""
        context = replace(self._context, options=listed.options) if listed.options else self._context
        missing = listed.missing_for_a_saved_page if self._is_saved else listed.missing
        if listed.rule.judge_site is not None:
            return missing or self._of_site(listed, context)
        if len(self._pages) == 1:
            return self._of_page(listed, context, missing, *self._pages[0])
        return worst([self._of_page(listed, context, missing, page, scope) for page, scope in self._pages])

    def _of_site(self, listed: Listed, context: RuleContext) -> Verdict:
        judge_site = listed.rule.judge_site
        assert judge_site is not None  # noqa: S101 - asked before
        page = self._site.pages[0].url if self._site.pages else None
        try:
            return self._verdict(listed, context, list(judge_site(self._site, context)), page, None)
        except (Exception, SystemExit):  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash(listed)

    def _of_page(
        self, listed: Listed, context: RuleContext, missing: Verdict | None, page: PageEvidence, scope: Scope
    ) -> Verdict:
        reading = page.reading
        if reading.blocked_by is not None:
            return Unmeasured("blocked-by-provider")
        if listed.is_owed and scope.presence is not None:
            return scope.presence
        if missing is not None:
            return missing
        judge_page = listed.rule.judge_page
        assert judge_page is not None  # noqa: S101 - packs admits a rule with one of the two functions only
        try:
            says = list(judge_page(page, context))
            if reading.needs_rendering is not None:
                says = [_unless_seen(one) for one in says]
            return self._verdict(listed, context, says, page.url, scope) if says else _PASSED
        except (Exception, SystemExit):  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash(listed)

    def _crash(self, listed: Listed) -> Verdict:
        if listed.rule.info.id not in self.crashed:
            self.crashed.append(listed.rule.info.id)
        return Unmeasured("rule-crashed")

    def _verdict(
        self,
        listed: Listed,
        context: RuleContext,
        says: list[RuleSays],
        page: str | None,
        scope: Scope | None,
    ) -> Verdict:
        others: list[Verdict] = []
        failed = False
        for one in says:
            if not isinstance(one, Fault):
                others.append(one)
                continue
            failed = True
            finding = triage.finding(listed.rule, one, context, self._settings, page=page)
            if scope is not None and listed.is_owed:
                finding = triage.soften(finding, scope, self._settings)
            self._add(finding)
        if failed:
            return Failed()
        return worst(others) if others else _PASSED

    def _add(self, finding: Finding) -> None:
        """Add a finding; the same one again on the same page only raises its count."""
        key = (finding.fingerprint, finding.page)
        known = self._findings.get(key)
        self._findings[key] = finding if known is None else replace(known, count=known.count + 1)


def _unless_seen(says: RuleSays) -> RuleSays:
    """On a page that scripts draw, only what was seen counts: what is absent may be drawn later."""
    if isinstance(says, Fault) and says.about is not None:
        return says
    return says if isinstance(says, Unmeasured) else Unmeasured("needs-rendering")


def _page(reading: Reading, case: Case) -> PageEvidence:
    url = case.site.stands_for or reading.response.url
    return page_evidence(reading, url, _host(url))


def _scope(case: Case, page: PageEvidence, settings: JudgeSettings) -> Scope:
    private = (
        not case.site.typed
        and case.site.stands_for is None
        and not isinstance(case.site.target, SavedPage)
        and _is_private(page.host)
    )
    return scope_of(
        case.site,
        page.reading,
        page.url,
        host=page.host,
        domain=registrable_domain(page.host),
        platform=cannot_be_filed(page.host),
        private=private,
        home=settings.home,
    )


def _is_private(host: str) -> bool:
    name = host.rpartition(":")[0] if host.count(":") == 1 else host.strip("[]")
    return host == "localhost" or name == "localhost" or (is_address(name) and not _is_global(name))


def _is_global(address: str) -> bool:
    return ipaddress.ip_address(address).is_global


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _province(case: Case, pages: Sequence[PageEvidence]) -> str | None:
    """The province of the register, else of the list, else of the site's own number."""
    if isinstance(case.filing, Filing) and case.filing.province:
        return case.filing.province
    if case.site.province:
        return case.site.province
    return next((number.province for page in pages for number in page.own_icp if number.province), None)
