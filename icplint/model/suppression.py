"""A suppression (豁免): findings that somebody has decided to live with, with the reason and a last day."""

from datetime import date
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.text import Text


class InlineSuppressions(StrEnum):
    """Whose comments may silence findings."""

    ALWAYS = "always"
    OWN = "own"
    """Those of saved pages, and of a preview that was typed together with its public address."""
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One table of `[[suppress]]`."""

    rules: tuple[str, ...]
    """Ids or names."""
    reason: str
    where: str
    """Its place in the file: `suppress[1]`."""
    until: date | None = None
    """The last day in Beijing on which it holds."""
    sites: tuple[str, ...] = ()
    """Globs of hosts, addresses or paths; empty: all sites."""
    pages: tuple[str, ...] = ()
    """Globs of paths or addresses of pages; empty: all pages."""
    about: str | None = None
    """The number or text that the finding is about; None: any."""


class DirectiveFault(StrEnum):
    """Why a comment suppresses nothing."""

    FORM = "form"
    NO_REASON = "no-reason"
    BAD_DATE = "bad-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """`<!-- icplint: ignore RULES reason until DAY -->`, as it stands on a page."""

    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    line: int
    """1-based, in the decoded source."""
    fault: DirectiveFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """By what a finding was suppressed."""

    reason: str
    until: date | None
    where: str
    """`suppress[1]` of the configuration, or `line 12` of the finding's page."""


class NoteKind(StrEnum):
    """What is to be said of a suppression."""

    UNUSED = "unused"
    EXPIRED = "expired"
    UNKNOWN_RULE = "unknown-rule"
    NOT_READ = "not-read"
    """A comment without a reason, with a bad date, or that is none of the known forms."""
    NOT_HONOURED = "not-honoured"
    """A comment of a page whose comments this run does not follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionNote:
    """A suppression that did nothing in this run, and why."""

    kind: NoteKind
    where: str
    """`suppress[1]`, or page and line."""
    rules: tuple[str, ...]
    message: Text
