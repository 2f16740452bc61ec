"""A name that nobody answers for is told as such, and not as a site that is silent."""

import ssl

import httpx
import pytest
import trio
from trio.testing import MockClock

from icplint.collect.fetch.failures import NameUnknownError, reason_of
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.names.dns import DnsResolver
from icplint.collect.fetch.resolver import threaded_resolver
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.fetch.transport import GuardedTransport
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.name_server import Asked, serve_names
from tests.fakes.servers import noon


async def test_a_name_may_take_most_of_the_time_to_connect(autojump_clock: MockClock) -> None:
    async def resolve(_host: str) -> tuple[IPAddress, ...]:
        await trio.sleep_forever()
        raise AssertionError

    transport = GuardedTransport(resolve, ssl.create_default_context())
    began = autojump_clock.current_time()
    with pytest.raises(NameUnknownError, match=r"no answer from DNS within 8\.0 s"):
        await transport.handle_async_request(
            httpx.Request("GET", "http://a.cn/", extensions={"connect_s": 10.0})
        )

    assert autojump_clock.current_time() - began == pytest.approx(8)


async def test_a_busy_machine_does_not_call_a_name_dead(autojump_clock: MockClock) -> None:
    async def resolve(_host: str) -> tuple[IPAddress, ...]:
        autojump_clock.jump(8.5)  # whatever else the loop does takes as long
        await trio.sleep_forever()
        raise AssertionError

    transport = GuardedTransport(resolve, ssl.create_default_context())
    with pytest.raises(httpx.PoolTimeout) as caught:
        await transport.handle_async_request(
            httpx.Request("GET", "http://a.cn/", extensions={"connect_s": 10.0})
        )

    assert reason_of(caught.value) is NotCheckedReason.OVERLOAD


async def test_a_site_whose_name_servers_are_silent_is_not_checked_for_its_name(
    nursery: trio.Nursery,
) -> None:
    async def silence(_asked: Asked) -> tuple[bytes, ...]:
        await trio.lowlevel.checkpoint()
        return ()

    server = await serve_names(nursery, silence)
    resolve = DnsResolver(
        trio.CapacityLimiter(10), threaded_resolver(1), naming=lambda: server.naming(wait_s=0.05)
    )
    async with open_fetcher(FetchSettings(), clock=noon, resolve=resolve) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/", "http://a.cn/", "http://www.a.cn/")))

    assert isinstance(came, FetchFailure)
    assert [(one.result, one.detail) for one in came.tries] == [
        ("dns", "no answer from a DNS server in time")
    ] * 3
    assert sorted(set(server.questions())) == [
        (name, kind) for name in ("a.cn", "www.a.cn") for kind in ("A", "AAAA")
    ]
