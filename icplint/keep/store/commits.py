"""Outcomes into the store: results, evidence and the rows of the ledger, in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, bindparam, insert, select, update

from icplint.keep.store import codec
from icplint.keep.store.additions import add_contents, insert_new
from icplint.keep.store.evidence import digest_of, packed
from icplint.keep.store.locks import Lock
from icplint.keep.store.look_ends import KnownBefore, LookEnd, TaskNow, known_before, look_end
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import attachment, blob, result, segment, task, transition, verdicts
from icplint.keep.store.states import DONE, DUE, SECOND_LOOK_DUE
from icplint.late import dataclass
from icplint.model.outcome import Outcome
from icplint.model.scan import RunRecord

_MOST_KNOWN = 100_000
"""Digests that are remembered, so that the database is not asked for them again."""


_END = (
    update(task)
    .where(task.c.run_id == bindparam("b_run"), task.c.position == bindparam("b_position"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "state", "ended_at", "reason", "is_measured", "is_clean", "result", "facts", "pages", "unconfirmed",
            )
        }
    )
)  # fmt: skip
_CLOSE = (
    update(task)
    .where(task.c.run_id == bindparam("b_run"), task.c.position == bindparam("b_position"))
    .values(state=DONE, unconfirmed=bindparam("unconfirmed"))
)


class Commits:
    """Writes outcomes down; one for each scan."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._known: set[bytes] = set()
        """Digests of what is surely there: it was committed by this scan."""

    def commit(
        self, record: RunRecord, outcomes: Sequence[Outcome], lock: Lock, *, look: int, confirms: bool
    ) -> None:
        """Write outcomes down, with all that belongs to them, in one transaction.

        Args:
            record: The run.
            outcomes: Of sites that are due.
            lock: Of the list.
            look: 1 or 2: which look at the sites these are.
            confirms: What the run before did not show is looked at once more before it counts.

        Raises:
            StoreError: The lock was lost: somebody else is at work on the list.
            sqlalchemy.exc.SQLAlchemyError, OSError: Nothing of it is written; it may be tried again.
        """
        entries = [_Entry.of(outcome) for outcome in outcomes]
        due = SECOND_LOOK_DUE if look == 2 else DUE
        now = self._clock()
        with self._store.writing() as connection:
            lock.hold(connection, now)
            tasks = _tasks(connection, record, entries)
            before = known_before(connection, record, [one.site_id for one in tasks.values()])
            looks = []
            for entry in entries:
                task_now = tasks[entry.position]
                if task_now.state != due:
                    raise AssertionError(f"run {record.name}: site {entry.position} has its outcome already")
                known = before.get(task_now.site_id)
                end = look_end(
                    connection,
                    entry.outcome,
                    entry.parts.state,
                    task_now,
                    known,
                    look=look,
                    confirms=confirms,
                )
                looks.append(_Look(entry, task_now, known, end))
            kept = [one.entry for one in looks if one.end.is_kept]
            self._keep_evidence(connection, kept)
            self._add_results(connection, kept)
            _write_kept(connection, record, [one for one in looks if one.end.is_kept], now, look=look)
            _close_others(connection, record, [one for one in looks if not one.end.is_kept])
            _note_transitions(connection, record, [one for one in looks if one.end.state == DONE], now)
        self._remember(kept)

    def _keep_evidence(self, connection: Connection, entries: "Sequence[_Entry]") -> None:
        folder = self._store.evidence
        if folder is None:
            raise AssertionError("a scan without a folder for its evidence")
        contents: dict[bytes, bytes] = {}
        for entry in entries:
            contents.update(entry.blobs)
        contents = {digest: content for digest, content in contents.items() if digest not in self._known}
        if not contents:
            return
        there = set(connection.scalars(select(blob.c.digest).where(blob.c.digest.in_(list(contents)))))
        new = {digest: content for digest, content in contents.items() if digest not in there}
        if not new:
            return
        name, places = folder.write([packed(content) for content in new.values()])
        made = connection.execute(
            insert(segment).values(name=name, size=sum(place.size for place in places))
        ).inserted_primary_key
        rows = [
            {"digest": digest, "segment_id": made[0] if made else 0, "start": place.start, "size": place.size}
            for digest, place in zip(new, places, strict=True)
        ]
        insert_new(connection, blob, rows)

    def _add_results(self, connection: Connection, entries: "Sequence[_Entry]") -> None:
        contents = {one.parts.verdicts_digest: one.parts.verdicts for one in entries}
        add_contents(connection, verdicts, {one: contents[one] for one in contents.keys() - self._known})
        rows = {
            one.parts.result_digest: {
                "digest": one.parts.result_digest,
                "state": one.parts.state,
                "verdicts": one.parts.verdicts_digest,
                "content": one.parts.result.decode(),
                **one.parts.counts,
            }
            for one in entries
            if one.parts.result_digest not in self._known
        }
        insert_new(connection, result, list(rows.values()))

    def _remember(self, entries: "Sequence[_Entry]") -> None:
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        for entry in entries:
            self._known.update((entry.parts.verdicts_digest, entry.parts.result_digest))
            if entry.pages is not None:
                self._known.add(entry.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An outcome, cut into what is stored."""

    outcome: Outcome
    position: int
    parts: codec.Parts
    blobs: Mapping[bytes, bytes]
    facts: bytes
    pages: bytes | None
    kept: tuple[tuple[str, bytes], ...]
    """Kind and digest of what else belongs to it."""

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        certificates = [
            page.response.certificate for page in outcome.pages if page.response.certificate is not None
        ]
        parts = codec.parts_of(outcome)
        blobs: dict[bytes, bytes] = {}

        def add(content: bytes) -> bytes:
            digest = digest_of(content)
            blobs[digest] = content
            return digest

        facts = add(parts.facts)
        pages = None if parts.pages is None else add(parts.pages)
        kept = [("certificate", add(one)) for one in dict.fromkeys(certificates)]
        if outcome.kept is not None:
            kept.append(("answers", add(outcome.kept.head)))
            kept.extend(("body", digest) for digest in outcome.kept.bodies)
            blobs.update(outcome.kept.bodies)
        return cls(
            outcome=outcome,
            position=outcome.site.index,
            parts=parts,
            blobs=blobs,
            facts=facts,
            pages=pages,
            kept=tuple(kept),
        )

    def row(self, run_id: int, now: datetime, end: LookEnd) -> dict[str, object]:
        return {
            "b_run": run_id,
            "b_position": self.position,
            "state": end.state,
            "ended_at": now,
            "reason": None if self.outcome.not_checked is None else self.outcome.not_checked.value,
            "is_measured": self.outcome.measured,
            "is_clean": self.outcome.clean,
            "result": self.parts.result_digest,
            "facts": self.facts,
            "pages": self.pages,
            "unconfirmed": end.unconfirmed_text,
        }

    def attachments(self, run_id: int) -> Iterator[dict[str, object]]:
        for number, (kind, digest) in enumerate(self.kept):
            yield {
                "run_id": run_id,
                "position": self.position,
                "number": number,
                "kind": kind,
                "digest": digest,
            }


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at a site, and what comes of it."""

    entry: _Entry
    task: TaskNow
    before: KnownBefore | None
    end: LookEnd


def _tasks(connection: Connection, record: RunRecord, entries: Sequence[_Entry]) -> Mapping[int, TaskNow]:
    rows = connection.execute(
        select(task.c.position, task.c.site_id, task.c.state, task.c.result, task.c.is_measured).where(
            task.c.run_id == record.id, task.c.position.in_([one.position for one in entries])
        )
    )
    return {row.position: TaskNow(*row) for row in rows}


def _write_kept(
    connection: Connection, record: RunRecord, looks: Sequence[_Look], now: datetime, *, look: int
) -> None:
    if not looks:
        return
    if look == 2:  # what came at the first look is replaced
        positions = [one.entry.position for one in looks]
        connection.execute(
            attachment.delete().where(attachment.c.run_id == record.id, attachment.c.position.in_(positions))
        )
    connection.execute(_END, [one.entry.row(record.id, now, one.end) for one in looks])
    if attached := [row for one in looks for row in one.entry.attachments(record.id)]:
        connection.execute(insert(attachment), attached)


def _close_others(connection: Connection, record: RunRecord, looks: Sequence[_Look]) -> None:
    if looks:
        connection.execute(
            _CLOSE,
            [
                {
                    "b_run": record.id,
                    "b_position": one.entry.position,
                    "unconfirmed": one.end.unconfirmed_text,
                }
                for one in looks
            ],
        )


def _note_transitions(
    connection: Connection, record: RunRecord, looks: Sequence[_Look], now: datetime
) -> None:
    moved = []
    for one in looks:
        after, state = one.entry.parts.result_digest, one.entry.parts.state
        if not one.end.is_kept and one.task.result is not None:
            after = one.task.result
            state = connection.scalar(select(result.c.state).where(result.c.digest == after)) or b""
        if one.before is None or one.before.state != state:
            moved.append(
                {
                    "run_id": record.id,
                    "site_id": one.task.site_id,
                    "at": now,
                    "before": None if one.before is None else one.before.result,
                    "after": after,
                }
            )
    if moved:
        connection.execute(insert(transition), moved)
