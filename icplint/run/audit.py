"""A whole audit: every declared site to its outcome, the outcomes to the reports, the counts to an exit code."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import field, replace
from datetime import date
from itertools import chain, takewhile
from typing import Protocol

from icplint import __version__
from icplint.collect.sites.site_list import SiteList
from icplint.errors import OutputError
from icplint.late import dataclass
from icplint.model.exit_code import ExitCode
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.run import ReportHead, RunFacts, Tool
from icplint.model.settings import Settings
from icplint.model.site import Saved, Site
from icplint.model.text import Text
from icplint.packs import rules_hash
from icplint.run.collector import held_back_collector
from icplint.run.count import Tally
from icplint.run.execute.ctrl_c import noted_ctrl_c
from icplint.run.execute.executor import Executor, RunEnd, give_interrupted
from icplint.run.exit_code import exit_code, gravest
from icplint.run.old_debts import old_debts, without_old_debts
from icplint.run.outputs import Output, OutputDesk, kept_off
from icplint.run.reading import check_saved
from icplint.run.registers import open_file, ready_register
from icplint.run.spool import Spool
from icplint.run.suppression_notes import SuppressionLedger
from icplint.run.wiring import World, executor_for
from icplint.words import cli_talk


class Watcher(Protocol):
    """Follows a run, for whoever sits before it."""

    def watch(self, sites: int) -> AbstractContextManager[None]:
        """Follow a run of so many sites until the block is left."""

    def note(self, what: Text) -> None:
        """Something about the run's material that a reader should know."""

    def see(self, outcome: Outcome) -> None:
        """A site is done."""

    def fail(self, error: OutputError) -> None:
        """A report could not be written; the others are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an audit is asked for."""

    sites: SiteList
    """Gone through once, so that a long list takes no more memory than a short one."""
    rules: tuple[Rule, ...]
    settings: Settings
    settings_told: Mapping[str, object] = field(default_factory=dict)
    """What differs from the defaults, as the report tells it."""
    outputs: tuple[Output, ...]
    executor: Executor | None = None
    """Who checks the sites of the web; None: whom the settings name."""


def audit(order: Order, world: World, watcher: Watcher) -> ExitCode:
    """Audit all sites of an order and write its reports.

    Reports are tried before the run and appear whole at its end, or not at all. Ctrl-C ends the run early:
    sites not finished by then are reported as interrupted.

    Raises:
        IcplintError: An output or a rule file cannot be used; nothing was fetched yet.
    """
    started_at = world.now()
    run_id = world.make_id(started_at)
    today = world.today()
    debts = old_debts(order.settings)
    ledger = SuppressionLedger(order.settings.judge, order.rules, today)

    def triage(outcome: Outcome) -> Outcome:
        ledger.see(outcome)
        return without_old_debts(outcome, debts)

    with (
        OutputDesk(order.outputs, run_id, order.settings.language) as desk,
        Spool() as spool,
        ready_register(order.settings, today, watcher.note) as settings,
    ):
        checking = _Checking(replace(order, settings=settings), today, desk, spool, watcher, triage=triage)
        with watcher.watch(order.sites.declared):
            checking.check_all()
        if desk.is_unread:
            return ExitCode.INTERRUPTED
        checking.account_for_all()
        summary = checking.tally.summary(rejected=len(order.sites.rejected))
        head = ReportHead(
            tool=Tool(version=__version__, rules_hash=rules_hash(order.rules)),
            run=RunFacts(
                id=run_id,
                started_at=started_at,
                finished_at=world.now(),
                basis_level=settings.judge.basis_level,
                checker=settings.judge.checker,
                user_agent=settings.fetch.agent,
                authorised=settings.crawl.authorised,
                pace=settings.crawl,
                left_out=order.sites.left_out,
                interrupted=checking.is_interrupted,
                settings=order.settings_told,
                suppression_notes=ledger.notes(),
                more_suppression_notes=ledger.untold,
            ),
            has_baseline=debts is not None,
            rejected=order.sites.rejected,
            summary=summary,
            rule_titles={rule.info.id: rule.info.title for rule in order.rules},
            rules=tuple(rule.info for rule in order.rules),
        )
        with noted_ctrl_c() as late:  # what is finished is reported, whenever Ctrl-C comes
            failures = desk.finish(head, spool)
        limits = desk.limits(summary)
    for limit in limits:
        watcher.note(limit)
    if order.sites.left_out:
        watcher.note(cli_talk.LEFT_OUT.fill(count=str(order.sites.left_out)))
    for failure in failures:
        watcher.fail(failure)
    ended = exit_code(
        summary,
        fail_on=settings.fail_on,
        min_coverage=settings.min_coverage,
        exit_zero=settings.exit_zero,
        interrupted=checking.is_interrupted or late.came,
    )
    return gravest([ended, *(ExitCode.USAGE for _ in failures)])


class _Checking:
    """The part of an audit that brings each site to its outcome."""

    def __init__(
        self,
        order: Order,
        today: date,
        desk: OutputDesk,
        spool: Spool,
        watcher: Watcher,
        *,
        triage: Callable[[Outcome], Outcome],
    ) -> None:
        self._sites = order.sites
        self._coming = kept_off(order.sites.sites, order.outputs)
        self._settings = order.settings
        self._executor = order.executor
        self._today = today
        self._desk = desk
        self._spool = spool
        self._watcher = watcher
        self._triage = triage
        self._rules = order.rules
        self.tally = Tally()
        self.is_interrupted = False

    def check_all(self) -> None:
        """Give an outcome for each site.

        Saved pages are checked here as long as no site of the web comes: a run over files alone never pays
        for trio and TLS. From the first site of the web on, an executor takes them all; from the first of all,
        where a service is asked what was filed.
        """
        first_of_web: list[Site] = []
        with (
            held_back_collector(),
            noted_ctrl_c() as noted,
            open_file(self._settings.register, self._today) as look_up,
        ):
            for site in self._coming:
                if not isinstance(site.target, Saved) or self._settings.register.is_service or noted.came:
                    first_of_web.append(site)
                    break
                outcome = check_saved(
                    site, self._rules, self._settings, self._today, look_up, stop=lambda: noted.came
                )
                self._give(outcome)
                if self._desk.is_unread:
                    return
        rest = chain(first_of_web, self._coming)
        if noted.came:
            self.is_interrupted = True
            give_interrupted(rest, self._give, rules=self._rules, settings=self._settings, today=self._today)
        elif first_of_web:
            # Where nobody reads on (`| head`), no further site is begun.
            sites = takewhile(lambda _: not self._desk.is_unread, rest)
            end = (self._executor or executor_for(self._settings))(
                sites, self._settings, self._give, today=self._today
            )
            self.is_interrupted = end is RunEnd.INTERRUPTED

    def account_for_all(self) -> None:
        """Hold that each declared site has its one outcome: a report that lost a site must not be written."""
        owed = self._sites.declared - len(self._sites.rejected)
        if len(self._spool) != owed or any(index not in self._spool for index in range(owed)):
            raise AssertionError(f"{owed} sites were declared, {len(self._spool)} have an outcome")

    def _give(self, outcome: Outcome) -> None:
        outcome = self._triage(outcome)
        self._spool.put(outcome)
        self.tally.add(outcome)
        self._desk.stream(outcome)
        self._watcher.see(outcome)
