"""The runs of a store: begun, declared, finished or given up, and counted."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, insert, literal, null, select, update

from icplint.keep.store import codec
from icplint.keep.store.locks import Lock
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import Moment, rejected_row, result, run, site_list, task, transition, verdicts
from icplint.keep.store.states import DONE, DUE, SECOND_LOOK_DUE
from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason
from icplint.model.rule import Unmeasured
from icplint.model.run import Summary
from icplint.model.scan import RunRecord, RunState
from icplint.model.site import RejectedRow
from icplint.model.text import Text

_NOT_OFFERED = "not-offered:"
_COUNTED = ("errors", "warnings", "infos", "suppressed", "baselined", "below_confidence", "crashed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a run begins with."""

    name: str
    list_id: int
    started_at: datetime
    settings_digest: str
    facts: Mapping[str, object]


class Runs:
    """The runs of a store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def begin(self, beginning: Beginning, lock: Lock) -> RunRecord:
        """Begin a run whose sites are still to be declared; the one before it is the last that was finished."""
        with self._store.writing() as connection:
            lock.hold(connection, self._clock())
            previous = connection.scalar(
                select(func.max(run.c.id)).where(
                    run.c.list_id == beginning.list_id, run.c.state == RunState.FINISHED.value
                )
            )
            made = connection.execute(
                insert(run).values(
                    name=beginning.name,
                    list_id=beginning.list_id,
                    previous_id=previous,
                    state=RunState.DECLARING.value,
                    started_at=beginning.started_at,
                    declared=0,
                    left_out=0,
                    settings_digest=beginning.settings_digest,
                    facts=json.dumps(beginning.facts),
                    is_thinned=False,
                )
            )
            run_id = made.inserted_primary_key[0] if made.inserted_primary_key else 0
            return self._record(connection, run_id)

    def declared(
        self, record: RunRecord, lock: Lock, *, rejected: Iterable[RejectedRow], left_out: int
    ) -> RunRecord:
        """Close the declaration: from here on the run owes an outcome for each of its sites."""
        rows = [
            {
                "run_id": record.id,
                "number": number,
                "source": one.source,
                "line": one.line,
                "reason_en": one.reason.en,
                "reason_zh": one.reason.zh,
            }
            for number, one in enumerate(rejected)
        ]
        with self._store.writing() as connection:
            lock.hold(connection, self._clock())
            if rows:
                connection.execute(insert(rejected_row), rows)
            count = select(func.count()).where(task.c.run_id == record.id).scalar_subquery()
            connection.execute(
                update(run)
                .where(run.c.id == record.id)
                .values(state=RunState.RUNNING.value, left_out=left_out, declared=count)
            )
            return self._record(connection, record.id)

    def finish(self, record: RunRecord, lock: Lock, *, exit_code: int, summary: Summary) -> RunRecord:
        """Close a run that owes nothing any more."""
        now = self._clock()
        with self._store.writing() as connection:
            lock.hold(connection, now)
            owed = connection.scalar(
                select(func.count()).where(task.c.run_id == record.id, task.c.state != DONE)
            )
            if owed:
                raise AssertionError(f"run {record.name} still owes {owed} sites")
            self._note_those_who_left(connection, record, now)
            connection.execute(
                update(run)
                .where(run.c.id == record.id)
                .values(
                    state=RunState.FINISHED.value,
                    finished_at=now,
                    exit_code=exit_code,
                    summary=codec.summary_text(summary),
                )
            )
            return self._record(connection, record.id)

    def abandon(self, record: RunRecord, lock: Lock) -> None:
        """Give a run up that was cut off: what it did not come to ends as not checked."""
        now = self._clock()
        of_run = task.c.run_id == record.id
        with self._store.writing() as connection:
            lock.hold(connection, now)
            connection.execute(
                update(task)
                .where(of_run, task.c.state == DUE)
                .values(
                    state=DONE, ended_at=now, reason=NotCheckedReason.INTERRUPTED.value, is_measured=False
                )
            )
            connection.execute(update(task).where(of_run, task.c.state == SECOND_LOOK_DUE).values(state=DONE))
            connection.execute(
                update(run)
                .where(run.c.id == record.id)
                .values(state=RunState.ABANDONED.value, finished_at=now)
            )

    def drop(self, record: RunRecord, lock: Lock) -> None:
        """Forget a run that was cut off while it was declared: nobody was asked yet."""
        with self._store.writing() as connection:
            lock.hold(connection, self._clock())
            for table in (task, rejected_row):
                connection.execute(table.delete().where(table.c.run_id == record.id))
            connection.execute(run.delete().where(run.c.id == record.id))

    def summary(self, record: RunRecord) -> Summary:
        """The counts of a run, as the ledger has them."""

        def times(condition: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own
            return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

        def total(column: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own
            return func.coalesce(func.sum(column), 0)

        reported = result.c.errors + result.c.warnings + result.c.infos
        of_run = task.c.run_id == record.id
        with self._store.reading() as connection:
            row = connection.execute(
                select(
                    func.count().label("sites"),
                    times(task.c.is_measured).label("measured"),
                    times(task.c.is_clean).label("clean"),
                    times(task.c.is_measured & ~task.c.is_clean & (reported == 0)).label("incomplete"),
                    *(total(result.c[name]).label(name) for name in _COUNTED),
                )
                .select_from(task.outerjoin(result, result.c.digest == task.c.result))
                .where(of_run)
            ).one()
            said = connection.execute(
                select(verdicts.c.content, func.count())
                .select_from(
                    task.join(result, result.c.digest == task.c.result).join(
                        verdicts, verdicts.c.digest == result.c.verdicts
                    )
                )
                .where(of_run)
                .group_by(verdicts.c.digest, verdicts.c.content)
            ).all()
            rejected = self._rejected_count(connection, record.id)
        not_offered: Counter[str] = Counter()
        for content, sites in said:
            for verdict in codec.read_verdicts(content).values():
                if isinstance(verdict, Unmeasured) and verdict.reason.startswith(_NOT_OFFERED):
                    not_offered[verdict.reason.removeprefix(_NOT_OFFERED)] += sites
        counts = {name: int(getattr(row, name)) for name in ("measured", "clean", "incomplete", *_COUNTED)}
        sites = row.sites + rejected
        return Summary(
            sites=sites,
            unmeasured=sites - counts["measured"],
            rejected=rejected,
            not_offered=dict(sorted(not_offered.items())),
            **counts,
        )

    def count(self, record: RunRecord, state: int) -> int:
        """How many sites of a run are in a state of the ledger."""
        asked = select(func.count()).where(task.c.run_id == record.id, task.c.state == state)
        with self._store.reading() as connection:
            return connection.scalar(asked) or 0

    def rejected(self, record: RunRecord) -> tuple[RejectedRow, ...]:
        """The rows of the list that name no site."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(rejected_row).where(rejected_row.c.run_id == record.id).order_by(rejected_row.c.number)
            ).all()
        return tuple(
            RejectedRow(row.source, row.line, Text(en=row.reason_en, zh=row.reason_zh)) for row in rows
        )

    def run(self, run_id: int) -> RunRecord:
        """A run by its number."""
        with self._store.reading() as connection:
            return self._record(connection, run_id)

    def runs(self, *, list_id: int | None = None) -> tuple[RunRecord, ...]:
        """All runs, or those of one list, the oldest first."""
        asked = _run_rows().order_by(run.c.id)
        if list_id is not None:
            asked = asked.where(run.c.list_id == list_id)
        with self._store.reading() as connection:
            return tuple(self._counted(connection, row) for row in connection.execute(asked).all())

    def unfinished(self, list_id: int | None = None) -> RunRecord | None:
        """The last run that was cut off: of a list, or of the store."""
        waiting = (RunState.DECLARING, RunState.RUNNING)
        return next((one for one in reversed(self.runs(list_id=list_id)) if one.state in waiting), None)

    def _record(self, connection: Connection, run_id: int) -> RunRecord:
        return self._counted(connection, connection.execute(_run_rows().where(run.c.id == run_id)).one())

    def _counted(self, connection: Connection, row: Row[Any]) -> RunRecord:
        done = row.declared
        if row.state in (RunState.DECLARING.value, RunState.RUNNING.value):  # else it owes nothing
            asked = select(func.count()).where(task.c.run_id == row.id, task.c.state == DONE)
            done = connection.scalar(asked) or 0
        return _run_record(row, done, self._rejected_count(connection, row.id))

    def _rejected_count(self, connection: Connection, run_id: int) -> int:
        return (
            connection.scalar(
                select(func.count()).select_from(rejected_row).where(rejected_row.c.run_id == run_id)
            )
            or 0
        )

    def _note_those_who_left(self, connection: Connection, record: RunRecord, now: datetime) -> None:
        if record.previous_id is None:
            return
        here = task.alias("here")
        gone = select(
            literal(record.id), task.c.site_id, literal(now, Moment()), task.c.result, null()
        ).where(
            task.c.run_id == record.previous_id,
            ~select(here.c.site_id)
            .where(here.c.run_id == record.id, here.c.site_id == task.c.site_id)
            .exists(),
        )
        columns = ["run_id", "site_id", "at", "before", "after"]
        connection.execute(insert(transition).from_select(columns, gone))


def _run_rows() -> Select[Any]:
    return select(run, site_list.c.name.label("list_name")).join(site_list, site_list.c.id == run.c.list_id)


def _run_record(row: Row[Any], done: int, rejected: int) -> RunRecord:
    return RunRecord(
        id=row.id,
        name=row.name,
        list_id=row.list_id,
        list_name=row.list_name,
        previous_id=row.previous_id,
        state=RunState(row.state),
        started_at=row.started_at,
        finished_at=row.finished_at,
        declared=row.declared,
        rejected=rejected,
        done=done,
        left_out=row.left_out,
        exit_code=row.exit_code,
        settings_digest=row.settings_digest,
        facts=json.loads(row.facts),
        summary=None if row.summary is None else codec.read_summary(row.summary),
        is_thinned=row.is_thinned,
    )
