"""robots.txt over real sockets: who is asked, who is not, and what counts as no."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest
import trio
import trio.testing
from hypothesis import given, settings
from hypothesis import strategies as st

from icplint.collect.crawl.manners import Manners
from icplint.collect.crawl.robots import Robots
from icplint.collect.fetch.http_fetcher import HttpFetcher, open_fetcher
from icplint.collect.fetch.visit import MOST_BYTES
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.ask import Ask, Purpose
from icplint.model.settings import CrawlSettings, FetchSettings
from tests.fakes.servers import noon, response, serve

PAGE = b"<!doctype html><title>x</title><p>page"


@dataclass
class Site:
    """A server whose robots.txt is what the test says."""

    robots: bytes
    asked: list[str] = field(default_factory=list)
    port: int = 0
    page: bytes = response(PAGE, "Content-Type: text/html")

    async def answer(self, stream: trio.abc.Stream, head: bytes) -> None:
        path = head.split(b" ")[1].decode()
        self.asked.append(path)
        await stream.send_all(self.robots if path == "/robots.txt" else self.page)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@asynccontextmanager
async def visiting(
    robots: bytes, *, authorised: bool = False, user_agent: str = "icplint"
) -> AsyncIterator[tuple[HttpFetcher, Site]]:
    site = Site(robots)
    crawl = CrawlSettings(host_interval_s=0, authorised=authorised)
    manners = Manners(crawl, user_agent=user_agent, now=noon)
    fetching = FetchSettings(allow_private=True, user_agent=user_agent, retries=0)
    async with trio.open_nursery() as nursery:
        site.port = await serve(nursery, site.answer)
        async with open_fetcher(fetching, clock=noon, courtesy=manners) as fetcher:
            yield fetcher, site
        nursery.cancel_scope.cancel()


def ask(url: str, purpose: Purpose) -> Ask:
    return Ask(candidates=(url,), purpose=purpose, private_host=url.split("/")[2])


def text(*lines: str) -> bytes:
    return response("\n".join(lines).encode(), "Content-Type: text/plain")


FORBIDDEN = text("User-agent: *", "Disallow: /")


async def test_the_listed_page_is_fetched_without_asking() -> None:
    async with visiting(FORBIDDEN) as (fetcher, site):
        came = await fetcher.fetch(ask(site.url(), Purpose.HOME))

    assert isinstance(came, Answer)
    assert site.asked == ["/"]


@pytest.mark.parametrize(
    ("robots", "may"),
    [
        pytest.param(FORBIDDEN, False, id="all forbidden"),
        pytest.param(text("User-agent: *", "Disallow: /other"), True, id="others forbidden"),
        pytest.param(text("User-agent: *", "Disallow: /", "Allow: /news/"), True, id="allowed within"),
        pytest.param(text("User-agent: icplint", "Disallow: /news"), False, id="we by name"),
        pytest.param(
            text("User-agent: *", "Disallow: /", "", "User-agent: ICPLint", "Allow: /"), True, id="only we"
        ),
        pytest.param(text("User-agent: ICPLint/1.0", "Disallow: /"), False, id="we with a version"),
        pytest.param(text("User-agent: icplint*", "Disallow: /"), False, id="we with a star"),
        pytest.param(
            text("User-agent: somebody", "User-agent: icplint", "Disallow: /"), False, id="we as well"
        ),
        pytest.param(text("User-agent: somebody", "Disallow: /"), True, id="somebody else"),
        pytest.param(text("User-agent: somebody", "Disallow: /", "Allow: /n"), True, id="else, at length"),
        pytest.param(
            text("User-agent: icp", "Allow: /", "", "User-agent: *", "Disallow: /"), False, id="half our name"
        ),
        pytest.param(
            text("User-agent: *", "Disallow: /", "", "User-agent: somebody", "Allow: /"),
            False,
            id="only others",
        ),
        pytest.param(
            text("User-agent: *", "Disallow: /a", "User-agent: x", "User-agent: *", "Disallow: /news"),
            False,
            id="two groups for all",
        ),
        pytest.param(text("useragent * # all", "disallow /news # most"), False, id="without colons"),
        pytest.param(text("User-agent:\t*\rDisallow:\t/news\r"), False, id="old line ends and tabs"),
        pytest.param(text("User-agent: *", "Disallow: /*.html$"), False, id="wildcards"),
        pytest.param(text("User-agent: *", "Disallow: /ne%77s"), False, id="escaped"),
        pytest.param(text("Disallow: /"), True, id="for nobody"),
        pytest.param(
            response(b"", "Location: /elsewhere", status="302 Found"), True, id="a redirect to a page"
        ),
        pytest.param(text("\ufeffUser-agent: *", "Disallow: /"), False, id="a byte order mark"),
        pytest.param(text(""), True, id="empty"),
        pytest.param(response(b"<html>404</html>", status="404 Not Found"), True, id="none"),
        pytest.param(response(b"", status="403 Forbidden"), True, id="a client error"),
        pytest.param(response(b"", status="429 Too Many Requests"), False, id="too many requests"),
        pytest.param(response(b"", status="500 Oh"), False, id="a server error"),
        pytest.param(response(b"", status="204 No Content"), True, id="no content"),
        pytest.param(b"nonsense\r\n\r\n", False, id="no HTTP"),
        pytest.param(response(b"", "Location: /robots.txt", status="301 Moved"), False, id="a loop"),
        pytest.param(text("# " + "x" * 600_000, "User-agent: *", "Disallow: /"), True, id="beyond its cap"),
        pytest.param(text("User-agent: *", "Disallow: /", "# " + "x" * 600_000), False, id="within its cap"),
        pytest.param(response(b"<html><p>Welcome", "Content-Type: text/html"), True, id="a page instead"),
    ],
)
async def test_any_other_page_asks_and_fails_closed(robots: bytes, may: bool) -> None:  # noqa: FBT001 - a table
    async with visiting(robots) as (fetcher, site):
        came = await fetcher.fetch(ask(site.url("/news/1.html"), Purpose.PAGE))

    if may:
        assert isinstance(came, Answer)
    else:
        assert isinstance(came, FetchFailure)
        assert came.reason is NotCheckedReason.ROBOTS
        assert "robots.txt" in came.detail
        assert "/news/1.html" not in site.asked


async def test_it_is_asked_for_once() -> None:
    async with (
        visiting(text("User-agent: *", "Disallow: /a")) as (fetcher, site),
        trio.open_nursery() as nursery,
    ):
        for number in range(5):
            nursery.start_soon(fetcher.fetch, ask(site.url(f"/{number}"), Purpose.PAGE))

    assert site.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "user_agent", "may"),
    [
        (FORBIDDEN, "icplint", True),
        (text("User-agent: icplint", "Disallow: /"), "icplint", False),
        (text("User-agent: icplint", "Disallow: /private"), "icplint", True),
        (text("User-agent: ourbot", "Disallow: /"), "OurBot/2.0 (+https://example.cn)", False),
        (text("User-agent: ourbot", "Disallow: /"), "icplint", True),
        (text("User-agent: icp", "Disallow: /"), "icplint", True),
        (text("User-agent: somebody", "Disallow: /"), "icplint", True),
    ],
)
async def test_a_robots_txt_at_hand_that_names_us_stops_the_listed_page_too(
    robots: bytes,
    user_agent: str,
    may: bool,  # noqa: FBT001 - a table
) -> None:
    async with visiting(robots, user_agent=user_agent) as (fetcher, site):
        await fetcher.fetch(ask(site.url("/news/1.html"), Purpose.PAGE))
        came = await fetcher.fetch(ask(site.url(), Purpose.HOME))

    assert isinstance(came, Answer) is may
    if isinstance(came, FetchFailure):
        assert came.reason is NotCheckedReason.ROBOTS


async def test_nobody_is_asked_about_sites_of_ones_own() -> None:
    async with visiting(FORBIDDEN, authorised=True) as (fetcher, site):
        came = await fetcher.fetch(ask(site.url("/news/1.html"), Purpose.PAGE))

    assert isinstance(came, Answer)
    assert site.asked == ["/news/1.html"]


async def test_its_sitemaps_are_told() -> None:
    async with visiting(text("Sitemap: /a.xml", "sitemap: http://example.cn/b.xml")) as (fetcher, site):
        manners = fetcher.manner.courtesy
        assert isinstance(manners, Manners)
        assert manners.robots is not None
        page = ask(site.url(), Purpose.PAGE)
        found = await manners.robots.sitemaps(page.candidates[0], page, fetcher.fetch)

    assert found == ("/a.xml", "http://example.cn/b.xml")


async def test_leave_by_name_outweighs_what_is_said_to_all() -> None:
    only_we = text("User-agent: *", "Disallow: /", "", "User-agent: ourbot", "Allow: /")
    async with visiting(only_we, user_agent="OurBot/2.0 (+https://example.cn)") as (fetcher, site):
        came = await fetcher.fetch(ask(site.url("/news/1.html"), Purpose.PAGE))

    assert isinstance(came, Answer)


async def test_a_host_that_takes_no_connection_says_no() -> None:
    async with visiting(FORBIDDEN) as (fetcher, _):
        came = await fetcher.fetch(ask("http://127.0.0.92:9/news/1.html", Purpose.PAGE))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.ROBOTS


async def test_many_names_over_many_rules_are_read_in_linear_time() -> None:
    # As pairs they would be hundreds of millions.
    names = [f"user-agent:{number}" for number in range(15_000)]
    rules = [f"disallow:/{number}" for number in range(14_000)]
    robots = text(*names, *rules, "user-agent:*", "disallow:/news")
    assert len(robots) < MOST_BYTES[Purpose.ROBOTS]
    async with visiting(robots) as (fetcher, site):
        came = await fetcher.fetch(ask(site.url("/news/1.html"), Purpose.PAGE))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.ROBOTS


async def test_each_hop_of_another_page_asks() -> None:
    async with trio.open_nursery() as nursery:
        other = Site(FORBIDDEN)
        other.port = await serve(nursery, other.answer)
        async with visiting(text("")) as (fetcher, site):
            site.page = response(b"", f"Location: {other.url('/there')}", status="302 Found")
            page = Ask(
                candidates=(site.url("/here"),), purpose=Purpose.PAGE, private_host=f"127.0.0.1:{other.port}"
            )
            came = await fetcher.fetch(page)
        nursery.cancel_scope.cancel()

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.ROBOTS
    assert other.asked == ["/robots.txt"]


@given(st.lists(st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", ":", " ", "*", "$", "/", "%", "#",
    "\n", "\r", "icplint", "\u2028", "\x00", "\ufeff", "http://[", "nan", "1e999", "-1", "\ud7ff", "?"])
    | st.text(max_size=3)).map("".join))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_robots_txt_gives_an_answer(robots: str) -> None:
    async def run() -> tuple[str | None, list[float]]:
        async def fetch(_: Ask) -> Answer:
            return Answer(Response(url="http://example.cn/robots.txt", status=200), robots.encode())

        delays: list[float] = []
        teller = Robots("icplint", slow_down=lambda _, delay_s: delays.append(delay_s))
        page = Ask(candidates=(), purpose=Purpose.PAGE)
        refusal = await teller.refusal(httpx.URL("http://example.cn/a?b=%E4%B8%AD#c"), page, fetch)
        return refusal, delays

    refusal, delays = trio.run(run)

    assert refusal is None or "robots.txt" in refusal
    assert all(0 < delay_s < float("inf") for delay_s in delays)


async def test_silence_holds_for_minutes_and_an_answer_for_a_day(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    failure = FetchFailure(reason=NotCheckedReason.TCP, url="http://example.cn/robots.txt", detail="reset")
    answer = Answer(Response(url="http://example.cn/robots.txt", status=200), b"")
    comes: list[Answer | FetchFailure] = [failure, answer]

    async def fetch(_: Ask) -> Answer | FetchFailure:
        return comes.pop(0)

    teller = Robots("icplint", slow_down=lambda *_: None)
    said = []
    for _ in range(4):
        said.append(
            await teller.refusal(
                httpx.URL("http://example.cn/a"), Ask(candidates=(), purpose=Purpose.PAGE), fetch
            )
        )
        await trio.sleep(500)

    assert said == ["robots.txt: tcp reset", "robots.txt: tcp reset", None, None]
    assert comes == []
