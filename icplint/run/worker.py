"""Checks sites in one process: long-lived tasks, fed by leases that overlap.

A lease is no barrier: the next one is taken when the stock of sites runs low, and each outcome is
given away when it is there. One site that takes its full time holds up one task, nobody else.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import trio

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.crawl.manners import Manners
from icplint.collect.fetch.courtesy import Fetch
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.journal import is_read, site_in_work, tell
from icplint.model.answer import NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.outcome import Outcome
from icplint.model.settings import CrawlSettings, KeepBodies, Settings
from icplint.model.site import Site
from icplint.run.clock import utc_now
from icplint.run.collector import held_back_collector
from icplint.run.log_file import log_file
from icplint.run.look_ups import open_look_up
from icplint.run.not_checked import INTERRUPTED, crashed, not_checked
from icplint.run.pipeline import Tools, check_site
from icplint.run.recorder import Recorder, keep, kept_answers, recorded_tools
from icplint.run.rules import rules_of

Take = Callable[[], Awaitable[Sequence[Site] | None]]
"""Another lease of sites; None: there are no more."""

Give = Callable[[Outcome], Awaitable[None]]
"""Takes an outcome away. May wait; once called it is never cancelled."""

_log = logging.getLogger(__name__)


async def work(settings: Settings, take: Take, give: Give, *, today: date) -> None:
    """Check the sites of all leases; returns when `take` has no more and all sites are given.

    When it is cancelled, or breaks, the sites that were taken and not finished are given as
    `not-checked(interrupted)`: each site that was taken is given exactly once.
    """
    manners = Manners(_share(settings), user_agent=settings.fetch.agent, now=utc_now, processes=settings.jobs)
    async with (
        open_fetcher(settings.fetch, clock=utc_now, courtesy=manners) as fetcher,
        open_look_up(settings, today) as look_up,
    ):
        tools = Tools(
            crawl=Crawl(settings.crawl),
            fetcher=fetcher,
            look_up=look_up,
            rules=rules_of(settings),
            settings=settings,
            today=today,
            named_sitemaps=partial(named_sitemaps, manners, fetcher.fetch),
            forget=fetcher.forget,
        )
        with log_file(settings), held_back_collector():
            await work_with(tools, take, give)


async def named_sitemaps(manners: Manners, fetch: Fetch, url: str, ask: Ask) -> tuple[str, ...]:
    """The sitemaps that a host's robots.txt names; none in a run that asks no robots.txt."""
    return () if manners.robots is None else await manners.robots.sitemaps(url, ask, fetch)


def _share(settings: Settings) -> CrawlSettings:
    """What one of several processes may ask of a host that others may be asking as well."""
    crawl, jobs = settings.crawl, settings.jobs
    return replace(
        crawl,
        host_concurrency=max(1, crawl.host_concurrency // jobs),
        host_interval_s=crawl.host_interval_s * jobs,
        address_concurrency=max(1, crawl.address_concurrency // jobs),
    )


async def work_with(tools: Tools, take: Take, give: Give) -> None:
    """`work` with tools that are there already."""
    concurrency = tools.settings.fetch.concurrency
    is_open: dict[int, Site] = {}
    into_stock, stock = trio.open_memory_channel[Site](concurrency)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(_fill_stock, take, into_stock, is_open)
            for _ in range(concurrency):
                nursery.start_soon(_check_from_stock, stock, tools, give, is_open)
    finally:
        with trio.CancelScope(shield=True):
            for site in tuple(is_open.values()):
                await give(
                    not_checked(
                        site,
                        NotCheckedReason.INTERRUPTED,
                        INTERRUPTED,
                        rules=tools.rules,
                        settings=tools.settings,
                        today=tools.today,
                    )
                )


async def _fill_stock(take: Take, into_stock: trio.MemorySendChannel[Site], is_open: dict[int, Site]) -> None:
    async with into_stock:
        while (lease := await take()) is not None:
            is_open.update((site.index, site) for site in lease)
            for site in lease:
                await into_stock.send(site)


async def _check_from_stock(
    stock: trio.MemoryReceiveChannel[Site], tools: Tools, give: Give, is_open: dict[int, Site]
) -> None:
    async for site in stock:
        outcome = await outcome_of(site, tools)
        with trio.CancelScope(shield=True):
            await give(outcome)
        del is_open[site.index]


async def outcome_of(site: Site, tools: Tools) -> Outcome:
    """Check one site, and keep its answers where the settings say so. Never raises for a site, nor for a bug."""
    site_in_work.set(site.label)
    recorder = None
    keep_bodies = KeepBodies.NONE if tools.settings.scan.store is None else tools.settings.scan.keep_bodies
    if tools.settings.keep_answers is not None or keep_bodies is not KeepBodies.NONE:
        tools, recorder = recorded_tools(tools)
    try:
        outcome = await check_site(site, tools)
    except Exception as bug:  # noqa: BLE001 - one of the places where a crash becomes a counted outcome
        # A bug of ours must cost neither the other sites nor its own: it is counted, told with its
        # traceback, and the run ends with 4.
        _log.exception("%s: the check broke", site.label)
        detail = f"{type(bug).__name__}: {bug}"
        outcome = crashed(site, detail, rules=tools.rules, settings=tools.settings, today=tools.today)
    if recorder is not None and tools.settings.keep_answers is not None:
        _keep(recorder, site, tools.settings)
    if recorder is not None and (
        keep_bodies is KeepBodies.ALL or (keep_bodies is KeepBodies.FINDINGS and not outcome.clean)
    ):
        outcome = replace(outcome, kept=kept_answers(recorder, site))
    if is_read():
        tell(
            "site",
            checked=outcome.not_checked is None,
            reason=outcome.not_checked,
            judged=outcome.final_url,
            measured=outcome.measured,
            findings=len(outcome.findings),
        )
    return outcome


def _keep(recorder: Recorder, site: Site, settings: Settings) -> None:
    folder = Path(settings.keep_answers or "")
    try:
        keep(recorder, site, folder)
    except OSError as error:
        _log.warning("%s: its answers were not kept in %s: %s", site.label, folder, error.strerror or error)
