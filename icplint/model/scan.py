"""Scheduled scans: their settings, the runs that a store keeps, and what changed from one to the next."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.finding import Finding
from icplint.model.run import Summary


class RunState(StrEnum):
    """How far a run has come."""

    DECLARING = "declaring"
    """Its list is being read: nothing was asked for yet."""
    RUNNING = "running"
    """Under way, or cut off: it can be resumed."""
    FINISHED = "finished"
    ABANDONED = "abandoned"
    """Cut off, and another one was begun in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A run, as the store knows it."""

    id: int
    name: str
    list_id: int
    list_name: str
    previous_id: int | None
    """The finished run before it."""
    state: RunState
    started_at: datetime
    finished_at: datetime | None = None
    declared: int = 0
    """Sites, without rejected rows."""
    rejected: int = 0
    done: int = 0
    left_out: int = 0
    exit_code: int | None = None
    settings_digest: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Of the report's head, as JSON."""
    summary: Summary | None = None
    """None: it is not finished."""
    is_thinned: bool = False
    """Its ledger was pruned: counts and transitions are left."""


class ChangeKind(StrEnum):
    """What became of a site, or of a finding, from one run to another."""

    NEW = "new"
    """A finding of a rule that was measured before and had not found it."""
    FIXED = "fixed"
    """A finding that is gone, of a rule that was measured again."""
    CHANGED = "changed"
    """A finding that is graver, surer, more often or set apart now, or the other way round; or that no longer applies."""
    UNMEASURED = "became-unmeasured"
    """What was measured before is not measured now: a site, or a rule that had found something."""
    MEASURABLE = "became-measurable"
    """What was not measured before is measured now; what was found there may be old."""
    JOINED = "joined"
    LEFT = "left"
    UNCONFIRMED = "unconfirmed"
    """Seen at the first look of the run and not at the second: not told as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two runs."""

    kind: ChangeKind
    address: str
    """Of the site."""
    label: str
    """The site as its list names it."""
    responsible: str | None = None
    """To whom it is told."""
    before: Finding | None = None
    after: Finding | None = None
    reason: str | None = None
    """Why it is not measured now, or was not before: a class of `NotCheckedReason`, or of an unmeasured rule."""
    found: tuple[Finding, ...] = ()
    """What a site that joined, or became measurable, shows."""

    @property
    def finding(self) -> Finding | None:
        """What it is about; None: the whole site."""
        return self.after or self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of time in which nothing changed at a site."""

    first_run: str
    since: datetime
    is_gone: bool = False
    """The site left the list."""
    reason: str | None = None
    """Why it was not checked."""
    measured: bool = False
    findings: tuple[Finding, ...] = ()
