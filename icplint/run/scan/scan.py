"""A scheduled scan, from its list to its reports. Start reading at `scan`."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from icplint import __version__
from icplint.collect.sites.site_list import SiteList
from icplint.errors import StoreError, UsageError
from icplint.keep.store import codec
from icplint.keep.store.changes import Changes
from icplint.keep.store.commits import Commits
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.locks import Lock, list_id_of
from icplint.keep.store.opening import Store, open_store
from icplint.keep.store.outcomes import StoredOutcomes
from icplint.keep.store.runs import Beginning, Runs
from icplint.keep.store.states import DUE, SECOND_LOOK_DUE
from icplint.model.answer import NotCheckedReason
from icplint.model.exit_code import ExitCode
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.run import ReportHead, RunFacts, Summary, Tool
from icplint.model.scan import ChangeKind, RunRecord, RunState
from icplint.model.settings import Settings
from icplint.model.site import RejectedRow, Saved, Site
from icplint.model.text import Text
from icplint.model.window import Window
from icplint.packs import rules_hash
from icplint.run.audit import Watcher
from icplint.run.drafts import Draft
from icplint.run.execute.ctrl_c import noted_ctrl_c
from icplint.run.execute.executor import RunEnd
from icplint.run.exit_code import exit_code, gravest
from icplint.run.not_checked import INTERRUPTED, not_checked
from icplint.run.old_debts import old_debts, without_old_debts
from icplint.run.outputs import Output, OutputDesk
from icplint.run.registers import ready_register
from icplint.run.scan.same_settings import settings_digest
from icplint.run.scan.writer import Patience, StoreWriter
from icplint.run.suppression_notes import SuppressionLedger
from icplint.run.wiring import World, executor_for
from icplint.tell.metrics import RunMetrics, metrics_text
from icplint.words import scan as words

RESUMED_WITHIN = timedelta(hours=20)
"""The same command goes on with a run that began so recently; a nightly scan that was cut off begins anew."""
_DECLARED_AT_ONCE = 2_000
_SLICE_S = 0.5
"""How long a Ctrl-C may stay unseen while nothing is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOrder:
    """What a scan is asked for."""

    sites: SiteList | None
    """None: go on with the run that was cut off."""
    list_name: str
    """How the list is known from run to run."""
    resumes: bool
    rules: tuple[Rule, ...]
    settings: Settings
    settings_told: dict[str, object] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    delay_s: float = 0.0
    """How long to wait before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """How a scan ended."""

    code: ExitCode
    run: RunRecord
    summary: Summary | None = None
    """None: it was interrupted."""
    changes: Mapping[ChangeKind, int] | None = None
    """Since the run before; None: there is none to compare with."""


def scan(order: ScanOrder, world: World, watcher: Watcher) -> Scanned:
    """Scan a list, or go on with a run of it.

    Raises:
        IcplintError: A setting, an output or the store cannot be used. What was committed is kept.
    """
    settings = order.settings
    with ExitStack() as stack:
        desk = stack.enter_context(
            OutputDesk(order.outputs, world.make_id(world.now()), settings.language, streams=False)
        )
        store = stack.enter_context(opened(settings, may_make=order.sites is not None))
        if store.evidence is None:
            refused = words.NO_EVIDENCE_FOLDER.fill(store=store.name)
            raise StoreError(refused.en, refused.zh)
        _wait_for_jitter(order, watcher)
        patience = Patience(store.name, settings.scan.store_patience_s, watcher.note)
        runs = Runs(store, world.now)
        lock = stack.enter_context(_locked(store, order, runs, world.now, patience))
        metrics = _ready_metrics(stack, settings, world)
        scanning = _Scanning(order, world, watcher, store=store, lock=lock, patience=patience)
        record = scanning.ready_run()
        with ready_register(settings, world.today(), watcher.note) as ready:
            is_whole = scanning.check_all(record, ready)
        record = patience(lambda: runs.run(record.id))
        if not is_whole:
            counts = {"done": f"{record.done:,}", "declared": f"{record.declared:,}", "run": record.name}
            watcher.note(words.INTERRUPTED.fill(**counts))
            return Scanned(code=ExitCode.INTERRUPTED, run=record)
        scanned = scanning.end(record, desk)
        if metrics is not None and scanned.summary is not None:
            metrics.file.write(metrics_text(_metrics(scanned, scanned.summary)))
            metrics.publish()
        return scanned


def opened(settings: Settings, *, may_make: bool) -> Store:
    """The store that the settings name.

    Raises:
        UsageError: They name none.
        StoreError: It cannot be used.
    """
    if settings.scan.store is None:
        raise UsageError(words.NO_STORE.en, words.NO_STORE.zh)
    evidence = settings.scan.evidence
    return open_store(
        settings.scan.store, evidence=None if evidence is None else Path(evidence), may_make=may_make
    )


class _Scanning:
    """One scan at work."""

    def __init__(
        self,
        order: ScanOrder,
        world: World,
        watcher: Watcher,
        *,
        store: Store,
        lock: Lock,
        patience: Patience,
    ) -> None:
        self._order = order
        self._world = world
        self._watcher = watcher
        self._store = store
        self._lock = lock
        self._patience = patience
        self._runs = Runs(store, world.now)
        self._ledger = Ledger(store, world.now)
        self._commits = Commits(store, world.now)
        self._debts = old_debts(order.settings)
        self._digest = settings_digest(order.settings_told, order.rules)
        self._is_stopped = False

    def ready_run(self) -> RunRecord:
        """The run to work on: the one that was cut off, or a new one with its list declared.

        Raises:
            StoreError: None can be resumed, or not with these settings.
        """
        cut_off = self._patience(lambda: self._runs.unfinished(self._lock.list_id))
        if cut_off is not None and cut_off.state is RunState.DECLARING:
            if self._order.sites is None:
                raise _refused(words.CUT_OFF_EARLY.fill(run=cut_off.name))
            self._patience(partial(self._runs.drop, cut_off, self._lock))
            cut_off = None
        if cut_off is not None:
            why = self._why_not(cut_off)
            if why is None:
                counts = {"done": f"{cut_off.done:,}", "declared": f"{cut_off.declared:,}"}
                self._watcher.note(words.GOES_ON.fill(run=cut_off.name, **counts))
                return cut_off
            self._patience(partial(self._runs.abandon, cut_off, self._lock))
            undone = f"{cut_off.declared - cut_off.done:,}"
            self._watcher.note(words.ABANDONED.fill(run=cut_off.name, why=why, undone=undone))
        if self._order.sites is None:
            raise _refused(words.NOTHING_TO_RESUME.fill(store=self._store.name))
        return self._begun(self._order.sites)

    def _why_not(self, cut_off: RunRecord) -> Text | None:
        """Why this command does not go on with a run; None: it does."""
        is_same = cut_off.settings_digest == self._digest
        if self._order.resumes and not is_same:
            raise _refused(words.OTHER_SETTINGS.fill(run=cut_off.name))
        if self._order.resumes:
            return None
        if not is_same:
            return words.NOT_THE_SAME
        if self._world.now() - cut_off.started_at > RESUMED_WITHIN:
            return words.TOO_OLD.fill(hours=f"{RESUMED_WITHIN.total_seconds() / 3600:.0f}")
        return None

    def _begun(self, sites: SiteList) -> RunRecord:
        now = self._world.now()
        beginning = Beginning(
            name=self._world.make_id(now),
            list_id=self._lock.list_id,
            started_at=now,
            settings_digest=self._digest,
            facts={"head": codec.facts_json(self._facts(now)), "rules_hash": rules_hash(self._order.rules)},
        )
        record = self._patience(partial(self._runs.begin, beginning, self._lock))
        unfit: list[RejectedRow] = []
        coming = _of_the_web(sites.sites, unfit)
        while batch := list(islice(coming, _DECLARED_AT_ONCE)):
            self._patience(partial(self._ledger.declare, record, batch, self._lock))
        rejected = sorted((*sites.rejected, *unfit), key=lambda one: one.line)
        return self._patience(
            partial(self._runs.declared, record, self._lock, rejected=rejected, left_out=sites.left_out)
        )

    def check_all(self, record: RunRecord, settings: Settings) -> bool:
        """Check what is due, and look again where something is new; False: it was interrupted."""
        settings = replace(settings, judge=replace(settings.judge, has_history=True))
        with self._watcher.watch(record.declared - record.done):
            if not self._look(record, settings, DUE):
                return False
            doubtful = self._patience(lambda: self._runs.count(record, SECOND_LOOK_DUE))
            if not doubtful:
                return True
            # A run that was begun with --confirm owes the second looks, whatever this command says.
            pause = settings.scan.confirm_s or 0
            self._watcher.note(words.CONFIRMS.fill(count=f"{doubtful:,}", seconds=f"{pause:g}"))
            return self._waited(pause) and self._look(record, settings, SECOND_LOOK_DUE)

    def _look(self, record: RunRecord, settings: Settings, state: int) -> bool:
        confirms = settings.scan.confirm_s is not None
        look = 2 if state == SECOND_LOOK_DUE else 1

        def commit(outcomes: Sequence[Outcome]) -> None:
            self._commits.commit(record, outcomes, self._lock, look=look, confirms=confirms)

        def beat() -> None:
            self._lock.beat(self._world.now())

        with noted_ctrl_c() as noted, StoreWriter(commit, beat, self._patience) as writer:

            def is_stopped() -> bool:
                return noted.came or self._is_stopped

            self._patience.stop = is_stopped
            window = settings.scan.window
            due = _Due(partial(self._ledger.due, record, state), writer, window, self._world.now, is_stopped)
            while (
                self._waited_for_the_window(is_stopped)
                and writer.wait_until_short(stop=is_stopped)
                and (batch := self._patience(due.next_batch))
            ):
                end = executor_for(settings)(
                    due.sites(batch), settings, partial(self._give, writer), today=self._world.today()
                )
                self._is_stopped = self._is_stopped or end is RunEnd.INTERRUPTED
            if is_stopped():
                self._patience.hurry()
            return not is_stopped()

    def _waited_for_the_window(self, is_stopped: Callable[[], bool]) -> bool:
        """Wait for the hours in which sites are begun; False: the run is to end."""
        window = self._order.settings.scan.window
        told = False
        while window is not None and not window.is_open(here := self._world.now().astimezone()):
            if not told:
                told = True
                opens = f"{window.opens_at(here):%Y-%m-%d %H:%M}"
                self._watcher.note(words.WAITS_FOR_WINDOW.fill(window=str(window), opens=opens))
            if is_stopped():
                return False
            time.sleep(_SLICE_S)  # noqa: TID251 - no loop is on
        return not is_stopped()

    def _give(self, writer: StoreWriter, outcome: Outcome) -> None:
        if outcome.not_checked is NotCheckedReason.INTERRUPTED:
            self._is_stopped = True  # it stays due
            return
        outcome = without_old_debts(outcome, self._debts)
        writer.put(outcome)
        self._watcher.see(outcome)

    def _waited(self, seconds: float) -> bool:
        """Wait; False: Ctrl-C came."""
        until = time.monotonic() + seconds
        beat_at = time.monotonic()
        with noted_ctrl_c() as noted:
            while not noted.came and (left := until - time.monotonic()) > 0:
                if time.monotonic() - beat_at > _BEATS_WHILE_WAITING_S:
                    beat_at = time.monotonic()
                    self._patience(lambda: self._lock.beat(self._world.now()))
                time.sleep(min(left, _SLICE_S))  # noqa: TID251 - no loop is on
            return not noted.came

    def end(self, record: RunRecord, desk: OutputDesk) -> Scanned:
        """Close the run, and write its reports."""
        settings = self._order.settings
        summary = self._patience(partial(self._runs.summary, record))
        outcomes = StoredOutcomes(self._store, record.id, self._not_reached)
        facts = self._facts(record.started_at)
        if settings.judge.suppress:
            ledger = SuppressionLedger(settings.judge, self._order.rules, self._world.today())
            for outcome in outcomes:
                ledger.see(outcome)
            facts = replace(facts, suppression_notes=ledger.notes(), more_suppression_notes=ledger.untold)
        code = exit_code(
            summary,
            fail_on=settings.fail_on,
            min_coverage=settings.min_coverage,
            exit_zero=settings.exit_zero,
        )
        record = self._patience(
            partial(self._runs.finish, record, self._lock, exit_code=code, summary=summary)
        )
        head = head_of(
            record,
            replace(facts, left_out=record.left_out, finished_at=record.finished_at or self._world.now()),
            self._order.rules,
            summary,
            self._runs.rejected(record),
            has_baseline=self._debts is not None,
        )
        with noted_ctrl_c() as late:
            failures = desk.finish(head, outcomes)
        for limit in desk.limits(summary):
            self._watcher.note(limit)
        for failure in failures:
            self._watcher.fail(failure)
        changes = self._changes(record)
        told = gravest([code, *(ExitCode.USAGE for _ in failures)])
        return Scanned(
            code=ExitCode.INTERRUPTED if late.came else told,
            run=record,
            summary=summary,
            changes=changes,
        )

    def _changes(self, record: RunRecord) -> Mapping[ChangeKind, int] | None:
        if record.previous_id is None:
            return None
        before = self._patience(partial(self._runs.run, record.previous_id))
        if before.is_thinned:
            return None
        return self._patience(Changes(self._store, before, record).counts)

    def _facts(self, started_at: datetime) -> RunFacts:
        settings = self._order.settings
        return RunFacts(
            id="",
            started_at=started_at,
            finished_at=started_at,
            basis_level=settings.judge.basis_level,
            checker=settings.judge.checker,
            user_agent=settings.fetch.agent,
            authorised=settings.crawl.authorised,
            pace=settings.crawl,
            settings=self._order.settings_told,
        )

    def _not_reached(self, site: Site) -> Outcome:
        return not_reached(site, self._order.rules, self._order.settings, self._world.today())


class _Due:
    """The sites that are due, given out as long as they may be begun.

    It never waits for long: a loop that is told to stop would have to wait for it. Where no site may be begun now, it
    ends, and is asked again later.
    """

    def __init__(
        self,
        due: Callable[..., list[Site]],
        writer: StoreWriter,
        window: Window | None,
        clock: Callable[[], datetime],
        is_stopped: Callable[[], bool],
    ) -> None:
        self._due = due
        self._writer = writer
        self._window = window
        self._clock = clock
        self._is_stopped = is_stopped
        self._after = -1
        """The position of the last one that was given out."""

    def next_batch(self) -> list[Site]:
        """Some of those that were not given out yet; none: there are no more."""
        return self._due(after=self._after)

    def sites(self, batch: list[Site]) -> Iterator[Site]:
        """Those of a batch, and of the batches that follow."""
        while batch:
            for number, site in enumerate(batch):
                if number % _ASKED_EVERY == 0 and not self._may_go_on():
                    return
                self._after = site.index
                yield site
            try:
                batch = self.next_batch()
            except SQLAlchemyError:
                return  # who asks next has the patience for it

    def _may_go_on(self) -> bool:
        is_open = self._window is None or self._window.is_open(self._clock().astimezone())
        return is_open and self._writer.wait_until_short(stop=self._is_stopped, most_s=_SHORT_S)


_ASKED_EVERY = 20
"""Sites that are begun before it is asked again whether there is room for what becomes of them."""
_SHORT_S = 2.0
"""How long the store may be waited for before no further site is begun."""
_BEATS_WHILE_WAITING_S = 30.0


def head_of(
    record: RunRecord,
    facts: RunFacts,
    rules: Sequence[Rule],
    summary: Summary,
    rejected: tuple[RejectedRow, ...],
    *,
    has_baseline: bool = False,
) -> ReportHead:
    """What stands in a run's report beside the sites."""
    return ReportHead(
        tool=Tool(version=__version__, rules_hash=rules_hash(rules)),
        run=replace(facts, id=record.name),
        has_baseline=has_baseline,
        rejected=rejected,
        summary=summary,
        rule_titles={rule.info.id: rule.info.title for rule in rules},
        rules=tuple(rule.info for rule in rules),
    )


def not_reached(site: Site, rules: Sequence[Rule], settings: Settings, today: date) -> Outcome:
    """The outcome of a site that a run which was given up did not come to."""
    return not_checked(
        site, NotCheckedReason.INTERRUPTED, INTERRUPTED, rules=rules, settings=settings, today=today
    )


@contextmanager
def _locked(
    store: Store, order: ScanOrder, runs: Runs, clock: Callable[[], datetime], patience: Patience
) -> Iterator[Lock]:
    """The lock of the list that the scan is of."""
    if order.sites is None:
        cut_off = patience(runs.unfinished)
        if cut_off is None:
            raise _refused(words.NOTHING_TO_RESUME.fill(store=store.name))
        list_id = cut_off.list_id
    else:
        list_id = patience(partial(list_id_of, store, order.list_name))
    lock = patience(partial(Lock, store, list_id, clock))
    try:
        yield lock
    finally:
        lock.release_if_possible()


def _ready_metrics(stack: ExitStack, settings: Settings, world: World) -> Draft | None:
    if settings.scan.metrics is None:
        return None
    path = Path(settings.scan.metrics)
    return stack.enter_context(Draft(path, world.make_id(world.now())))


def _metrics(scanned: Scanned, summary: Summary) -> RunMetrics:
    run = scanned.run
    return RunMetrics(
        list_name=run.list_name,
        started_at=run.started_at,
        finished_at=run.finished_at or run.started_at,
        exit_code=scanned.code,
        summary=summary,
        changes=scanned.changes,
    )


def _wait_for_jitter(order: ScanOrder, watcher: Watcher) -> None:
    if order.delay_s > 0:
        watcher.note(words.WAITS_FOR_JITTER.fill(seconds=f"{order.delay_s:.0f}"))
        threading.Event().wait(order.delay_s)


def _of_the_web(sites: Iterator[Site], unfit: list[RejectedRow]) -> Iterator[Site]:
    """The sites that a scan takes; a row of a list that names a saved page goes to the rejected ones."""
    for site in sites:
        if not isinstance(site.target, Saved):
            yield site
        elif site.source is None or site.line is None:
            raise UsageError(f"{site.label}: {words.SAVED_PAGE.en}", f"{site.label}：{words.SAVED_PAGE.zh}")
        else:
            unfit.append(RejectedRow(site.source, site.line, words.SAVED_PAGE))


def _refused(said: Text) -> StoreError:
    return StoreError(said.en, said.zh)
