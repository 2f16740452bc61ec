"""A site to check: where it is, and what its list says about it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path

from icplint.late import dataclass
from icplint.model.history import Look
from icplint.model.text import Text


class FilingStatus(StrEnum):
    """What the owner says about the site's filing (状态)."""

    FILED = "filed"
    FIRST_FILING = "first-filing"
    CHANGE_PENDING = "change-pending"
    CANCELLED = "cancelled"
    OVERSEAS = "overseas"
    APP_ONLY = "app-only"
    INTRANET = "intranet"
    REDIRECT_ONLY = "redirect-only"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A full http or https address, fetched as it stands."""

    url: str
    """Absolute, host in lower case and in punycode, no user info, no fragment."""


@dataclass(frozen=True, slots=True)
class BareDomain:
    """A name without a scheme: https apex, http apex, https www and http www are tried in turn."""

    host: str
    """In lower case and punycode; may carry `:port`."""
    path: str = "/"
    """Path and query behind the name; each of the four addresses is tried with it."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page in a file, judged as if it had been served at `url`; makes no request."""

    path: Path
    url: str | None
    """The address that the page stands for; None: unknown, links stay relative to nothing."""
    body: bytes | None = field(default=None, repr=False)
    """Its bytes where they came without a file, through standard input or a program; None: the file is read."""


@dataclass(frozen=True, slots=True)
class SavedFolder:
    """A built site in a folder: one site with many pages; makes no request."""

    path: Path
    pages: tuple[str, ...]
    """Its pages: paths below the folder, with /; the root's home page first, then sorted."""
    url: str | None
    """The address that the folder stands for, with / at its end; None: unknown."""


Saved = SavedPage | SavedFolder
"""What is read from files of this computer."""

Target = WebAddress | BareDomain | SavedPage | SavedFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One declared site. Every site of a run ends in exactly one outcome."""

    index: int
    """Position in the run, from 0; documents list the outcomes in this order."""
    label: str
    """What the user wrote: shown as the report's `target`."""
    target: Target
    stands_for: str | None = None
    """The public address (`as`) that a preview or test address stands for; links and domain are judged by it."""
    typed: bool = False
    """Typed on the command line (not read from a list): opens a private address for this target alone."""
    id: str | None = None
    entity: str | None = None
    """主办单位, compared with what the page says."""
    responsible: str | None = None
    """责任人 or 责任部门, reported to."""
    client: str | None = None
    provider: str | None = None
    """接入商."""
    province: str | None = None
    """Short Chinese name, such as 广东; None: taken from the number."""
    nature: str | None = None
    """主办单位性质 as the register writes it: 企业, 个人, 事业单位, 政府机关, 社会团体 …"""
    filing_status: FilingStatus | None = None
    exempt_reason: str | None = None
    icp: str | None = None
    """The filing number that the list gives for this site."""
    psb: str | None = None
    first_filed_on: date | None = None
    psb_on: date | None = None
    tags: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns that icplint does not know, passed through to every output."""
    source: str | None = None
    """The list's name; None for a target on the command line."""
    line: int | None = None
    """1-based line in the list."""
    looks: tuple[Look, ...] = ()
    """Looks of earlier runs, the oldest first, where a store keeps them."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row of a list that names no site; declared and unmeasured."""

    source: str
    line: int
    reason: Text
