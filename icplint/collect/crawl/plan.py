"""What a site may cost in requests: the sum of the crawl's own limits. Asks nobody, not even for a name's address."""

from icplint.collect.crawl.further import MOST_SITEMAPS
from icplint.collect.crawl.home import home_ask
from icplint.collect.crawl.route import MAX_LEADS
from icplint.model.plan import Plan
from icplint.model.reading import MOST_WANTS
from icplint.model.settings import Devices, Settings
from icplint.model.site import Site

_ORIGINS = 4
"""Of one site: http and https, with `www` and without; each has a robots.txt."""


def plan_of(site: Site, settings: Settings) -> Plan:
    """The plan of one site; without requests for saved pages."""
    home = home_ask(site)
    if home is None:
        return Plan()
    fetch, crawl = settings.fetch, settings.crawl
    devices = 2 if crawl.device is Devices.BOTH else 1
    leads = devices * MAX_LEADS
    pages = crawl.max_pages - 1
    sitemaps = MOST_SITEMAPS if pages else 0
    materials = MOST_WANTS * devices
    steps = {
        "home": devices * len(home.candidates),
        "leads": leads,
        "materials": materials,
        # Where a page leads may be another's host; what it takes may lie on another one of its domain.
        "robots": 0 if crawl.authorised else _ORIGINS + leads + materials,
        "sitemaps": sitemaps,
        "pages": pages,
    }
    a_visit = fetch.max_redirects + 1
    # The first, the retries, and one more where this machine was too busy to listen.
    rounds = fetch.retries + 2
    # Any redirect may lead to another host, whose robots.txt is asked for, too.
    robots = 0 if crawl.authorised else (leads + materials + sitemaps + pages) * a_visit
    asks = sum(count for kind, count in steps.items() if kind != "robots") + robots
    # The first address answers with the page; further pages take the leave of one host, and its sitemap.
    usual = devices + (pages + 1 + (not crawl.authorised) if pages else 0)
    return Plan(
        addresses=home.candidates, steps=tuple(steps.items()), usual=usual, most=asks * a_visit * rounds
    )
