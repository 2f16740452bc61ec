"""Further pages of a site, chosen from its links and its sitemap."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from icplint.collect.crawl.frontier import Frontier
from icplint.collect.crawl.home import home_ask
from icplint.collect.crawl.sampling import Sampling
from icplint.collect.crawl.sitemap import Sitemap
from icplint.facts.site_hosts import is_one_site
from icplint.model.answer import Device, FetchFailure
from icplint.model.ask import Ask, Purpose
from icplint.model.reading import Reading
from icplint.model.settings import CrawlSettings
from icplint.model.site import Site

MOST_SITEMAPS = 4
"""Files that are asked for of one site: an index and three, or those that robots.txt names."""


class FurtherPages:
    """Chooses pages of one site one by one, until there are enough."""

    def __init__(self, site: Site, homes: Iterable[Reading], settings: CrawlSettings) -> None:
        """Begin with the home page.

        Args:
            site: As listed.
            homes: What was read of it, for each device; at least one.
            settings: How many pages, and how deep.
        """
        self._homes = tuple(homes)
        self._settings = settings
        home = home_ask(site)
        self._private_host = home.private_host if home is not None else None
        self._frontier = Frontier()
        self._sampling = Sampling()
        self._asked = 0
        for reading in self._homes:
            self._frontier.know(reading.response.url)
            self._sampling.see(reading.footer.fingerprint)
        self._sampling.in_a_row = 0
        for reading in self._homes:
            self._frontier.offer(reading.links, 1)
        self._sitemaps_asked: set[str] = set()

    @property
    def home(self) -> str:
        """Where the home page was found."""
        return self._homes[0].response.url

    @property
    def origin(self) -> str:
        """Scheme and host of the home page."""
        parts = urlsplit(self.home)
        return f"{parts.scheme}://{parts.netloc}"

    def ask_for(self, address: str, purpose: Purpose) -> Ask:
        """The ask for something of the site; a private address stays open where it was typed."""
        is_typed = self._private_host is not None and is_one_site(address, self.home)
        return Ask(
            candidates=(address,),
            purpose=purpose,
            device=self._homes[0].response.device if purpose is Purpose.PAGE else Device.DESKTOP,
            private_host=urlsplit(address).netloc.lower() if is_typed else None,
        )

    def sitemaps(self, named: Iterable[str]) -> list[Ask]:
        """Asks for sitemaps of the site that are to be had yet; of those elsewhere, and of too many, none.

        Args:
            named: By robots.txt or by an index.
        """
        asks = []
        for address in named:
            if len(self._sitemaps_asked) == MOST_SITEMAPS:
                break
            if address not in self._sitemaps_asked and is_one_site(address, self.home):
                self._sitemaps_asked.add(address)
                asks.append(self.ask_for(address, Purpose.SITEMAP))
        return asks

    def take_sitemap(self, sitemap: Sitemap) -> None:
        """Take note of what a sitemap names. It counts as one link away from the home page."""
        self._frontier.offer((page for page in sitemap.pages if is_one_site(page, self.home)), 1)

    def next(self) -> tuple[Ask, int] | None:
        """The next page to ask for and its depth; None: it is enough."""
        most = self._settings.max_pages - 1
        if self._asked >= most or self._sampling.is_enough:
            return None
        found = self._frontier.take()
        if found is None:
            return None
        self._asked += 1
        return self.ask_for(found[0], Purpose.PAGE), found[1]

    def take(self, found: Reading | FetchFailure, depth: int) -> Reading | FetchFailure | None:
        """What a page means for the site: a page to judge, one that is told as unread, or nothing.

        Nothing: it lies elsewhere, or is a page that was read already.
        """
        if isinstance(found, FetchFailure):
            return found
        url = found.response.url
        if not is_one_site(url, self.home):
            return None
        if found.refusal is not None:
            return FetchFailure(
                reason=found.refusal, url=url, status=found.response.status, hops=found.response.hops
            )
        if found.lead is not None:
            self._frontier.offer([found.lead.url] if is_one_site(found.lead.url, self.home) else [], depth)
            return None
        if found.response.hops and any(one.response.url == url for one in self._homes):
            return None
        self._frontier.know(url)
        self._sampling.see(found.footer.fingerprint)
        if depth < self._settings.depth:
            self._frontier.offer(found.links, depth + 1)
        return found
