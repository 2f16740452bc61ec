"""Holds that a store is whole: every blob is what its hash says, and every run accounts for each of its sites."""

from collections.abc import Iterator
from dataclasses import field

from sqlalchemy import case, exists, func, select, union

from icplint.keep.store.evidence import DamagedError, Place
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import attachment, blob, run, segment, task
from icplint.keep.store.states import DONE
from icplint.late import dataclass
from icplint.model.scan import RunState

_BATCH = 1_000
_MOST_TOLD = 100


@dataclass(slots=True, kw_only=True)
class Verified:
    """What was looked through, and what is wrong with it."""

    runs: int = 0
    blobs: int = 0
    damaged: int = 0
    missing: int = 0
    """Blobs that the ledger speaks of and the store does not know."""
    told: list[str] = field(default_factory=list)
    """The first damages, each in one line."""
    wrong_runs: list[str] = field(default_factory=list)
    """Runs that do not account for each of their sites once."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damaged or self.missing or self.wrong_runs)


def verify(store: Store) -> Verified:
    """Look through the whole store."""
    found = Verified()
    _verify_runs(store, found)
    _count_missing(store, found)
    folder = store.evidence
    if folder is None:
        return found
    for digest, place in _blobs(store):
        found.blobs += 1
        try:
            folder.read(place, digest)
        except DamagedError as error:
            found.damaged += 1
            if len(found.told) < _MOST_TOLD:
                found.told.append(f"{place.segment[:16]}… {place.start}+{place.size}: {error}")
    return found


def _verify_runs(store: Store, found: Verified) -> None:
    with store.reading() as connection:
        counted = {
            row.run_id: (row.sites, row.distinct, row.done)
            for row in connection.execute(
                select(
                    task.c.run_id,
                    func.count().label("sites"),
                    func.count(task.c.site_id.distinct()).label("distinct"),
                    func.sum(case((task.c.state == DONE, 1), else_=0)).label("done"),
                ).group_by(task.c.run_id)
            )
        }
        for row in connection.execute(select(run).where(run.c.state != RunState.DECLARING.value)):
            found.runs += 1
            if row.is_thinned:
                continue
            sites, distinct, done = counted.get(row.id, (0, 0, 0))
            owed = row.declared if row.state in (RunState.FINISHED.value, RunState.ABANDONED.value) else done
            if not (sites == distinct == row.declared and done == owed):
                found.wrong_runs.append(
                    f"{row.name}: {row.declared} declared, {sites} in the ledger, {done} done"
                )


def _count_missing(store: Store, found: Verified) -> None:
    wanted = union(
        select(task.c.facts.label("digest")).where(task.c.facts.is_not(None)),
        select(task.c.pages).where(task.c.pages.is_not(None)),
        select(attachment.c.digest),
    ).subquery()
    with store.reading() as connection:
        asked = (
            select(func.count()).select_from(wanted).where(~exists().where(blob.c.digest == wanted.c.digest))
        )
        found.missing = connection.scalar(asked) or 0


def _blobs(store: Store) -> Iterator[tuple[bytes, Place]]:
    last = b""
    while True:
        with store.reading() as connection:
            rows = connection.execute(
                select(blob.c.digest, segment.c.name, blob.c.start, blob.c.size)
                .join(segment, segment.c.id == blob.c.segment_id)
                .where(blob.c.digest > last)
                .order_by(blob.c.digest)
                .limit(_BATCH)
            ).all()
        if not rows:
            return
        last = rows[-1].digest
        for row in rows:
            yield row.digest, Place(row.name, row.start, row.size)
