"""A fault of a site, with everything that a person needs to mend it."""

from dataclasses import field
from datetime import date
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.suppression import Suppressed
from icplint.model.text import Text


class Severity(StrEnum):
    """How grave: 应整改, 需核实, 建议."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)


class Confidence(StrEnum):
    """How sure the reading is: 高, 中, 低."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return ("high", "medium", "low").index(self.value)


class Status(StrEnum):
    """What became of a finding."""

    REPORTED = "reported"
    SUPPRESSED = "suppressed"
    BASELINED = "baselined"
    BELOW_CONFIDENCE = "below-confidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on the page."""

    selector: str = ""
    line: int | None = None
    """1-based; None where it cannot be told for sure."""
    column: int | None = None
    snippet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What to do, and the HTML to paste where there is any."""

    what: Text
    html: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a finding rests on."""

    id: str
    """An id of `facts/laws.toml`, or `platform` / `practice`."""
    article: str | None
    text_of: date | None
    """The date of the text that is quoted."""
    mark: str
    """`law` where a statute says so, else `platform`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault found by one rule on one site."""

    rule: str
    name: str
    fault: str
    severity: Severity
    confidence: Confidence
    status: Status = Status.REPORTED
    suppressed: Suppressed | None = None
    """By what; None: it is not."""
    message: Text
    why: Text
    page: str | None
    about: str | None = None
    """The number or text that it is about."""
    place: Place = field(default_factory=Place)
    due: date | None = None
    """The last day of the term that it runs against, in Beijing; None: there is none, or its start is unknown."""
    reason_code: str | None = None
    """The checker's own words for it; None: no checker is named, or none are known."""
    customer_message: Text | None = None
    """What a customer of the checker is told; the same for all rules of one code."""
    fix: Fix
    sources: tuple[Basis, ...] = ()
    count: int = 1
    fingerprint: str = ""
