"""A run: what it was told, and what it counted."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from icplint.late import dataclass
from icplint.model.rule import BasisLevel, RuleInfo
from icplint.model.settings import CrawlSettings
from icplint.model.site import RejectedRow
from icplint.model.suppression import SuppressionNote
from icplint.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """Which icplint judged."""

    version: str
    rules_hash: str
    """sha256 of the loaded packs and profiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """The header of a report."""

    id: str
    started_at: datetime
    finished_at: datetime
    basis_level: BasisLevel
    user_agent: str
    checker: str | None = None
    vantage: str | None = None
    authorised: bool = False
    pace: CrawlSettings = field(default_factory=CrawlSettings)
    """How often hosts and addresses were asked at most."""
    left_out: int = 0
    """Sites that were named and, as the settings say, not asked; they are not among the declared."""
    interrupted: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    """What differs from the defaults; plain JSON values."""
    suppression_notes: tuple[SuppressionNote, ...] = ()
    """Suppressions that did nothing: unused, expired, not to be read, not honoured."""
    more_suppression_notes: int = 0
    """Those beyond the ones that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a run; `sites` = measured + unmeasured, rejected rows included in both."""

    sites: int = 0
    measured: int = 0
    unmeasured: int = 0
    clean: int = 0
    incomplete: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    baselined: int = 0
    below_confidence: int = 0
    crashed: int = 0
    rejected: int = 0
    not_offered: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What stands in a report beside the sites."""

    tool: Tool
    run: RunFacts
    rejected: tuple[RejectedRow, ...]
    summary: Summary
    rule_titles: Mapping[str, Text] = field(default_factory=dict)
    """By rule id; reports for people tell a rule without a title by its name."""
    rules: tuple[RuleInfo, ...] = ()
    """The facts of the rules that the run judged by, sorted by id."""
    has_baseline: bool = False
    """Whether the run was compared with a baseline."""
