"""Everything a run can be told, checked and frozen. Plain data: crosses process borders."""

import re
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.access import Access, Pin
from icplint.model.entity import Entity
from icplint.model.finding import Confidence, Severity
from icplint.model.profile import Checker
from icplint.model.rule import BasisLevel, Where
from icplint.model.suppression import InlineSuppressions, Suppression
from icplint.model.text import Language, Text
from icplint.model.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """What the configuration says about one rule."""

    severity: Severity | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A footer item that the configuration demands (`[[require]]`). What is given of it must all be there."""

    name: str
    """Kebab-case, once in the file."""
    text: str | None = None
    """Stands in the footer, as plain text: width, case and blanks aside."""
    pattern: str | None = None
    """A regular expression that one line of the footer fits."""
    link: str | None = None
    """The beginning of an address that a link of the footer leads to; with `text` or `pattern`, the link that
    holds it."""
    picture: str | None = None
    """A part of the address of a picture in the footer."""
    severity: Severity = Severity.WARNING
    message: Text | None = None
    """What to tell where it is missing; None: a sentence made of the above."""
    where: Where = Where.HOME


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How pages are fetched."""

    concurrency: int = 100
    """Sites in work at the same time, in each process."""
    timeout_s: float = 20.0
    """Total for one site, all tries and redirects included."""
    max_body_bytes: int = 4 * 1024 * 1024
    """After decompression."""
    max_redirects: int = 10
    retries: int = 1
    """Further tries where a connection broke or a server was busy, in the same time."""
    user_agent: str = "icplint"
    contact: str | None = None
    """An address of the web or of mail, by which those who are asked reach whoever asks."""
    allow_private: bool = False
    """Rows of a list may name private addresses."""
    left_alone: frozenset[str] = frozenset()
    """Domains, in lower case and punycode, of which nothing is fetched, whoever leads there."""
    strict_tls: bool = False
    """No second try where a certificate is expired or incomplete, or TLS is legacy."""
    pins: tuple[Pin, ...] = ()
    """Hosts whose address the user named instead of DNS; a private one is opened by that."""
    cache: str | None = None
    """The absolute path of a folder of answers; servers are asked whether they have changed. None: nothing is kept."""
    access: tuple[Access, ...] = ()
    """How hosts are visited that the public does not see yet."""

    @property
    def agent(self) -> str:
        """The User-Agent as it is sent."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent


class Devices(StrEnum):
    """Whose sight of a site is checked."""

    DESKTOP = "desktop"
    MOBILE = "mobile"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """Which pages of a site are asked for, and at which pace."""

    max_pages: int = 1
    """Pages of one site that are read, the home page included."""
    depth: int = 1
    """Links away from the home page."""
    device: Devices = Devices.DESKTOP
    authorised: bool = False
    """All sites are the user's own, or their owners agreed: robots.txt is not asked."""
    host_concurrency: int = 2
    """Requests to one host at the same time."""
    host_interval_s: float = 0.2
    """Between the starts of two requests to one host; its robots.txt may ask for more."""
    address_concurrency: int = 20
    """Requests to one IP address at the same time: many sites of one platform share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """How a case is judged."""

    basis_level: BasisLevel = BasisLevel.PRACTICE
    select: tuple[str, ...] = ()
    """Rule ids, names or prefixes; empty: all."""
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    """By rule id."""
    min_confidence: Confidence = Confidence.MEDIUM
    home: tuple[str, ...] = ()
    """Globs of paths that are home pages beside `/` and the language roots."""
    checker: Checker | None = None
    """The provider by whose checks to judge; None: by nobody's."""
    require: tuple[Requirement, ...] = ()
    """In the order of the file."""
    entities: tuple[Entity, ...] = ()
    """The names of filing entities, for all sites of theirs."""
    suppress: tuple[Suppression, ...] = ()
    """In the order of the file; the first that fits a finding counts."""
    inline_suppressions: InlineSuppressions = InlineSuppressions.OWN
    has_history: bool = False
    """Earlier looks at the sites are known: a store keeps them."""
    root: str = ""
    """The absolute folder that fingerprints of saved pages start from; empty: their own place decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSettings:
    """Where the run looks up what was filed."""

    source: str | None = None
    """The absolute path of a file, or the http(s) address of a service; None: nobody is asked."""
    max_age_days: int = 30
    """A register that speaks of an earlier day than so many ago says nothing any more."""

    @property
    def is_service(self) -> bool:
        """Whether the source is a service that is asked by HTTP."""
        return self.source is not None and is_service(self.source)


def is_service(source: str) -> bool:
    """Whether a register's source is the address of a service rather than a file."""
    return source.lower().startswith(("http://", "https://"))


def without_login(source: str) -> str:
    """A register's source as a report may tell it: user and password of a service are left out."""
    return re.sub(r"(https?://)\S*@", r"\1", source, flags=re.IGNORECASE) if is_service(source) else source


class KeepBodies(StrEnum):
    """Of which sites what came is kept whole, beside what was read of it."""

    NONE = "none"
    FINDINGS = "findings"
    """Of those that are not clean."""
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSettings:
    """What a scan is told beside how to check."""

    store: str | None = None
    """The absolute path of an SQLite file, or a URL. A secret: it may hold a password."""
    evidence: str | None = None
    """The absolute path of the folder of evidence; None: beside the file, or the one that was named before."""
    list_name: str | None = None
    """How the list is known from run to run; None: by what was typed."""
    keep_bodies: KeepBodies = KeepBodies.FINDINGS
    confirm_s: float | None = None
    """How long after the first look a second one is taken where something is new; None: none is."""
    jitter_s: float = 0.0
    """The scan begins after a random time of at most so many seconds."""
    window: Window | None = None
    """The hours of the day in which sites are begun, in local time; None: all."""
    store_patience_s: float = 600.0
    """How long a store that is locked or away is waited for."""
    metrics: str | None = None
    """The absolute path of a file of metrics; None: none is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A run's settings."""

    language: Language = Language.ZH
    fetch: FetchSettings = field(default_factory=FetchSettings)
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    register: RegisterSettings = field(default_factory=RegisterSettings)
    jobs: int = 1
    """Processes."""
    fail_on: Severity | None = Severity.ERROR
    """None: findings never decide the exit code."""
    min_coverage: float | None = None
    """0 to 1; None: 1.0 for at most 20 targets, else 0.9."""
    exit_zero: bool = False
    outputs: tuple[str, ...] = ()
    """Reports to write; the suffix names the format."""
    baseline: str | None = None
    """The absolute path of a baseline; None: every finding is new."""
    exclude: tuple[str, ...] = ()
    """Domains and beginnings of addresses that are not asked."""
    opt_out: str | None = None
    """The absolute path of a list of more of them."""
    log_file: str | None = None
    """The absolute path of a file that takes each request, hop, wait and retry; None: none does."""
    keep_answers: str | None = None
    """The absolute path of a folder that takes a recording of each site of the web; None: none is made."""
    scan: ScanSettings = field(default_factory=ScanSettings)
    packs: tuple[str, ...] = ()
    """Absolute paths of folders with rules of the user's own; they run as code."""
