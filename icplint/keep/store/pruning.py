"""Takes away what is kept no longer: evidence, then ledgers. Runs, results and transitions stay for ever.

The rows go first, then the files: whatever cuts this off leaves files that no row speaks of, and the next pruning
takes them away.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, union, update

from icplint.keep.store.evidence import DamagedError, Place
from icplint.keep.store.locks import Maintenance
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import (
    attachment,
    blob,
    declaration,
    result,
    run,
    segment,
    task,
    transition,
    verdicts,
)
from icplint.late import dataclass
from icplint.model.scan import RunState

_ENDED = (RunState.FINISHED.value, RunState.ABANDONED.value)
_WASTE = 0.5
"""A segment of which less than this is still wanted is written anew."""


@dataclass(slots=True, kw_only=True)
class Pruned:
    """What was taken away."""

    runs_without_evidence: int = 0
    runs_thinned: int = 0
    blobs: int = 0
    segments: int = 0
    bytes: int = 0


def prune(
    store: Store,
    clock: Callable[[], datetime],
    *,
    keep_evidence: timedelta | None,
    keep_ledger: timedelta | None,
) -> Pruned:
    """Take away what is older than asked for; the last finished run of each list stays whole.

    Args:
        store: The store; no scan may be on.
        clock: The time.
        keep_evidence: How old evidence may grow; None: for ever.
        keep_ledger: How old the ledgers of runs may grow; None: for ever. What is without ledger has no evidence.

    Raises:
        StoreError: A scan is on.
    """
    lock = Maintenance(store, clock)
    try:
        now = clock()
        pruned = Pruned()
        with store.writing() as connection:
            if keep_ledger is not None:
                pruned.runs_thinned = _thin(connection, now - keep_ledger)
            if keep_evidence is not None:
                pruned.runs_without_evidence = _forget_evidence(connection, now - keep_evidence)
            _drop_unreferenced(connection)
            pruned.blobs = _drop_blobs(connection)
        _tidy_folder(store, pruned)
        store.vacuum()
    finally:
        lock.release()
    return pruned


def _old(before: datetime) -> ColumnElement[bool]:
    """Runs that ended, are older, and that no later run will be compared with."""
    last = select(func.max(run.c.id)).where(run.c.state == RunState.FINISHED.value).group_by(run.c.list_id)
    return run.c.state.in_(_ENDED) & (run.c.started_at < before) & run.c.id.not_in(last)


def _thin(connection: Connection, before: datetime) -> int:
    old = list(connection.scalars(select(run.c.id).where(_old(before), run.c.is_thinned.is_(False))))
    for one in old:
        connection.execute(delete(attachment).where(attachment.c.run_id == one))
        connection.execute(delete(task).where(task.c.run_id == one))
    if old:
        connection.execute(update(run).where(run.c.id.in_(old)).values(is_thinned=True))
    return len(old)


def _forget_evidence(connection: Connection, before: datetime) -> int:
    count = 0
    for one in list(connection.scalars(select(run.c.id).where(_old(before), run.c.is_thinned.is_(False)))):
        connection.execute(delete(attachment).where(attachment.c.run_id == one))
        gone = connection.execute(
            update(task).where(task.c.run_id == one, task.c.facts.is_not(None)).values(facts=None, pages=None)
        )
        count += gone.rowcount > 0
    return count


def _drop_unreferenced(connection: Connection) -> None:
    wanted = union(
        select(task.c.result.label("digest")).where(task.c.result.is_not(None)),
        select(transition.c.before).where(transition.c.before.is_not(None)),
        select(transition.c.after).where(transition.c.after.is_not(None)),
    ).subquery()
    for table, kept in (
        (result, select(wanted.c.digest)),
        (verdicts, select(result.c.verdicts)),
        (declaration, select(task.c.declaration)),
    ):
        gone = select(table.c.digest).except_(kept).subquery()
        connection.execute(delete(table).where(table.c.digest.in_(select(gone.c.digest))))


def _drop_blobs(connection: Connection) -> int:
    wanted = union(
        select(task.c.facts.label("digest")).where(task.c.facts.is_not(None)),
        select(task.c.pages).where(task.c.pages.is_not(None)),
        select(attachment.c.digest),
    ).subquery()
    gone = select(blob.c.digest).except_(select(wanted.c.digest)).subquery()
    return connection.execute(delete(blob).where(blob.c.digest.in_(select(gone.c.digest)))).rowcount


def _tidy_folder(store: Store, pruned: Pruned) -> None:
    folder = store.evidence
    if folder is None:
        return
    with store.reading() as connection:
        used = {
            row.id: (row.name, row.size, int(row.used or 0))
            for row in connection.execute(
                select(segment.c.id, segment.c.name, segment.c.size, func.sum(blob.c.size).label("used"))
                .outerjoin(blob, blob.c.segment_id == segment.c.id)
                .group_by(segment.c.id, segment.c.name, segment.c.size)
            )
        }
    kept: set[str] = set()
    for number, (name, size, wanted) in used.items():
        if wanted > _WASTE * size:
            kept.add(name)
            continue
        new_name = _rewritten(store, number) if wanted else None
        if wanted and new_name is None:
            kept.add(name)  # damaged: whoever repairs it finds it as it is
            continue
        if new_name is not None:
            kept.add(new_name)
        else:
            with store.writing() as connection:
                connection.execute(delete(segment).where(segment.c.id == number))
        pruned.segments += 1
        pruned.bytes += size - wanted
    folder.sweep()
    for name in folder.names():
        if name not in kept:
            folder.remove(name)


def _rewritten(store: Store, number: int) -> str | None:
    """Write what is wanted of a segment into a new one; its name, or None where it cannot be read whole."""
    folder = store.evidence
    assert folder is not None  # noqa: S101 - asked before
    with store.writing() as connection:
        rows = connection.execute(
            select(blob.c.digest, segment.c.name, blob.c.start, blob.c.size)
            .join(segment, segment.c.id == blob.c.segment_id)
            .where(blob.c.segment_id == number)
            .order_by(blob.c.start)
        ).all()
        frames = []
        try:
            for row in rows:
                place = Place(row.name, row.start, row.size)
                folder.read(place, row.digest)
                frames.append(folder.frame(place))
        except DamagedError:
            return None
        name, places = folder.write(frames)
        made = connection.execute(
            insert(segment).values(name=name, size=sum(place.size for place in places))
        ).inserted_primary_key
        new = made[0] if made else 0
        for row, place in zip(rows, places, strict=True):
            connection.execute(
                update(blob).where(blob.c.digest == row.digest).values(segment_id=new, start=place.start)
            )
        connection.execute(delete(segment).where(segment.c.id == number))
    return name
