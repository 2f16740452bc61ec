"""What is asked of a site."""

from enum import StrEnum

from icplint.late import dataclass
from icplint.model.answer import Device, Hop


class Purpose(StrEnum):
    """What an answer is wanted for; it decides what may come, how large, and whose leave is asked."""

    HOME = "home"
    """The page that a site is listed by: the one request for which robots.txt is not fetched."""
    PAGE = "page"
    """Another page: framed in the home page, or linked from it."""
    ROBOTS = "robots"
    """The robots.txt of a host."""
    SITEMAP = "sitemap"
    SCRIPT = "script"
    """A script of the site that writes its footer."""
    FRAGMENT = "fragment"
    """A piece of HTML that a script of the site puts into the page."""
    STYLESHEET = "stylesheet"
    """A style sheet that draws the badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing wanted, by one or more addresses: the first that answers with it serves."""

    candidates: tuple[str, ...]
    """Absolute addresses in the order of trying; four for a bare domain."""
    purpose: Purpose = Purpose.HOME
    device: Device = Device.DESKTOP
    private_host: str | None = None
    """`host` or `host:port` typed by the user: its private address is opened for this ask alone, on its own port."""
    hops: tuple[Hop, ...] = ()
    """How pages that only lead on led here; the answer's own redirects come behind them."""
