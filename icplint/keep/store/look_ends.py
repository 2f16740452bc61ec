"""Whether a look at a site ends its task, or a second one is due; and what only one of two looks saw."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from icplint.keep.store import codec
from icplint.keep.store.schema import result, task
from icplint.keep.store.states import DONE, SECOND_LOOK_DUE
from icplint.late import dataclass
from icplint.model.finding import Finding, Status
from icplint.model.outcome import Outcome
from icplint.model.scan import RunRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class LookEnd:
    """How a look at a site ends."""

    state: int
    is_kept: bool = True
    """False: the look before stands."""
    unconfirmed: frozenset[str] = frozenset()

    @property
    def unconfirmed_text(self) -> str | None:
        """As its column holds it."""
        return json.dumps(sorted(self.unconfirmed)) if self.unconfirmed else None


class TaskNow(NamedTuple):
    """A row of the ledger, as it is before a look is written down."""

    position: int
    site_id: int
    state: int
    result: bytes | None
    is_measured: bool | None


class KnownBefore(NamedTuple):
    """What the run before has of a site."""

    site_id: int
    result: bytes
    is_measured: bool
    unconfirmed: str | None
    state: bytes


def known_before(
    connection: Connection, record: RunRecord, sites: Sequence[int]
) -> Mapping[int, KnownBefore]:
    """What the run before has of these sites."""
    if record.previous_id is None:
        return {}
    rows = connection.execute(
        select(task.c.site_id, task.c.result, task.c.is_measured, task.c.unconfirmed, result.c.state)
        .join(result, result.c.digest == task.c.result)
        .where(task.c.run_id == record.previous_id, task.c.site_id.in_(sites))
    )
    return {row.site_id: KnownBefore(*row) for row in rows}


def look_end(
    connection: Connection,
    outcome: Outcome,
    state: bytes,
    task_now: TaskNow,
    before: KnownBefore | None,
    *,
    look: int,
    confirms: bool,
) -> LookEnd:
    """How a site ends by this look: for good, or until the next one."""
    if before is None or (before.state == state and not before.unconfirmed):
        return LookEnd(state=DONE)
    if not confirms and look == 1:
        return LookEnd(state=DONE)
    told_before = _reported(connection, before.result) - _fingerprints(before.unconfirmed)
    new = reported(outcome.findings) - told_before
    if look == 1:
        is_doubtful = bool(new) or (before.is_measured and not outcome.measured)
        return LookEnd(state=SECOND_LOOK_DUE if is_doubtful else DONE)
    first = _reported(connection, task_now.result)
    if task_now.is_measured and not outcome.measured:
        # The second look tells nothing: the first one stands, and what it has newly found waits.
        return LookEnd(state=DONE, is_kept=False, unconfirmed=first - told_before)
    return LookEnd(state=DONE, unconfirmed=new - first)


def _reported(connection: Connection, digest: bytes | None) -> frozenset[str]:
    content = connection.scalar(select(result.c.content).where(result.c.digest == digest))
    return frozenset() if content is None else reported(codec.read_result(content).findings)


def reported(findings: Sequence[Finding]) -> frozenset[str]:
    """The fingerprints of those that are reported."""
    return frozenset(one.fingerprint for one in findings if one.status is Status.REPORTED)


def _fingerprints(content: str | None) -> frozenset[str]:
    return frozenset() if content is None else frozenset(json.loads(content))
