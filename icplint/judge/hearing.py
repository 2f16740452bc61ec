"""All rules at work on one site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import assert_never

from icplint.judge import triage
from icplint.judge.docket import Listed
from icplint.judge.scope import Scope
from icplint.judge.suppress import Suppressor
from icplint.judge.verdicts import is_gap, worst
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Passed, Verdict
from icplint.model.rule import (
    Fault,
    JudgePage,
    JudgeSite,
    NotApplicable,
    PageEvidence,
    Presence,
    RuleContext,
    RuleSays,
    SiteEvidence,
    Unmeasured,
    Without,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import Saved, SavedFolder
from icplint.model.suppression import Suppressed

_OTHER_FIELDS = tuple(one.name for one in fields(RuleContext) if one.name != "options")
_PASSED = Passed()
_FAILED = Failed()
_UNSEEN = Unmeasured("needs-rendering")
_ON_RUNG = {presence: NotApplicable(presence.value) for presence in Presence}


class Hearing:
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
        self._contexts: dict[str, RuleContext] = {}
        """Of rules that have options."""
        self._settings = settings
        self._is_saved = isinstance(site.site.target, Saved)
        self._is_folder = isinstance(site.site.target, SavedFolder)
        self._has_sample = any(page.reading.is_sampled for page in site.pages)
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
        self.open_beside_faults: dict[str, bool] = {}
        """Rules that failed on one page and are open on another; True: presence rules."""

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
                if self._has_sample:
                    of_pages = self._without_gaps_of_the_sample(of_pages)
                verdict = verdicts[listed.id] = worst([*of_pages, *self._unread])
                if isinstance(verdict, Failed) and any(map(is_gap, (*of_pages, *self._unread))):
                    self.open_beside_faults[listed.id] = listed.is_owed
        return verdicts

    def _without_gaps_of_the_sample(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """What further pages could not tell is no gap: nobody declared them."""
        return [
            verdict
            for verdict, (page, _) in zip(verdicts, self._pages, strict=True)
            if not (page.reading.is_sampled and isinstance(verdict, Unmeasured))
        ]

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
        if not listed.options:
            return self._context
        if listed.id not in self._contexts:
            self._contexts[listed.id] = _with_options(self._context, listed.options)
        return self._contexts[listed.id]

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
                listed.rule, one, context, self._settings, page=page, known_by=self._known_by(page)
            )
            if scope is not None:
                finding = triage.soften(finding, scope, self._settings, is_owed=listed.is_owed)
            self._add(finding)
        if failed:
            return _FAILED
        return worst(others) if others else _PASSED

    def _known_by(self, page: str | None) -> str | None:
        """The page in a finding's fingerprint: of a sample the home page, whichever pages were chosen this time."""
        if self._is_folder or page is None:
            return None
        return self._pages[0][0].url if self._has_sample else page

    def _add(self, finding: Finding) -> None:
        """Add a finding; the same one again only raises its count: on its page or, of one template, on another."""
        finding = self._suppressor.marked(finding)
        is_of_template = self._is_folder or self._has_sample
        key = (finding.fingerprint, None if is_of_template else finding.page, finding.suppressed)
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
            return _ON_RUNG[page.icp_presence]
        case Without.PSB_RUNG:
            return _ON_RUNG[page.psb_presence]
        case never:
            assert_never(never)


def _unless_seen(says: RuleSays) -> RuleSays:
    """On a page that scripts draw, only what was seen counts: what is absent may be drawn later."""
    if isinstance(says, Fault) and says.about is not None:
        return says
    return says if isinstance(says, Unmeasured) else _UNSEEN
