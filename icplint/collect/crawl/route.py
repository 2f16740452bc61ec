"""The way through one site: the home page first, then where it leads."""

from dataclasses import replace

from icplint.collect.crawl.home import home_ask
from icplint.model.answer import FetchFailure, Hop, NotCheckedReason
from icplint.model.ask import Ask, Purpose
from icplint.model.case import Case
from icplint.model.reading import Lead, Reading
from icplint.model.settings import CrawlSettings
from icplint.model.site import Site

MAX_LEADS = 5
"""Pages in a row that only lead on; browsers' visitors would have given up."""


class Route:
    """Decides, after each round of answers, what to ask for next."""

    def __init__(self, site: Site, settings: CrawlSettings) -> None:
        self._site = site
        self._settings = settings
        self._began = False

    def asks(self, case: Case) -> tuple[Ask, ...]:
        """What is wanted now: the home page first, none when nothing more is wanted."""
        if not self._began:
            self._began = True
            home = home_ask(self._site)
            return () if home is None else (home,)
        if case.readings or case.failures or not case.passed:
            return ()
        return (self._onward(case.passed[-1]),)

    def leads_on(self, ask: Ask, reading: Reading, case: Case) -> bool:
        """Whether a page is only a step of the way, to be followed to where it leads."""
        return reading.lead is not None and ask.purpose in (Purpose.HOME, Purpose.PAGE) and not case.readings

    def lost(self, case: Case) -> FetchFailure | None:
        """Why the pages that lead on are not followed any further; None: nothing against it."""
        last = case.passed[-1]
        lead = last.lead
        assert lead is not None  # noqa: S101 - `leads_on` let it pass
        seen = {page.response.url for page in case.passed}
        if lead.url not in seen and len(case.passed) <= MAX_LEADS:
            return None
        return FetchFailure(
            reason=NotCheckedReason.REDIRECT_LOOP,
            url=last.response.url,
            detail=f"back to {lead.url}" if lead.url in seen else f"{len(case.passed)} pages that lead on",
            status=last.response.status,
            hops=last.response.hops,
            tries=last.response.tries,
        )

    def _onward(self, page: Reading) -> Ask:
        lead = page.lead
        assert lead is not None  # noqa: S101 - `leads_on` let it pass
        home = home_ask(self._site)
        ask = Ask(candidates=(lead.url,), hops=_way_over(page, lead), device=page.response.device)
        return ask if home is None else replace(ask, private_host=home.private_host)


def _way_over(page: Reading, lead: Lead) -> tuple[Hop, ...]:
    came = page.response
    return (*came.hops, Hop(came.url, came.status or 0, lead.written, lead.kind))
