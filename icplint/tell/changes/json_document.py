"""Changes, runs and histories for programs. The shapes are contracts: keys are added, never renamed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from icplint import __version__
from icplint.model.finding import Finding
from icplint.model.scan import Change, ChangeKind, RunRecord, Spell
from icplint.tell.report.json_text import json_bytes, members
from icplint.tell.report.moments import utc
from icplint.tell.report.v1 import finding_object, summary_object
from icplint.tell.report.v1_pages import Json

DIFF, RUNS, HISTORY = "icplint/diff/v1", "icplint/runs/v1", "icplint/history/v1"
_TOOL = {"name": "icplint", "version": __version__}


def change_parts(
    before: RunRecord, after: RunRecord, counts: Mapping[ChangeKind, int], changes: Iterable[Change]
) -> Iterator[bytes]:
    """One document, a change on each line."""
    head = {
        "schema": DIFF,
        "tool": _TOOL,
        "before": run_object(before),
        "after": run_object(after),
        "counts": {kind.value: counts[kind] for kind in ChangeKind},
    }
    yield b"{" + members(head) + b',"changes":['
    separator = b"\n"
    for change in changes:
        yield separator + json_bytes(_change(change))
        separator = b",\n"
    yield b"\n]}\n"


def runs_document(runs: Sequence[RunRecord]) -> bytes:
    """The runs of a store, the oldest first."""
    return json_bytes({"schema": RUNS, "tool": _TOOL, "runs": [run_object(one) for one in runs]}) + b"\n"


def history_document(sites: Iterable[tuple[str, Iterable[tuple[str, Spell]]]]) -> bytes:
    """What became of sites: of each address its spells, the oldest first."""
    told = [
        {"address": address, "spells": [_spell(list_name, one) for list_name, one in spells]}
        for address, spells in sites
    ]
    return json_bytes({"schema": HISTORY, "tool": _TOOL, "sites": told}) + b"\n"


def run_object(run: RunRecord) -> Json:
    """A run, as the store knows it."""
    return {
        "id": run.id,
        "name": run.name,
        "list": run.list_name,
        "previous": run.previous_id,
        "state": run.state.value,
        "started_at": utc(run.started_at),
        "finished_at": None if run.finished_at is None else utc(run.finished_at),
        "sites": run.declared,
        "done": run.done,
        "rejected": run.rejected,
        "left_out": run.left_out,
        "exit_code": run.exit_code,
        "thinned": run.is_thinned,
        "summary": None if run.summary is None else summary_object(run.summary),
    }


def _change(change: Change) -> Json:
    finding = change.finding
    return {
        "kind": change.kind.value,
        "site": change.label,
        "address": change.address,
        "responsible": change.responsible,
        "rule": None if finding is None else finding.rule,
        "fingerprint": None if finding is None else finding.fingerprint,
        "reason": change.reason,
        "before": _maybe(change.before),
        "after": _maybe(change.after),
        "found": [finding_object(one) for one in change.found],
    }


def _maybe(finding: Finding | None) -> Json | None:
    return None if finding is None else finding_object(finding)


def _spell(list_name: str, spell: Spell) -> Json:
    return {
        "list": list_name,
        "run": spell.first_run,
        "since": utc(spell.since),
        "left": spell.is_gone,
        "reason": spell.reason,
        "measured": spell.measured,
        "findings": [finding_object(one) for one in spell.findings],
    }
