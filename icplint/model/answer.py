"""What came back for a request: an answer, or the reason why there is none."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from icplint.late import dataclass


class NotCheckedReason(StrEnum):
    """The published classes of "no page could be judged" (`reason` in the report)."""

    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    HTTP_4XX = "http-4xx"
    HTTP_5XX = "http-5xx"
    WAF = "waf"
    PARKED = "parked"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    TOO_COMPLEX = "too-complex"
    PARSE_BUDGET = "parse-budget"
    NOT_HTML = "not-html"
    ROBOTS = "robots"
    REFUSED_ADDRESS = "refused-address"
    REDIRECT_LOOP = "redirect-loop"
    DECODE = "decode"
    OVERLOAD = "overload"
    INTERRUPTED = "interrupted"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    SOFT_404 = "soft-404"
    POISON = "poison"


class Device(StrEnum):
    """The kind of visitor that a request plays."""

    DESKTOP = "desktop"
    MOBILE = "mobile"


class TlsTrouble(StrEnum):
    """What was overlooked to read an encrypted page, in a second try."""

    EXPIRED = "expired"
    INCOMPLETE = "incomplete"
    """The server does not send the certificates between its own and a known authority's."""
    LEGACY = "legacy"
    """Versions, ciphers or signatures that browsers have given up."""


class HopKind(StrEnum):
    """What sent the visitor on."""

    HTTP = "http"
    """The server: a status of 3xx with its `Location`."""
    REFRESH = "refresh"
    """`<meta http-equiv="refresh">`."""
    SCRIPT = "script"
    """A page whose script does nothing but name another address."""
    FRAME = "frame"
    """A frameset, or the one iframe that fills the page."""
    SPLASH = "splash"
    """A page without a footer of its own that lets the visitor choose a language."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the way from the address that was asked for to the page."""

    url: str
    status: int
    location: str
    """As the server or the page wrote it."""
    kind: HopKind = HopKind.HTTP


@dataclass(frozen=True, slots=True)
class Try:
    """One address that was tried, and how it ended."""

    url: str
    result: str
    """`answered`, an HTTP status such as `404`, or a class of `NotCheckedReason`."""
    detail: str = ""
    """For people: the system's own words. Hostile text: escape it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The facts of an answer, without its body."""

    url: str
    """Where the answer was found, after all hops. For a saved page the row's address, query kept."""
    status: int | None = None
    """None for a saved page."""
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in the order received."""
    fetched_at: datetime | None = None
    """Aware, UTC; None for a saved page. Of an answer that was kept: when the server said that it has not changed."""
    received_at: datetime | None = None
    """When a kept answer had come; None: it came now, or was saved."""
    address: str | None = None
    """The IP address that answered."""
    hops: tuple[Hop, ...] = ()
    tries: tuple[Try, ...] = ()
    device: Device = Device.DESKTOP
    tls: str | None = None
    """Protocol version, such as `TLSv1.3`; None for plain http and saved pages."""
    tls_troubles: tuple[TlsTrouble, ...] = ()
    """Empty: nothing was overlooked."""
    certificate: bytes | None = field(default=None, repr=False)
    """The server's, in DER; None for plain http, a saved page, and behind a proxy."""

    @property
    def shown_at(self) -> str:
        """The address that a visitor sees: of a page in a frame, that of the page around it."""
        return next((hop.url for hop in self.hops if hop.kind is HopKind.FRAME), self.url)

    @property
    def asked_at(self) -> str:
        """The address that was asked for before all hops."""
        return self.hops[0].url if self.hops else self.url

    def header(self, name: str) -> str | None:
        """The first value of a header, by its lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


class MaterialKind(StrEnum):
    """What a page takes from beside itself to show its footer."""

    SCRIPT = "script"
    FRAGMENT = "fragment"
    """A piece of HTML."""
    STYLESHEET = "stylesheet"


@dataclass(frozen=True, slots=True)
class Material:
    """Something that a page takes from beside itself, as it came."""

    kind: MaterialKind
    asked: str
    """The address that the page gives."""
    body: bytes
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How the fetch of something that stands beside a page ended."""

    kind: MaterialKind
    url: str
    """As it was asked for."""
    failure: NotCheckedReason | None = None
    """None: it came, and was read."""
    is_gone: bool = False
    """There is nothing at the address, for a visitor's browser neither."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes that came back, and the facts about them."""

    response: Response
    body: bytes
    """Content decoding undone, at most the size cap."""
    materials: tuple[Material, ...] = ()
    """What the page takes from beside itself, where it was fetched too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """No answer: a value that travels to every report, never an exception."""

    reason: NotCheckedReason
    url: str
    detail: str = ""
    """For people: the system's own words. Hostile text: escape it."""
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    tries: tuple[Try, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Of an error page; as in `Response`."""
    may_heal: bool = False
    """Another try may end better: the connection broke, or the server was busy."""
    body: bytes = b""
    """What an error page held, capped: a provider's block page is recognised by it."""
