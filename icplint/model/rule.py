"""What a rule is, what it is given, and what it may say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.entity import Entity
from icplint.model.filing import RegisterAnswer
from icplint.model.finding import Confidence, Place, Severity
from icplint.model.history import Look
from icplint.model.profile import GENERAL, Profile
from icplint.model.reading import Evidence, Footer, IcpNumber, Occurrence, Reading
from icplint.model.site import Site
from icplint.model.text import Text


class Need(StrEnum):
    """What a rule must be given before it can judge."""

    HTML = "html"
    RESPONSE = "response"
    DNS = "dns"
    STYLESHEET = "stylesheet"
    PICTURE = "picture"
    REGISTER = "register"
    RENDER = "render"
    HISTORY = "history"
    FLEET = "fleet"
    ENTITY = "entity"
    """The list's or the register's name of the filing entity."""


class Where(StrEnum):
    """On which pages a rule speaks."""

    HOME = "home"
    """Presence: home pages only."""
    EVERY_PAGE = "every-page"
    """Correctness: wherever something is shown."""


class Thing(StrEnum):
    """What may stand on a page, as far as it decides which rules have anything to judge there."""

    OWN_ICP = "own-icp"
    """A number of the ministry's that may be this site's."""
    LICENCE_NUMBER = "licence-number"
    """Such a number that is a licence's."""
    PSB = "psb"
    NEAR_MISS = "near-miss"
    PARODY = "parody"
    OTHER_LICENCE = "other-licence"
    ICP_HIDDEN = "icp-hidden"
    """The best rung that the ICP number reaches; the next ones likewise."""
    ICP_UNREADABLE = "icp-unreadable"
    ICP_ELSEWHERE = "icp-elsewhere"
    PSB_HIDDEN = "psb-hidden"
    PSB_UNREADABLE = "psb-unreadable"


class Without(StrEnum):
    """Why a rule does not apply to a page without the thing that it is about, where the page's rung tells it."""

    ICP_RUNG = "icp-rung"
    PSB_RUNG = "psb-rung"


class BasisLevel(StrEnum):
    """How strictly the run judges."""

    LAW = "law"
    PRACTICE = "practice"
    STRICT = "strict"


class Presence(StrEnum):
    """The rungs of the presence ladder, best first."""

    SHOWN = "shown"
    NEAR_MISS = "near-miss"
    HIDDEN = "hidden"
    NEEDS_RENDERING = "needs-rendering"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


class Choice(StrEnum):
    """The values that an option may have; told as a setting is written."""

    __repr__ = str.__repr__


@dataclass(frozen=True, slots=True)
class Source:
    """A law or a platform's text that a rule rests on."""

    id: str
    """An id of `facts/laws.toml`."""
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultInfo:
    """One way to break a rule: how grave it is, and how it is told."""

    severity: Severity
    message: Text
    """What, where. `{names}` are filled from the fault's details."""
    fix: Text | None = None
    """What to do; None: the rule's own."""
    confidence: Confidence = Confidence.HIGH
    strict: Severity | None = None
    """How grave at `BasisLevel.STRICT`; None: as ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """The facts of a rule."""

    id: str
    name: str
    title: Text
    why: Text
    fix: Text
    faults: Mapping[str, FaultInfo]
    since: str
    sources: tuple[Source, ...]
    needs: tuple[Need, ...] = (Need.HTML,)
    where: Where = Where.EVERY_PAGE
    about: tuple[Thing, ...] = ()
    """The rule is asked only where one of these stands on the page; empty: always."""
    without: Without | str = ""
    """What the rule says of a page without any of them: why it does not apply."""
    options: Mapping[str, object] = field(default_factory=dict)
    """Names and defaults; a configured value must be of the default's type: of a `Choice`, one of its values."""
    consequence: Text | None = None
    """What the law provides for, quoted with article and date of the text; told by `icplint explain` alone."""
    good: str = ""
    """HTML of a footer that passes, shown by `icplint explain`; empty: HTML alone cannot show it."""
    bad: str = ""
    """HTML of a footer that fails, shown by `icplint explain`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule is broken in the named way; the engine makes a finding of it."""

    name: str
    about: Occurrence | None = None
    """What it is about: gives place, snippet and, through its source, confidence."""
    html: str | None = None
    """The exact HTML to paste."""
    details: Mapping[str, str | Text] = field(default_factory=dict)
    """Fills the `{names}` of the message and the fix. `raw` is filled from `about`."""
    confidence: Confidence | None = None
    """Lower than the fault's own, where this case is less sure."""
    place: Place | None = None
    """Where `about` does not tell."""
    severity: Severity | None = None
    """What a profile's line says of this case; None: the fault's own."""
    due: date | None = None
    """The last day of a term that the fault runs against, also where it is over; None: there is none."""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """The rule could not judge; neither passed nor failed."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule has nothing to judge here."""

    why: str


RuleSays = Fault | Unmeasured | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of a presence ladder, with what a page has on it."""

    presence: Presence
    found: tuple[Occurrence, ...] = ()
    why: str | None = None
    """Of `needs-rendering`: what makes the page a shell."""

    @property
    def holds(self) -> bool:
        """Whether the page reaches this rung; the last one is always reached."""
        return bool(self.found) or self.why is not None or self.presence is Presence.MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvidence:
    """What a page rule is given: one page's reading, and the rungs of the presence ladders."""

    url: str
    """The address that the page is judged by (`as` applied)."""
    host: str
    reading: Reading
    footer: Footer
    evidence: Evidence
    icp_presence: Presence
    psb_presence: Presence
    own_icp: tuple[IcpNumber, ...]
    """Numbers of this site that count as shown or stand labelled elsewhere, the best first."""
    holds: frozenset[Thing] = frozenset()
    memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of this page once, for all rules that ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEvidence:
    """What a site rule is given: all pages of a site and how they came."""

    site: Site
    host: str
    """The host that was judged."""
    domain: str
    """Its registrable domain."""
    pages: tuple[PageEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleContext:
    """What every rule is given beside the evidence. Values only."""

    site: Site
    host: str
    domain: str
    basis_level: BasisLevel
    province: str | None
    """Of the register, the list or the number; short Chinese name."""
    filing: RegisterAnswer
    today: date
    """In Beijing."""
    options: Mapping[str, object] = field(default_factory=dict)
    profile: Profile = GENERAL
    """What the site's province and the run's checker ask."""
    entities: tuple[Entity, ...] = ()
    """What the configuration declares about filing entities; of all sites, not of this one alone."""
    looks: tuple[Look, ...] = ()
    """Looks at the site, the oldest first, this run's the last; empty: the run keeps no history."""


JudgePage = Callable[[PageEvidence, RuleContext], Iterable[RuleSays]]
JudgeSite = Callable[[SiteEvidence, RuleContext], Iterable[RuleSays]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A loaded rule: its facts and its one judge function."""

    info: RuleInfo
    pack: str
    judge_page: JudgePage | None = None
    judge_site: JudgeSite | None = None
    doc: str = ""
    file: str = ""
