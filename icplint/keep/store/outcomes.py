"""A run's outcomes, read back from the store one by one, however many there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Select, select

from icplint.errors import StoreError
from icplint.keep.recording import Recording, from_parts
from icplint.keep.store import codec
from icplint.keep.store.evidence import DamagedError, EvidenceFolder, Place
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import attachment, blob, declaration, result, segment, task, verdicts
from icplint.model.outcome import Outcome
from icplint.model.site import Site

_BATCH = 500

NotReached = Callable[[Site], Outcome]
"""Makes the outcome of a site that its run did not come to."""


class StoredOutcomes:
    """The outcomes of a run, in the order of its list; may be gone through more than once."""

    def __init__(self, store: Store, run_id: int, not_reached: NotReached) -> None:
        self._store = store
        self._run_id = run_id
        self._not_reached = not_reached
        self.without_evidence = 0
        """Sites, of the last time through, whose evidence was pruned, or is not what it was."""

    def __iter__(self) -> Iterator[Outcome]:
        after = -1
        self.without_evidence = 0
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(
                    _rows().where(task.c.run_id == self._run_id, task.c.position > after).limit(_BATCH)
                ).all()
                places = places_of(connection, [one for row in rows for one in (row.facts, row.pages) if one])
            if not rows:
                return
            after = rows[-1].position
            for row in rows:
                site = codec.read_site(row.declared, index=row.position, line=row.line)
                if row.said is None:
                    yield self._not_reached(site)
                    continue
                facts = self._content(row.facts, places)
                pages = self._content(row.pages, places) if facts is not None else None
                is_whole = facts is not None and (pages is not None or row.pages is None)
                self.without_evidence += not is_whole
                yield codec.outcome_of(site, row.verdicts, row.said, facts if is_whole else None, pages)

    def _content(self, digest: bytes | None, places: Mapping[bytes, Place]) -> bytes | None:
        folder = self._store.evidence
        if digest is None or folder is None or digest not in places:
            return None
        try:
            return folder.read(places[digest], digest)
        except DamagedError:
            return None


def places_of(connection: Connection, digests: Sequence[bytes]) -> Mapping[bytes, Place]:
    """Where blobs stand; those that were pruned are left out."""
    rows = connection.execute(
        select(blob.c.digest, segment.c.name, blob.c.start, blob.c.size)
        .join(segment, segment.c.id == blob.c.segment_id)
        .where(blob.c.digest.in_(digests))
    )
    return {row.digest: Place(row.name, row.start, row.size) for row in rows}


def last_recording(store: Store, site_id: int) -> Recording | None:
    """All that came of a site in the last run that kept it; None: none did, or it was pruned.

    Raises:
        StoreError: It was kept, and is not what it was any more.
    """
    with store.reading() as connection:
        found = connection.execute(
            select(task.c.run_id, task.c.position)
            .join(
                attachment,
                (attachment.c.run_id == task.c.run_id) & (attachment.c.position == task.c.position),
            )
            .where(task.c.site_id == site_id, attachment.c.kind == "answers")
            .order_by(task.c.run_id.desc())
            .limit(1)
        ).first()
    if found is None:
        return None
    try:
        return _recording_of(store, found.run_id, found.position)
    except (DamagedError, ValueError) as error:
        raise StoreError(
            en=f"{store.name}: the answers that were kept are damaged ({error}); icplint verify tells what else is",
            zh=f"{store.name}：留存的应答已损坏（{error}）；可用 icplint verify 检查其他内容",
        ) from error


def _recording_of(store: Store, run_id: int, position: int) -> Recording | None:
    folder = store.evidence
    with store.reading() as connection:
        rows = connection.execute(
            select(attachment.c.kind, attachment.c.digest).where(
                attachment.c.run_id == run_id, attachment.c.position == position
            )
        ).all()
        places = places_of(connection, [row.digest for row in rows])
    head = next((row.digest for row in rows if row.kind == "answers"), None)
    if head is None or folder is None:
        return None
    return from_parts(_read(folder, places, head), lambda digest: _read(folder, places, digest))


def _read(folder: EvidenceFolder, places: Mapping[bytes, Place], digest: bytes) -> bytes:
    if digest not in places:
        raise DamagedError("it is not in the store")
    return folder.read(places[digest], digest)


def _rows() -> Select[tuple[object, ...]]:
    return (
        select(
            task.c.position,
            task.c.line,
            task.c.facts,
            task.c.pages,
            declaration.c.content.label("declared"),
            result.c.content.label("said"),
            verdicts.c.content.label("verdicts"),
        )
        .join(declaration, declaration.c.digest == task.c.declaration)
        .outerjoin(result, result.c.digest == task.c.result)
        .outerjoin(verdicts, verdicts.c.digest == result.c.verdicts)
        .order_by(task.c.position)
    )
