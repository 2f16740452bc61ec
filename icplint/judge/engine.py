"""Judges a case by the rules: verdicts and findings of one site."""

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import assert_never
from urllib.parse import urlsplit

from icplint.facts.domains import is_address, registrable_domain
from icplint.facts.platforms import cannot_be_filed
from icplint.judge import triage
from icplint.judge.docket import Listed, docket
from icplint.judge.presence import page_evidence
from icplint.judge.profile import profile_of
from icplint.judge.scope import Scope, scope_of
from icplint.judge.suppress import Suppressor
from icplint.judge.verdicts import is_clean, is_measured, worst
from icplint.model.answer import NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import Filing
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Outcome, Passed, Verdict
from icplint.model.reading import Reading
from icplint.model.rule import (
    Fault,
    JudgePage,
    JudgeSite,
    NotApplicable,
    PageEvidence,
    Rule,
    RuleContext,
    RuleSays,
    SiteEvidence,
    Unmeasured,
    Without,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import Saved, SavedFolder, Site
from icplint.model.suppression import Suppressed

_OTHER_FIELDS = tuple(one.name for one in fields(RuleContext) if one.name != "options")
_PASSED = Passed()
_FAILED = Failed()
_UNSEEN = Unmeasured("needs-rendering")


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
    )
    site = SiteEvidence(site=case.site, host=host, domain=domain or host, pages=tuple(pages))
    unread = tuple(Unmeasured(one.reason.value) for one in case.unread)
    hearing = _Hearing(site, scopes, context, settings, unread=unread)
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
    return Outcome(
        site=case.site,
        domain=domain or host or None,
        final_url=_final_url(case.site, reading),
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
        self,
        site: SiteEvidence,
        scopes: Sequence[Scope],
        context: RuleContext,
        settings: JudgeSettings,
        *,
        unread: Sequence[Unmeasured] = (),
    ) -> None:
        self._unread = unread
        """One for each page that was declared and could not be read."""
        self._site = site
        self._pages = tuple(zip(site.pages, scopes, strict=True))
        self._context = context
        self._settings = settings
        self._is_saved = isinstance(site.site.target, Saved)
        self._is_folder = isinstance(site.site.target, SavedFolder)
        self._findings: dict[tuple[str, str | None, Suppressed | None], Finding] = {}
        self._suppressor = Suppressor(
            site.site,
            context.host,
            ((page.url, page.reading) for page, _ in self._pages),
            settings,
            context.today,
        )
        self.crashed: list[str] = []
        """Ids of rules that raised."""

    @property
    def findings(self) -> Iterable[Finding]:
        """In the order of their first faults, each once."""
        return self._findings.values()

    def verdicts(self, active: Sequence[Listed]) -> dict[str, Verdict]:
        """What the rules say of the site, by their ids."""
        verdicts: dict[str, Verdict] = {}
        is_saved, pages = self._is_saved, self._pages
        alone = pages[0] if len(pages) == 1 and not self._unread else None
        for listed in active:
            missing = listed.missing_for_a_saved_page if is_saved else listed.missing
            if listed.judge_site is not None:
                verdicts[listed.id] = missing or self._of_site(listed, listed.judge_site)
            elif listed.judge_page is not None and alone is not None:
                verdicts[listed.id] = self._of_page(listed, listed.judge_page, missing, *alone)
            elif listed.judge_page is not None:
                of_pages = [self._of_page(listed, listed.judge_page, missing, *one) for one in pages]
                verdicts[listed.id] = worst([*of_pages, *self._unread])
        return verdicts

    def _of_site(self, listed: Listed, judge_site: JudgeSite) -> Verdict:
        page = self._site.pages[0].url if self._site.pages else None
        context = self._context_for(listed)
        try:
            return self._verdict(listed, context, list(judge_site(self._site, context)), page, None)
        except (Exception, SystemExit):  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash(listed)

    def _of_page(
        self,
        listed: Listed,
        judge_page: JudgePage,
        missing: Verdict | None,
        page: PageEvidence,
        scope: Scope,
    ) -> Verdict:
        reading = page.reading
        if reading.blocked_by is not None:
            return Unmeasured("blocked-by-provider")
        if listed.is_owed and scope.presence is not None:
            return scope.presence
        if missing is not None:
            return missing
        if listed.about and listed.about.isdisjoint(page.holds):
            return _UNSEEN if reading.needs_rendering is not None else _without(listed.without, page)
        context = self._context_for(listed)
        try:
            says = list(judge_page(page, context))
            if reading.needs_rendering is not None:
                says = [_unless_seen(one) for one in says]
            return self._verdict(listed, context, says, page.url, scope) if says else _PASSED
        except (Exception, SystemExit):  # noqa: BLE001 - a bug in a rule is counted and ends the run with 4; the site goes on
            return self._crash(listed)

    def _context_for(self, listed: Listed) -> RuleContext:
        return _with_options(self._context, listed.options) if listed.options else self._context

    def _crash(self, listed: Listed) -> Verdict:
        if listed.id not in self.crashed:
            self.crashed.append(listed.id)
        return Unmeasured("rule-crashed")

    def _verdict(
        self,
        listed: Listed,
        context: RuleContext,
        says: list[RuleSays],
        page: str | None,
        scope: Scope | None,
    ) -> Verdict:
        if len(says) == 1 and not isinstance(says[0], Fault):
            return says[0]
        others: list[Verdict] = []
        failed = False
        for one in says:
            if not isinstance(one, Fault):
                others.append(one)
                continue
            failed = True
            finding = triage.finding(
                listed.rule, one, context, self._settings, page=page, of_template=self._is_folder
            )
            if scope is not None and listed.is_owed:
                finding = triage.soften(finding, scope, self._settings)
            self._add(finding)
        if failed:
            return _FAILED
        return worst(others) if others else _PASSED

    def _add(self, finding: Finding) -> None:
        """Add a finding; the same one again only raises its count, on its page or, in a folder, on another."""
        finding = self._suppressor.marked(finding)
        key = (finding.fingerprint, None if self._is_folder else finding.page, finding.suppressed)
        known = self._findings.get(key)
        self._findings[key] = finding if known is None else replace(known, count=known.count + 1)


def _with_options(context: RuleContext, options: Mapping[str, object]) -> RuleContext:
    """The context for a rule that has options; `dataclasses.replace` costs twice as much."""
    return RuleContext(options=options, **{name: getattr(context, name) for name in _OTHER_FIELDS})


def _without(why: NotApplicable | Without, page: PageEvidence) -> NotApplicable:
    """What a rule says of a page that holds nothing of what it is about."""
    match why:
        case NotApplicable():
            return why
        case Without.ICP_RUNG:
            return NotApplicable(page.icp_presence.value)
        case Without.PSB_RUNG:
            return NotApplicable(page.psb_presence.value)
        case never:
            assert_never(never)


def _unless_seen(says: RuleSays) -> RuleSays:
    """On a page that scripts draw, only what was seen counts: what is absent may be drawn later."""
    if isinstance(says, Fault) and says.about is not None:
        return says
    return says if isinstance(says, Unmeasured) else _UNSEEN


def _page(reading: Reading, case: Case) -> PageEvidence:
    url = case.site.stands_for or reading.response.url
    return page_evidence(reading, url, _host(url))


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
