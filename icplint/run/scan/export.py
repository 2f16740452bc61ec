"""Reports of runs that a store keeps, in any of the formats of `check`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from icplint.errors import OutputError, StoreError
from icplint.keep.store import codec
from icplint.keep.store.opening import Store
from icplint.keep.store.outcomes import StoredOutcomes
from icplint.keep.store.runs import Runs
from icplint.model.rule import Rule
from icplint.model.scan import RunRecord, RunState
from icplint.model.settings import Settings
from icplint.run.outputs import Output, OutputDesk
from icplint.run.scan.ending import head_of, not_reached


def export(
    store: Store,
    runs: Runs,
    record: RunRecord,
    outputs: Sequence[Output],
    *,
    settings: Settings,
    rules: Sequence[Rule],
    today: date,
) -> tuple[tuple[OutputError, ...], int]:
    """Write reports of a run, as they would have been written at its end.

    Returns:
        One error for each output that could not be written, and how many sites are told without the evidence of
        their pages, which was pruned or is damaged.

    Raises:
        StoreError: The run's ledger was pruned.
    """
    if record.is_thinned:
        raise StoreError(
            en=f"run {record.name}: its ledger was pruned; icplint runs tells its counts",
            zh=f"扫描 {record.name}：明细已清理；可用 icplint runs 查看其统计",
        )
    facts = codec.read_run_facts(record.facts.get("head", {}))
    facts = replace(
        facts,
        started_at=record.started_at,
        finished_at=record.finished_at or record.started_at,
        left_out=record.left_out,
        interrupted=record.state is not RunState.FINISHED,
    )
    summary = record.summary or runs.summary(record)
    outcomes = StoredOutcomes(store, record.id, lambda site: not_reached(site, rules, settings, today))
    head = head_of(record, facts, rules, summary, runs.rejected(record))
    with OutputDesk(outputs, record.name, settings.language, streams=False) as desk:
        failures = desk.finish(head, outcomes)
    return failures, outcomes.without_evidence
