"""Judges a case by the rules: verdicts and findings of one site."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from icplint.facts.domains import is_address, registrable_domain
from icplint.facts.platforms import cannot_be_filed
from icplint.judge import triage
from icplint.judge.presence import page_evidence
from icplint.judge.profile import profile_of
from icplint.judge.scope import Scope, owes_presence, scope_of
from icplint.judge.verdicts import is_clean, is_measured, worst
from icplint.model.answer import NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import Filing
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Outcome, Passed, Verdict
from icplint.model.reading import Reading
from icplint.model.rule import (
    Fault,
    Need,
    PageEvidence,
    Rule,
    RuleContext,
    RuleInfo,
    RuleSays,
    SiteEvidence,
    Unmeasured,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import SavedPage, Site

_NEVER_OFFERED_YET = (Need.DNS, Need.STYLESHEET, Need.PICTURE, Need.RENDER, Need.HISTORY, Need.FLEET)
"""Needs that no part of this version can meet."""
_PASSED = Passed()


def judge(case: Case, rules: Sequence[Rule], settings: JudgeSettings, today: date) -> Outcome:
    """Judge one site. Never raises for a bad site; a rule that raises is counted in the outcome.

    Args:
        case: The site with its readings, failures and filing.
        rules: The loaded rules, in the order of their ids; those switched off are left out here.
        settings: How to judge.
        today: The date in Beijing.
    """
    active = [rule for rule in rules if triage.is_active(rule.info, settings)]
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
    verdicts: dict[str, Verdict] = {}
    findings: list[Finding] = []
    crashed: list[str] = []
    for rule in active:
        options = triage.options(rule.info, settings)
        found = _Judgement(
            rule, replace(context, options=options) if options else context, settings, case.site
        )
        verdicts[rule.info.id] = found.of_site(site) if rule.judge_site else found.of_pages(pages, scopes)
        findings.extend(found.findings)
        if found.crashed:
            crashed.append(rule.info.id)
    page_order = {page.url: number for number, page in enumerate(pages)}
    findings.sort(
        key=lambda one: (page_order.get(one.page or "", 0), one.severity.rank, one.rule, one.place.selector)
    )
    measured = is_measured(verdicts, active)
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
        crashed_rules=tuple(crashed),
        measured=measured,
        clean=measured and is_clean(verdicts, findings),
    )


def _not_checked(case: Case, active: Sequence[Rule]) -> Outcome:
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
        verdicts={rule.info.id: Unmeasured(reason.value) for rule in active},
        filing=case.filing,
    )


class _Judgement:
    """One rule at work on one site."""

    def __init__(self, rule: Rule, context: RuleContext, settings: JudgeSettings, site: Site) -> None:
        self._rule = rule
        self._context = context
        self._settings = settings
        self._site = site
        self._findings: dict[tuple[str, str | None], Finding] = {}
        self.crashed = False

    @property
    def findings(self) -> Iterable[Finding]:
        """In the order of their first faults, each once."""
        return self._findings.values()

    def of_site(self, evidence: SiteEvidence) -> Verdict:
        info = self._rule.info
        if missing := _need_not_met(info, self._site):
            return missing
        judge_site = self._rule.judge_site
        assert judge_site is not None  # noqa: S101 - packs admits a rule with one of the two functions only
        page = evidence.pages[0].url if evidence.pages else None
        try:
            return self._verdict(list(judge_site(evidence, self._context)), page, None)
        except Exception:  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash()

    def of_pages(self, pages: Sequence[PageEvidence], scopes: Sequence[Scope]) -> Verdict:
        verdicts = [self._of_page(page, scope) for page, scope in zip(pages, scopes, strict=True)]
        return worst(verdicts)

    def _of_page(self, page: PageEvidence, scope: Scope) -> Verdict:
        info = self._rule.info
        if page.reading.blocked_by is not None:
            return Unmeasured("blocked-by-provider")
        if owes_presence(info) and scope.presence is not None:
            return scope.presence
        if missing := _need_not_met(info, self._site):
            return missing
        judge_page = self._rule.judge_page
        assert judge_page is not None  # noqa: S101 - packs admits a rule with one of the two functions only
        try:
            says = list(judge_page(page, self._context))
            if page.reading.needs_rendering is not None:
                says = [_unless_seen(one) for one in says]
            return self._verdict(says, page.url, scope)
        except Exception:  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash()

    def _crash(self) -> Verdict:
        self.crashed = True
        return Unmeasured("rule-crashed")

    def _verdict(self, says: list[RuleSays], page: str | None, scope: Scope | None) -> Verdict:
        if not says:
            return _PASSED
        faults = [one for one in says if isinstance(one, Fault)]
        for fault in faults:
            finding = triage.finding(self._rule, fault, self._context, self._settings, page=page)
            if scope is not None and owes_presence(self._rule.info):
                finding = triage.soften(finding, scope, self._settings)
            self._add(finding)
        if faults:
            return Failed()
        others: list[Verdict] = [one for one in says if not isinstance(one, Fault)]
        return worst(others)

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


def _need_not_met(info: RuleInfo, site: Site) -> Verdict | None:
    for need in info.needs:
        if need in _NEVER_OFFERED_YET or (need is Need.RESPONSE and isinstance(site.target, SavedPage)):
            return Unmeasured(f"not-offered:{need.value}")
    return None


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
