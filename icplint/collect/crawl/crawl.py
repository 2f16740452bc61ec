"""Which pages of a site are asked for, and when it is enough."""

from dataclasses import field

from icplint.collect.crawl.route import Route
from icplint.late import dataclass
from icplint.model.settings import CrawlSettings
from icplint.model.site import Site


@dataclass(frozen=True, slots=True)
class Crawl:
    """Makes the ways through the sites of a run."""

    settings: CrawlSettings = field(default_factory=CrawlSettings)

    def route(self, site: Site) -> Route:
        """A way through one site, at its beginning."""
        return Route(site, self.settings)
