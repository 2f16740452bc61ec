"""Redirects, candidates and deadlines, with names and a network that a test makes up."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from ipaddress import ip_address

import httpx
import pytest
import respx
import trio
from trio.testing import MockClock

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.http_fetcher import MOST_TELLING_FIRST, HttpFetcher, open_fetcher
from icplint.collect.fetch.resolver import Resolve, with_literals
from icplint.collect.fetch.standing import IPAddress
from icplint.model.answer import Answer, FetchFailure, Hop, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.servers import noon, response, saying, serve

PAGE = "<html>京ICP备12345678号</html>"


def names(known: Mapping[str, str]) -> Resolve:
    async def resolve(host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        if host not in known:
            raise NameUnknownError("no such name")
        return (ip_address(known[host]),)

    return with_literals(resolve)


def fetcher_over(
    router: respx.Router, *, max_redirects: int = 10
) -> AbstractAsyncContextManager[HttpFetcher]:
    transport = httpx.MockTransport(router.async_handler)
    return open_fetcher(FetchSettings(max_redirects=max_redirects), clock=noon, transport=transport)


async def test_redirects_are_followed_hop_by_hop() -> None:
    router = respx.Router()
    router.get("http://a.cn/").respond(301, headers={"location": "https://a.cn/"})
    router.get("https://a.cn/").respond(308, headers={"location": "https://www.a.cn/index"})
    router.get("https://www.a.cn/index").respond(200, html=PAGE)
    async with fetcher_over(router) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("http://a.cn/",)))

    assert isinstance(came, Answer)
    assert came.response.url == "https://www.a.cn/index"
    assert came.response.hops == (
        Hop("http://a.cn/", 301, "https://a.cn/"),
        Hop("https://a.cn/", 308, "https://www.a.cn/index"),
    )


async def test_a_loop_ends_where_it_closes() -> None:
    router = respx.Router()
    router.get("http://a.cn/").respond(302, headers={"location": "/b"})
    router.get("http://a.cn/b").respond(302, headers={"location": "/"})
    async with fetcher_over(router) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("http://a.cn/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REDIRECT_LOOP
    assert len(came.hops) == router.calls.call_count == 2


@pytest.mark.parametrize("max_redirects", [0, 3])
async def test_redirects_have_a_limit(max_redirects: int) -> None:
    router = respx.Router()
    router.get(url__startswith="http://a.cn/").mock(
        side_effect=lambda request: httpx.Response(302, headers={"location": f"{request.url.path}x"})
    )
    async with fetcher_over(router, max_redirects=max_redirects) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("http://a.cn/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REDIRECT_LOOP
    assert router.calls.call_count == max_redirects + 1


async def test_the_first_candidate_with_a_page_is_the_answer_and_all_tries_are_told() -> None:
    router = respx.Router()
    router.get("https://a.cn/").mock(side_effect=httpx.ConnectError("refused"))
    router.get("http://a.cn/").respond(404)
    router.get("https://www.a.cn/").respond(200, html=PAGE)
    candidates = ("https://a.cn/", "http://a.cn/", "https://www.a.cn/", "http://www.a.cn/")
    async with fetcher_over(router) as fetcher:
        came = await fetcher.fetch(Ask(candidates=candidates))

    assert isinstance(came, Answer)
    assert [(one.url, one.result) for one in came.response.tries] == [
        ("https://a.cn/", "tcp"),
        ("http://a.cn/", "404"),
        ("https://www.a.cn/", "answered"),
    ]


async def test_without_a_page_the_most_telling_failure_speaks() -> None:
    router = respx.Router()
    router.get("https://a.cn/").mock(side_effect=httpx.ConnectError("refused"))
    router.get("http://a.cn/").respond(403, html="blocked")
    router.get("https://www.a.cn/").mock(side_effect=NameUnknownError("no such name"))
    async with fetcher_over(router) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/", "http://a.cn/", "https://www.a.cn/")))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.HTTP_4XX
    assert came.body == b"blocked"
    assert [one.result for one in came.tries] == ["tcp", "403", "dns"]


def test_every_reason_that_a_fetch_may_give_has_its_rank() -> None:
    of_reading = {"waf", "parked", "too-complex", "parse-budget", "login", "maintenance", "soft-404"}
    of_the_run = {"interrupted", "poison"}

    assert {one.value for one in MOST_TELLING_FIRST} == (
        {one.value for one in NotCheckedReason} - of_reading - of_the_run
    )


async def test_a_silent_candidate_leaves_time_for_the_others(autojump_clock: MockClock) -> None:
    class Network(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.scheme == "https":
                await trio.sleep(request.extensions["connect_s"])
                raise httpx.ConnectTimeout("no answer")
            return httpx.Response(200, html=PAGE)

    began = autojump_clock.current_time()
    settings = FetchSettings(timeout_s=20)
    async with open_fetcher(settings, clock=noon, transport=Network()) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/", "http://a.cn/")))

    assert isinstance(came, Answer)
    assert [one.result for one in came.response.tries] == ["timeout", "answered"]
    assert autojump_clock.current_time() - began == pytest.approx(10)


async def test_one_deadline_holds_for_all_tries(autojump_clock: MockClock) -> None:
    class Silence(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await trio.sleep_forever()
            raise AssertionError(request)

    began = autojump_clock.current_time()
    async with open_fetcher(FetchSettings(timeout_s=20), clock=noon, transport=Silence()) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/", "http://a.cn/")))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TIMEOUT
    assert autojump_clock.current_time() - began == pytest.approx(20)
    assert [one.url for one in came.tries] == ["https://a.cn/"]


async def test_a_timeout_of_a_starved_loop_is_an_overload_of_ours(autojump_clock: MockClock) -> None:
    class BusyMachine(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            autojump_clock.jump(21)  # whatever else the loop does takes as long
            await trio.sleep_forever()
            raise AssertionError(request)

    async with open_fetcher(FetchSettings(timeout_s=20), clock=noon, transport=BusyMachine()) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.OVERLOAD


@pytest.mark.parametrize(
    ("private_host", "expected"),
    [
        (None, "refused-address"),
        ("home.cn:{port}", "answered"),
        ("home.cn", "refused-address"),
        ("other.cn:{port}", "refused-address"),
    ],
)
async def test_a_name_with_a_private_address_is_opened_only_when_it_was_typed(
    private_host: str | None, expected: str, nursery: trio.Nursery
) -> None:
    port = await serve(nursery, saying(response(PAGE.encode())))
    resolve = names({"home.cn": "127.0.0.1"})
    typed = private_host.format(port=port) if private_host else None
    async with open_fetcher(FetchSettings(), clock=noon, resolve=resolve) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"http://home.cn:{port}/",), private_host=typed))
    tries = came.response.tries if isinstance(came, Answer) else came.tries

    assert [one.result for one in tries] == [expected]


async def test_a_typed_target_does_not_open_the_private_host_that_it_redirects_to(
    nursery: trio.Nursery,
) -> None:
    visits: list[bytes] = []

    async def intranet(_stream: trio.abc.Stream, request: bytes) -> None:
        visits.append(request)

    inner = await serve(nursery, intranet)
    location = f"Location: http://inner.cn:{inner}/"
    port = await serve(nursery, saying(response(b"", location, status="302 Found")))
    resolve = names({"home.cn": "127.0.0.1", "inner.cn": "127.0.0.1"})
    ask = Ask(
        candidates=(f"http://home.cn:{port}/", f"http://home.cn:{inner}/"), private_host=f"home.cn:{port}"
    )
    async with open_fetcher(FetchSettings(), clock=noon, resolve=resolve) as fetcher:
        came = await fetcher.fetch(ask)

    assert isinstance(came, FetchFailure)
    assert [one.result for one in came.tries] == ["refused-address", "refused-address"]
    assert visits == []


async def test_a_name_cannot_change_its_address_between_check_and_connection(
    nursery: trio.Nursery,
) -> None:
    visits: list[bytes] = []

    async def intranet(_stream: trio.abc.Stream, request: bytes) -> None:
        visits.append(request)

    port = await serve(nursery, intranet)
    answers = iter(["240.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"])

    async def rebinding(_host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ip_address(next(answers)),)

    async with open_fetcher(FetchSettings(allow_private=True), clock=noon, resolve=rebinding) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"http://a.cn:{port}/", f"http://a.cn:{port}/again")))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REFUSED_ADDRESS
    assert visits == []


async def test_of_several_addresses_those_that_are_refused_are_passed_over(nursery: trio.Nursery) -> None:
    port = await serve(nursery, saying(response(PAGE.encode())))

    async def resolve(_host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ip_address("169.254.169.254"), ip_address("127.0.0.1"))

    async with open_fetcher(FetchSettings(allow_private=True), clock=noon, resolve=resolve) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"http://a.cn:{port}/",)))

    assert isinstance(came, Answer)
    assert came.response.address == "127.0.0.1"


async def test_the_dead_name_of_four_tries_is_looked_up_twice() -> None:
    asked: list[str] = []

    async def resolve(host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        asked.append(host)
        raise NameUnknownError("no such name")

    candidates = ("https://a.cn/", "http://a.cn/", "https://www.a.cn/", "http://www.a.cn/")
    async with open_fetcher(FetchSettings(), clock=noon, resolve=resolve) as fetcher:
        came = await fetcher.fetch(Ask(candidates=candidates))

    assert isinstance(came, FetchFailure)
    assert [one.result for one in came.tries] == ["dns"] * 4
    assert asked == ["a.cn", "www.a.cn"]


@pytest.mark.parametrize(
    "host", ["beian.miit.gov.cn", "www.beian.gov.cn", "sh.beian.miit.gov.cn", "beian.mps.gov.cn"]
)
async def test_a_redirect_to_an_authority_is_not_followed(host: str) -> None:
    router = respx.Router(assert_all_called=False)
    router.get("http://a.cn/").respond(302, headers={"location": f"https://{host}/"})
    asked = router.get(f"https://{host}/").respond(200, html=PAGE)
    async with fetcher_over(router) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("http://a.cn/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REFUSED_ADDRESS
    assert not asked.called


async def test_a_candidate_that_takes_the_connection_and_says_nothing_leaves_time_for_the_others(
    nursery: trio.Nursery,
) -> None:
    async def silence(_stream: trio.abc.Stream, _: bytes) -> None:
        await trio.sleep_forever()

    silent = await serve(nursery, silence)
    port = await serve(nursery, saying(response(PAGE.encode())))
    settings = FetchSettings(timeout_s=2, allow_private=True)
    async with open_fetcher(settings, clock=noon) as fetcher:
        came = await fetcher.fetch(
            Ask(candidates=(f"http://127.0.0.1:{silent}/", f"http://127.0.0.1:{port}/"))
        )

    assert isinstance(came, Answer)
    assert [one.result for one in came.response.tries] == ["timeout", "answered"]
