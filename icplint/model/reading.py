"""What one page shows: the footer, and the evidence found on the page."""

from dataclasses import field
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.answer import HopKind, MaterialKind, NotCheckedReason, Response, Taken
from icplint.model.block import Source
from icplint.model.suppression import Directive


class Role(StrEnum):
    """What part something plays where it stands."""

    OWN = "own"
    """The site's own: in the footer, or labelled as a filing number."""
    PROSE = "prose"
    """Inside an article or sentence."""
    LINK_LIST = "link-list"
    """In 友情链接, 案例 or another list of strangers."""
    NEIGHBOUR = "neighbour"
    """Nearest to another entity's name (技术支持, 网站建设)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that stands on the page, and how it stands there."""

    raw: str
    """As written on the page, markup removed."""
    href: str | None = None
    """Where a click on it leads: absolute; None where nowhere."""
    in_footer: bool = True
    visible: bool = True
    source: Source = Source.HTML
    role: Role = Role.OWN
    labelled: bool = False
    """A label such as 备案号： stands before it."""
    selector: str = ""
    snippet: str = ""
    """The text of the block that it stands in, shortened around it."""


class NumberKind(StrEnum):
    """The kinds of number that a site may show for the ministry's register."""

    FILING = "filing"
    LICENCE = "licence"
    TELECOM_LICENCE = "telecom-licence"


class Service(StrEnum):
    """What a filing number's suffix stands for."""

    WEBSITE = "website"
    APP = "app"
    MINI_PROGRAM = "mini-program"
    QUICK_APP = "quick-app"


@dataclass(frozen=True, slots=True, kw_only=True)
class IcpNumber(Occurrence):
    """A well-formed filing or licence number."""

    number: str
    """Normalised: `京ICP备16059763号-1`."""
    kind: NumberKind
    subject: str
    """The number without its suffix: `京ICP备16059763号`."""
    suffix: int | None = None
    service: Service | None = None
    """None: a subject number, which stands for no single service."""
    province: str | None = None
    """Short Chinese name; None: a licence without a province sign or 合字."""
    style: tuple[str, ...] = ()
    """Oddities of writing: full-width, inner-blanks, zero-width, label-glued, english-label, lower-case,
    double-hao, sign-in-brackets, old-form."""
    faults: tuple[str, ...] = ()
    """Doubts that leave the number one (`eight-digits-late-year`)."""
    famous_holder: str | None = None
    """The holder of a number that is known as a famous site's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PsbNumber(Occurrence):
    """A public-security number whose 14 digits are whole, or a legacy form."""

    number: str
    """Normalised: `京公网安备11010502030001号`."""
    digits: str
    """The digits, without a trailing -1."""
    province_sign: str | None = None
    """As written; None where only the digits stand there."""
    icon: str | None = None
    """Absolute address, `data:…`, `svg:inline`, `css:<class>`, or None."""
    icon_place: str | None = None
    """`before | inside | after | away`."""
    icon_empty: bool = False
    """An `<img>` stands there, but with an empty or missing src."""
    icon_needs_stylesheet: bool = False
    """An element that an outer style sheet may draw the badge on stands there."""
    faults: tuple[str, ...] = ()
    """Named faults of the writing (see `icplint.numbers.public_security`)."""
    style: tuple[str, ...] = ()
    meant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss(Occurrence):
    """Something that was plainly meant as a number and is none."""

    family: str
    """`icp | psb`."""
    faults: tuple[str, ...]
    """Named faults (see `icplint.numbers`), the gravest first."""
    meant: str | None = None
    """The number that was meant, where it can be told."""
    icon: str | None = None
    kind: NumberKind | None = None
    """None: a public-security number, or an ICP number whose kind cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parody(Occurrence):
    """A joke filing (萌, 茶 …); never counts as a filing."""

    registry: str | None = None
    """The joke register's name, where known."""
    wears_badge: bool = False
    """It carries the police badge or a link to an official host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copyright(Occurrence):
    """A copyright notice."""

    owner: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    faults: tuple[str, ...] = ()
    """`template-owner`, `template-year` …: a placeholder left in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLicence(Occurrence):
    """A licence or registration other than the ministry's and the police's."""

    kind: str
    """Its Chinese name, such as 网络文化经营许可证."""
    number: str | None = None
    """None: only its name stands there, or what was meant as its number has faults."""
    faults: tuple[str, ...] = ()
    """`form`: not written as such numbers are; `placeholder`: a sample that nobody filled in."""


class MarkKind(StrEnum):
    """What a site shows beside numbers."""

    CONAC = "conac"
    """The badge of 党政机关 and 事业单位, or its loader."""
    SITE_CODE = "site-code"
    """The 网站标识码 of a government site."""
    ERROR_REPORT = "error-report"
    """The link or loader of 政府网站找错."""
    BUSINESS_LICENCE = "business-licence"
    """A link or picture of the 营业执照."""
    REPORT_CENTRE = "report-centre"
    """A link to a centre for reporting unlawful content, such as 12377."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMark(Occurrence):
    """A badge, code or link that the rules of some trades ask for."""

    kind: MarkKind
    code: str | None = None
    """The code that it carries: the site's code, the badge's id; None where it carries none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything a page shows that a rule may judge, in page order; `copyrights` main notice first."""

    icp: tuple[IcpNumber, ...] = ()
    psb: tuple[PsbNumber, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    parodies: tuple[Parody, ...] = ()
    copyrights: tuple[Copyright, ...] = ()
    licences: tuple[OtherLicence, ...] = ()
    organisers: tuple[str, ...] = ()
    """Names behind 主办单位 / 主办, for pages whose line that is."""
    unreadable_icp: tuple[Occurrence, ...] = ()
    """Signs of an ICP number that cannot be read as text: official link around a picture, a title."""
    unreadable_psb: tuple[Occurrence, ...] = ()
    """The same of a PSB number: its code only in a link, a picture's title."""
    marks: tuple[SiteMark, ...] = ()
    """Badges, codes and links of some trades; those that the source alone tells come last."""


@dataclass(frozen=True, slots=True)
class FooterContents:
    """All that a reader sees in the footer; gathered only where a run demands items of its own."""

    lines: tuple[str, ...] = ()
    """One for each block, blanks folded."""
    links: tuple[tuple[str, str], ...] = ()
    """Text and absolute address of each link that leads somewhere; the text may be empty."""
    pictures: tuple[str, ...] = ()
    """Addresses of the pictures, as in `Picture`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The part of the page that plays the footer."""

    selector: str = ""
    reasons: tuple[str, ...] = ()
    """Why it was chosen: landmark, class, last, legal-phrases …"""
    text: str = ""
    """What a reader sees there, one line for each block."""
    fingerprint: str = ""
    """Equal for equal footers: a hash of the folded text without years."""
    contents: FooterContents | None = None
    """None: not gathered."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a page that shows nothing of its own sends its visitor."""

    kind: HopKind
    url: str
    """Absolute, http or https."""
    written: str
    """As the page writes it."""


MOST_PIECES = 4
"""Scripts and pieces of HTML that one page may ask for."""
MOST_SHEETS = 3
"""Style sheets that one page may ask for."""
MOST_WANTS = MOST_PIECES + MOST_SHEETS
"""Requests that one page may cause beside its own."""


UNREAD_PIECE = "unread-piece"
"""`needs_rendering` of a page that brings a piece of its footer from an address which was not read."""


@dataclass(frozen=True, slots=True)
class Want:
    """Something beside the page that its footer may come from."""

    kind: MaterialKind
    url: str
    """Absolute, http or https."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page, read. Holds no tree and no body."""

    response: Response
    body_sha256: str
    charset: str
    charset_declared: str | None = None
    """As the page or its header says it; None: nothing declared."""
    charset_note: str | None = None
    """`wrong-declaration | not-declared | mojibake`, or None where all is well."""
    rendered: bool = False
    is_fragment: bool = False
    """No `<html>`, `<head>` or `<body>` in the source: a template's piece."""
    language: str | None = None
    """The page's own `lang`, lower case."""
    has_chinese: bool = True
    title: str = ""
    site_code: str | None = None
    """`<meta name="SiteIDCode">`."""
    needs_rendering: str | None = None
    """Why static HTML does not show the page (an empty application root, a piece that was not read …); None: it does."""
    refusal: NotCheckedReason | None = None
    """The page is no answer: a challenge, a parked name, a provider's block page."""
    refused_by: str | None = None
    """Whose page it is instead, where known: a firewall, the host of a log-in form."""
    blocked_by: str | None = None
    """The provider whose page for unfiled domains this is."""
    asset_hosts: tuple[str, ...] = ()
    """Hosts that serve the page's scripts, style sheets and pictures, the badge beside a number aside."""
    footer: Footer = field(default_factory=Footer)
    evidence: Evidence = field(default_factory=Evidence)
    directives: tuple[Directive, ...] = ()
    """Comments that ask to spare the page; whether they count is decided where it is judged."""
    lead: Lead | None = None
    """The page only leads on to another one; None: it is a page of its own."""
    wants: tuple[Want, ...] = ()
    """What would have to be fetched to see the footer whole; empty once it was tried."""
    taken: tuple[Taken, ...] = ()
    """What was fetched beside the page, and what could not be."""
    has_unread_sheets: bool = True
    """Some style sheet of the page may draw a badge that those which were read do not."""
    links: tuple[str, ...] = ()
    """Pages of the same site that this one links to, absolute, without fragments, in page order; gathered only
    where more than the home page is wanted."""
    is_sampled: bool = False
    """Nobody listed the page: it was chosen from the site's links or its sitemap."""
