"""What a visit owes to others, over real sockets: turns of addresses, hosts to be left alone, another try."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

import pytest
import trio

from icplint.collect.crawl.manners import Manners
from icplint.collect.fetch.http_fetcher import HttpFetcher, open_fetcher
from icplint.collect.fetch.standing import IPAddress
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask, Purpose
from icplint.model.settings import CrawlSettings, FetchSettings
from tests.fakes.servers import noon, response, serve

PAGE = response(b"<!doctype html><title>x</title><p>page", "Content-Type: text/html")
ROBOTS = response(b"User-agent: *\nDisallow: /private", "Content-Type: text/plain")
DEAD, ALIVE = "127.0.0.92", "127.0.0.93"


@dataclass
class Server:
    """Says what it is told to, in turn; the last one for ever."""

    says: list[bytes]
    asked: list[str] = field(default_factory=list)
    port: int = 0
    is_silent: trio.Event = field(default_factory=trio.Event)
    """It was asked, and says nothing."""

    async def answer(self, stream: trio.abc.Stream, head: bytes) -> None:
        path = head.split(b" ")[1].decode()
        self.asked.append(path)
        if path == "/robots.txt":
            await stream.send_all(ROBOTS)
        elif said := self.says.pop(0) if len(self.says) > 1 else self.says[0]:
            await stream.send_all(said)
        else:
            self.is_silent.set()
            await trio.sleep_forever()

    def ask(self, path: str = "/", purpose: Purpose = Purpose.HOME) -> Ask:
        host = f"example.test:{self.port}"
        return Ask(candidates=(f"http://{host}{path}",), purpose=purpose, private_host=host)


async def both(_: str) -> tuple[IPAddress, ...]:
    """One name for an address that takes no connections, and one that does."""
    return ip_address(DEAD), ip_address(ALIVE)


@asynccontextmanager
async def visiting(
    *says: bytes, crawl: CrawlSettings | None = None, timeout_s: float = 10, retries: int = 0
) -> AsyncIterator[tuple[HttpFetcher, Server, Manners]]:
    server = Server(list(says))
    manners = Manners(crawl or CrawlSettings(host_interval_s=0), user_agent="icplint", now=noon)
    settings = FetchSettings(allow_private=True, timeout_s=timeout_s, retries=retries)
    async with trio.open_nursery() as nursery:
        server.port = await serve(nursery, server.answer, host=ALIVE)
        async with open_fetcher(settings, clock=noon, resolve=both, courtesy=manners) as fetcher:
            yield fetcher, server, manners
        nursery.cancel_scope.cancel()


async def test_the_turn_of_the_address_that_answers_is_waited_for() -> None:
    crawl = CrawlSettings(host_interval_s=0, address_concurrency=1)
    came: list[Answer | FetchFailure] = []
    is_done = trio.Event()

    async with visiting(PAGE, crawl=crawl) as (fetcher, server, manners):

        async def fetch() -> None:
            came.append(await fetcher.fetch(server.ask()))
            is_done.set()

        assert manners.enter_address(ALIVE)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fetch)
            with trio.move_on_after(0.3):
                await is_done.wait()
            asked_before = list(server.asked)
            manners.leave_address(ALIVE)
        is_free = manners.enter_address(ALIVE) and manners.enter_address(DEAD)

    assert asked_before == []
    assert isinstance(came[0], Answer)
    assert came[0].response.address == ALIVE
    assert is_free


async def test_a_visit_that_is_broken_off_gives_its_turns_back() -> None:
    async with visiting(b"", timeout_s=0.3) as (fetcher, server, manners):
        came = await fetcher.fetch(server.ask())
        server.is_silent = trio.Event()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fetcher.fetch, server.ask())
            await server.is_silent.wait()
            nursery.cancel_scope.cancel()
        for number in range(3):
            assert manners.enter_host(f"{number}.example.test")
            manners.leave_host(f"{number}.example.test")
            await trio.lowlevel.checkpoint()

        assert isinstance(came, FetchFailure)
        assert came.reason is NotCheckedReason.TIMEOUT
        assert len(manners) <= 1


async def test_a_host_that_wants_a_day_is_asked_once() -> None:
    busy = response(b"", "Retry-After: 86400", status="429 Too Many Requests")
    async with visiting(busy, retries=3) as (fetcher, server, _):
        first = await fetcher.fetch(server.ask())
        second = await fetcher.fetch(server.ask("/other"))

    assert server.asked == ["/"]
    for came in (first, second):
        assert isinstance(came, FetchFailure)
        assert came.reason is NotCheckedReason.HTTP_4XX
        assert came.status == 429
    assert isinstance(second, FetchFailure)
    assert "left alone" in second.detail


async def test_a_date_that_cannot_be_is_no_trouble_of_ours() -> None:
    busy = response(b"", "Retry-After: Mon, 01 Jan 99999999999999999999 00:00:00 GMT", status="503 Busy")
    async with visiting(busy) as (fetcher, server, _):
        came = await fetcher.fetch(server.ask())

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.HTTP_5XX


async def test_waiting_for_turns_takes_nothing_of_the_time_of_the_site() -> None:
    crawl = CrawlSettings(host_interval_s=0.8)
    async with visiting(PAGE, crawl=crawl, timeout_s=0.7) as (fetcher, server, _):
        home = await fetcher.fetch(server.ask())
        # Its robots.txt waits for a turn, and then it does.
        page = await fetcher.fetch(server.ask("/news", Purpose.PAGE))

    assert isinstance(home, Answer)
    assert isinstance(page, Answer)
    assert server.asked == ["/", "/robots.txt", "/news"]


@pytest.mark.parametrize("status", ["429 Too Many", "502 Bad", "503 Busy", "504 Late"])
async def test_what_may_heal_is_tried_once_more(status: str) -> None:
    async with visiting(response(b"", status=status), PAGE, retries=1) as (fetcher, server, _):
        came = await fetcher.fetch(server.ask())

    assert isinstance(came, Answer)
    assert [one.result for one in came.response.tries] == [status[:3], "answered"]


@pytest.mark.parametrize("status", ["404 None", "403 No", "500 Oh", "501 Oh"])
async def test_what_will_not_heal_is_tried_once(status: str) -> None:
    async with visiting(response(b"", status=status), PAGE, retries=1) as (fetcher, server, _):
        came = await fetcher.fetch(server.ask())

    assert isinstance(came, FetchFailure)
    assert server.asked == ["/"]


async def test_what_the_first_try_told_is_not_lost_to_the_silence_of_the_second() -> None:
    async with visiting(response(b"", status="502 Bad"), b"", timeout_s=1.6, retries=1) as (
        fetcher,
        server,
        _,
    ):
        came = await fetcher.fetch(server.ask())

    assert isinstance(came, FetchFailure)
    assert came.status == 502
    assert [one.result for one in came.tries] == ["502", "timeout"]
