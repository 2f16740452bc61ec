"""What a run says about one site."""

from collections.abc import Mapping
from dataclasses import field

from icplint.late import dataclass
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.finding import Finding, Status
from icplint.model.reading import Reading
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.site import Site


@dataclass(frozen=True, slots=True)
class Passed:
    """Judged, and nothing found."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Judged, and at least one finding."""


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Not judged because the site owes nothing here."""

    reason: str


Verdict = Passed | Failed | Unmeasured | NotApplicable | OutOfScope


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """All that came of a site, for whoever keeps evidence."""

    head: bytes
    """A recording without its bodies, as JSON."""
    bodies: Mapping[bytes, bytes] = field(repr=False)
    """By their sha256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of one site: checked, or not checked with the reason. Plain data, pickles."""

    site: Site
    domain: str | None
    """Registrable domain of the host that was judged (`as` applied)."""
    final_url: str | None
    not_checked: NotCheckedReason | None = None
    """None: checked."""
    failure: FetchFailure | None = None
    """How it was not checked, or how an attempt before the answer failed."""
    pages: tuple[Reading, ...] = ()
    unread: tuple[FetchFailure, ...] = ()
    """Further pages that were chosen and could not be read; the site is judged by the others."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    filing: RegisterAnswer = NOT_OFFERED
    profile: str | None = None
    crashed_rules: tuple[str, ...] = ()
    """Rules that raised: counted, and the run ends with 4."""
    open_beside_faults: Mapping[str, bool] = field(default_factory=dict)
    """Rules that failed on one page and are unmeasured on another, not for want of means; True: presence rules."""
    measured: bool = False
    """Checked, and no presence rule unmeasured."""
    clean: bool = False
    """Measured, no reported finding, nothing unmeasured but what needs were not offered for."""

    kept: KeptAnswers | None = None
    """None: nobody keeps it, or it is not to be kept."""

    @property
    def reported(self) -> tuple[Finding, ...]:
        """The findings to act on: neither suppressed, nor old debts, nor below the confidence asked for."""
        return tuple(finding for finding in self.findings if finding.status is Status.REPORTED)
