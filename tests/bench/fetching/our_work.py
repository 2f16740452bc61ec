"""The product's own fetcher, as its worker uses it; or its whole check of each site."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import trio

from icplint.collect.crawl.home import home_ask
from icplint.collect.crawl.manners import Manners
from icplint.collect.fetch.fetcher import Fetcher
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.model.answer import Answer
from icplint.model.outcome import Outcome
from icplint.model.settings import FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.clock import utc_now
from icplint.run.collector import held_back_collector
from icplint.run.wiring import executor_for
from icplint.tell.report.json_lines import write_outcome
from tests.bench.fetching.anew import read_all_anew
from tests.bench.fetching.plan import Plan, Tally

TODAY = date(2026, 11, 25)


async def fetch(plan: Plan) -> None:
    """Fetch each page through guard, resolver, pace and transport, and look at nothing but its end."""
    settings = settings_of(plan)
    manners = Manners(settings.crawl, user_agent=settings.fetch.agent, now=utc_now)
    with held_back_collector():
        async with open_fetcher(settings.fetch, clock=utc_now, courtesy=manners) as fetcher:
            tally = await _fetch_all(plan, fetcher)
    tally.tell()


async def _fetch_all(plan: Plan, fetcher: Fetcher) -> Tally:
    sites = sites_of(plan)
    tally = Tally(plan)

    async def work() -> None:
        for site in sites:
            ask = home_ask(site)
            assert ask is not None
            came = await fetcher.fetch(ask)
            if isinstance(came, Answer):
                tally.take(came.body)
            else:
                tally.end(is_whole=False)

    async with trio.open_nursery() as nursery:
        for _ in range(plan.concurrency):
            nursery.start_soon(work)
    return tally


def check(plan: Plan) -> None:
    """Fetch, read, judge, and write a line for each site, in one process or in several."""
    read_all_anew()
    settings = settings_of(plan)
    run_sites = executor_for(settings)
    sites = sites_of(plan)
    tally = Tally(plan)
    with Path(plan.report).open("wb") as report:

        def give(outcome: Outcome) -> None:
            write_outcome(outcome, report)
            tally.end(is_whole=outcome.not_checked is None)

        run_sites(sites, settings, give, today=TODAY)
    tally.tell()


def settings_of(plan: Plan) -> Settings:
    """The product's settings for a plan."""
    fetch_settings = FetchSettings(concurrency=plan.concurrency, timeout_s=plan.timeout_s, allow_private=True)
    return Settings(fetch=fetch_settings, jobs=plan.jobs)


def sites_of(plan: Plan) -> Iterator[Site]:
    """A site for each address, made when it is wanted."""
    with Path(plan.addresses).open() as lines:
        for index, line in enumerate(lines):
            yield Site(index=index, label=line.strip(), target=WebAddress(line.strip()))
