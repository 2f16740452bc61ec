"""The way through one site: the home page first, then where it leads."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from icplint.collect.crawl.home import home_ask
from icplint.facts.domains import registrable_domain
from icplint.model.answer import Device, FetchFailure, Hop, HopKind, NotCheckedReason
from icplint.model.ask import Ask, Purpose
from icplint.model.case import Case
from icplint.model.reading import Reading
from icplint.model.settings import CrawlSettings, Devices
from icplint.model.site import Site

MAX_LEADS = 5
"""Pages in a row that only lead on; a visitor would have given up."""


_DEVICES = {
    Devices.DESKTOP: (Device.DESKTOP,),
    Devices.MOBILE: (Device.MOBILE,),
    Devices.BOTH: (Device.DESKTOP, Device.MOBILE),
}


class Route:
    """Decides, after each round of answers, what to ask for next."""

    def __init__(self, site: Site, settings: CrawlSettings) -> None:
        self._site = site
        self._settings = settings
        home = home_ask(site)
        self._home = home
        self._devices = list(_DEVICES[settings.device])
        """Whose sight is still to be asked for."""
        self._followed = 0
        """Pages that lead on whose target was asked for."""

    def asks(self, case: Case) -> tuple[Ask, ...]:
        """What is wanted now: the home page first, none when nothing more is wanted."""
        if len(case.passed) > self._followed and not case.failures:
            self._followed = len(case.passed)
            return (self._onward(case.passed[-1]),)
        if self._home is None or not self._devices or case.failures:
            return ()
        return (replace(self._home, device=self._devices.pop(0)),)

    def leads_on(self, ask: Ask, reading: Reading) -> bool:
        """Whether a page is only a step of the way, to be followed to where it leads."""
        return (
            reading.lead is not None
            and reading.refusal is None
            and ask.purpose in (Purpose.HOME, Purpose.PAGE)
        )

    def lost(self, case: Case) -> FetchFailure | None:
        """Why the pages that lead on are not followed any further; None: nothing against it."""
        last = case.passed[-1]
        target = self._onward(last).candidates[0]
        way = [page for page in case.passed if page.response.device is last.response.device]
        seen = {page.response.url for page in way}
        if target not in seen and len(way) <= MAX_LEADS:
            return None
        return FetchFailure(
            reason=NotCheckedReason.REDIRECT_LOOP,
            url=last.response.url,
            detail=f"back to {target}" if target in seen else f"{len(way)} pages that lead on",
            status=last.response.status,
            hops=last.response.hops,
            tries=last.response.tries,
        )

    def turned_back(self, case: Case) -> Case:
        """The case; where the Chinese side of a choice of languages cannot be had, with that page as the site's own."""
        if case.readings or not case.failures or not case.passed:
            return case
        *way, last = case.passed
        if last.lead is None or last.lead.kind is not HopKind.SPLASH:
            return case
        return replace(case, passed=tuple(way), readings=(last,))

    def _onward(self, page: Reading) -> Ask:
        came, lead = page.response, page.lead
        assert lead is not None  # noqa: S101 - `leads_on` let it pass
        target = self._where_it_stands(lead.url, came.url)
        is_own_step = lead.kind in (HopKind.REFRESH, HopKind.SCRIPT) and _is_one_domain(target, came.url)
        return Ask(
            candidates=(target,),
            purpose=Purpose.HOME if is_own_step else Purpose.PAGE,
            device=came.device,
            private_host=_private_host(self._home, target),
            hops=(*came.hops, Hop(came.url, came.status or 0, lead.written, lead.kind)),
        )

    def _where_it_stands(self, address: str, came_from: str) -> str:
        """Of a preview, the address that the public one will have stands on the preview's own host."""
        if self._site.stands_for is None or _origin(address)[1] != _origin(self._site.stands_for)[1]:
            return address
        return urlunsplit(
            urlsplit(address)._replace(scheme=_origin(came_from)[0], netloc=_origin(came_from)[1])
        )


def _origin(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()


def _is_one_domain(one: str, other: str) -> bool:
    hosts = [_origin(address)[1].rpartition("@")[2].partition(":")[0] for address in (one, other)]
    return hosts[0] == hosts[1] or (registrable_domain(hosts[0]) or hosts[0]) == registrable_domain(hosts[1])


def _private_host(home: Ask | None, target: str) -> str | None:
    """The private host that the user typed, where the page leads to that very host and port."""
    if home is None or home.private_host is None:
        return None
    return home.private_host if _origin(target)[1] == home.private_host.lower() else None
