"""The end of a run: its counts, its reports, what changed, its metrics."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from icplint import __version__
from icplint.keep.store.changes import Changes
from icplint.keep.store.outcomes import StoredOutcomes
from icplint.model.answer import NotCheckedReason
from icplint.model.exit_code import ExitCode
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.run import ReportHead, RunFacts, Summary, Tool
from icplint.model.scan import ChangeKind, RunRecord
from icplint.model.settings import Settings
from icplint.model.site import RejectedRow, Site
from icplint.packs import rules_hash
from icplint.run.drafts import Draft
from icplint.run.execute.ctrl_c import noted_ctrl_c
from icplint.run.exit_code import exit_code, gravest
from icplint.run.not_checked import INTERRUPTED, not_checked
from icplint.run.outputs import OutputDesk
from icplint.run.scan.work import Scanned, Work
from icplint.run.suppression_notes import SuppressionLedger
from icplint.run.wiring import World
from icplint.tell.metrics import RunMetrics, metrics_text


def close(work: Work, record: RunRecord, desk: OutputDesk) -> Scanned:
    """Close the run, and write its reports."""
    settings = work.order.settings
    summary = work.patience(partial(work.runs.summary, record))
    outcomes = StoredOutcomes(
        work.store, record.id, lambda site: not_reached(site, work.order.rules, settings, work.world.today())
    )
    facts = work.facts(record.started_at)
    if settings.judge.suppress:
        ledger = SuppressionLedger(settings.judge, work.order.rules, work.world.today())
        for outcome in outcomes:
            ledger.see(outcome)
        facts = replace(facts, suppression_notes=ledger.notes(), more_suppression_notes=ledger.untold)
    code = exit_code(
        summary,
        fail_on=settings.fail_on,
        min_coverage=settings.min_coverage,
        exit_zero=settings.exit_zero,
    )
    record = work.patience(partial(work.runs.finish, record, work.lock, exit_code=code, summary=summary))
    head = head_of(
        record,
        replace(facts, left_out=record.left_out, finished_at=record.finished_at or work.world.now()),
        work.order.rules,
        summary,
        work.runs.rejected(record),
        has_baseline=work.debts is not None,
    )
    with noted_ctrl_c() as late:
        failures = desk.finish(head, outcomes)
    for limit in desk.limits(summary):
        work.watcher.note(limit)
    for failure in failures:
        work.watcher.fail(failure)
    changes = _changes(work, record)
    told = gravest([code, *(ExitCode.USAGE for _ in failures)])
    return Scanned(
        code=ExitCode.INTERRUPTED if late.came else told,
        run=record,
        summary=summary,
        changes=changes,
    )


def _changes(work: Work, record: RunRecord) -> Mapping[ChangeKind, int] | None:
    if record.previous_id is None:
        return None
    before = work.patience(partial(work.runs.run, record.previous_id))
    if before.is_thinned:
        return None
    return work.patience(Changes(work.store, before, record).counts)


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


def ready_metrics(stack: ExitStack, settings: Settings, world: World) -> Draft | None:
    """The file of metrics, tried before anything is asked for; None: none is wanted."""
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


def write_metrics(draft: Draft, scanned: Scanned, summary: Summary) -> None:
    """Put the file of metrics in its place."""
    draft.file.write(metrics_text(_metrics(scanned, summary)))
    draft.publish()
