"""The story of one site. Start reading here."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import assert_never

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.fetch.fetcher import Fetcher
from icplint.collect.fetch.journal import tell
from icplint.judge.engine import judge
from icplint.late import dataclass
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.ask import Ask
from icplint.model.case import Case
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.outcome import Outcome
from icplint.model.reading import Reading
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import Saved, Site
from icplint.read.page.site_links import with_site_links
from icplint.run.judged_host import judged_host
from icplint.run.materials import read_with_materials
from icplint.run.more_pages import Means, NamedSitemaps, no_named_sitemaps, with_more_pages
from icplint.run.reading import read_for, saved_case

LookUp = Callable[[Site, str], Awaitable[RegisterAnswer]]
"""What was filed for a site, by the host that is judged; empty where none is known. Never raises for a site."""


async def no_register(site: Site, host: str) -> RegisterAnswer:  # noqa: ARG001 - the shape of a look-up
    """The look-up of a run that was given no register."""
    return NOT_OFFERED


Forget = Callable[[Answer], Awaitable[None]]


async def nothing_to_forget(came: Answer) -> None:
    """Of a run that keeps no answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What checking takes, made once for a whole run."""

    crawl: Crawl
    fetcher: Fetcher
    look_up: LookUp
    rules: tuple[Rule, ...]
    settings: Settings
    today: date
    """In Beijing."""
    named_sitemaps: NamedSitemaps = no_named_sitemaps
    forget: Forget = nothing_to_forget
    """Told of what came and is no answer of the site, so that no later run takes it for one that is unchanged."""


async def check_site(site: Site, tools: Tools) -> Outcome:
    """Check one site, from its address to its findings. Never raises for a bad site."""
    if isinstance(site.target, Saved):
        case = saved_case(site, tools.settings)
    else:
        case = await _visited(site, tools)
    case = case.plus(await tools.look_up(site, judged_host(case)))
    return judge(case, tools.rules, tools.settings.judge, tools.today)


async def _visited(site: Site, tools: Tools) -> Case:
    """The site with its pages: the home page, where that one leads, and what they ask for."""
    case = Case(site)
    route = tools.crawl.route(site)
    while asks := route.asks(case):
        for ask in asks:
            found = await _read_page(site, ask, tools, is_home=True)
            if isinstance(found, Reading) and route.leads_on(ask, found):
                case = replace(case, passed=(*case.passed, found))
                _tell_lead(found)
                if (lost := route.lost(case)) is not None:
                    case = case.plus([lost])
            else:
                case = route.turned_back(case.plus([found]))
    if tools.settings.crawl.max_pages > 1:
        means = Means(
            settings=tools.settings.crawl,
            fetcher=tools.fetcher,
            read_page=partial(_read_page, site, tools=tools),
            named_sitemaps=tools.named_sitemaps,
        )
        case = await with_more_pages(case, means)
    return case


def _tell_lead(page: Reading) -> None:
    if page.lead is not None:
        tell("hop", url=page.response.url, kind=page.lead.kind, location=page.lead.url)


async def _read_page(site: Site, ask: Ask, tools: Tools, *, is_home: bool = False) -> Reading | FetchFailure:
    came = await tools.fetcher.fetch(ask)
    found = _read(site, came, tools.settings.judge)
    if isinstance(came, Answer) and not _is_sites_own(found):
        await tools.forget(came)
    if is_home and isinstance(came, Answer) and isinstance(found, Reading) and found.wants:
        found = await read_with_materials(
            site, ask, came, found, fetcher=tools.fetcher, settings=tools.settings.judge
        )
    if tools.settings.crawl.max_pages > 1 and isinstance(found, Reading) and isinstance(came, Answer):
        return with_site_links(found, came)
    return found


def _is_sites_own(found: Reading | FetchFailure) -> bool:
    return isinstance(found, Reading) and found.refusal is None and found.blocked_by is None


def _read(site: Site, came: Answer | FetchFailure, settings: JudgeSettings) -> Reading | FetchFailure:
    match came:
        case Answer():
            return read_for(site, came, settings)
        case FetchFailure():
            return _read_error_page(site, came, settings)
        case never:
            assert_never(never)


def _read_error_page(site: Site, failure: FetchFailure, settings: JudgeSettings) -> Reading | FetchFailure:
    """A provider's block page or a challenge, where the error page is one; else the failure alone.

    The body ends here: a failure is kept for the whole run.
    """
    without_body = replace(failure, body=b"")
    if not failure.body:
        return without_body
    response = Response(
        url=failure.url,
        status=failure.status,
        headers=failure.headers,
        hops=failure.hops,
        tries=failure.tries,
    )
    reading = read_for(site, Answer(response, failure.body), settings)
    if not isinstance(reading, Reading) or reading.refusal is NotCheckedReason.SOFT_404:
        # The status says more truly what a page that nothing is there says.
        return without_body
    return reading if reading.refusal is not None or reading.blocked_by is not None else without_body
