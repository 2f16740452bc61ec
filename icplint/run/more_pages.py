"""A site's further pages: what its sitemaps name is gathered, then pages are asked for one by one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from icplint.collect.crawl.further import FurtherPages
from icplint.collect.crawl.sitemap import read_sitemap
from icplint.collect.fetch.fetcher import Fetcher
from icplint.late import dataclass
from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask, Purpose
from icplint.model.case import Case
from icplint.model.reading import Reading
from icplint.model.settings import CrawlSettings

ReadPage = Callable[[Ask], Awaitable[Reading | FetchFailure]]
"""Fetches a page, and reads it with the links to its site."""

NamedSitemaps = Callable[[str, Ask], Awaitable[tuple[str, ...]]]
"""The sitemaps that a host's robots.txt names, by an address on the host and the ask for it."""


async def no_named_sitemaps(url: str, ask: Ask) -> tuple[str, ...]:  # noqa: ARG001 - the shape of `NamedSitemaps`
    """Of a run that asks no robots.txt."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the way to further pages takes."""

    settings: CrawlSettings
    fetcher: Fetcher
    read_page: ReadPage
    named_sitemaps: NamedSitemaps


async def with_more_pages(case: Case, means: Means) -> Case:
    """The case with a sample of the site's further pages; as it was where its home page could not be judged.

    A page of the sample that cannot be read takes nothing away: nobody declared it. It is told.
    """
    homes = [one for one in case.answers if one.blocked_by is None]
    if not homes or homes[0].response.status is None:
        return case
    further = FurtherPages(case.site, homes, means.settings)
    await _gather_sitemaps(further, means)
    pages: list[Reading] = []
    unread: list[FetchFailure] = []
    while (wanted := further.next()) is not None:
        ask, depth = wanted
        taken = further.take(await means.read_page(ask), depth)
        if isinstance(taken, Reading):
            pages.append(replace(taken, links=(), is_sampled=True))
        elif taken is not None:
            unread.append(taken)
    homes_alone = tuple(replace(one, links=()) if one.links else one for one in case.readings)
    return replace(case, readings=(*homes_alone, *pages), unsampled=tuple(unread))


async def _gather_sitemaps(further: FurtherPages, means: Means) -> None:
    named = await means.named_sitemaps(further.origin, further.ask_for(further.home, Purpose.SITEMAP))
    waiting = further.sitemaps(named or (f"{further.origin}/sitemap.xml",))
    is_nested = False
    while waiting:
        nested: list[str] = []
        for ask in waiting:
            came = await means.fetcher.fetch(ask)
            if isinstance(came, Answer):
                sitemap = read_sitemap(came.body)
                further.take_sitemap(sitemap)
                nested += sitemap.sitemaps
        if is_nested:  # an index that names further ones is none by the protocol
            return
        waiting, is_nested = further.sitemaps(nested), True
