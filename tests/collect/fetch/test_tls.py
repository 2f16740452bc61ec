"""Which sites without a proper certificate are read in a second try, and which are not."""

import ssl
from contextlib import AbstractAsyncContextManager
from ipaddress import ip_address
from typing import Any

import pytest
import trio

from icplint.collect.fetch.http_fetcher import HttpFetcher, open_fetcher
from icplint.collect.fetch.resolver import Resolve
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.fetch.tls import Trust
from icplint.collect.fetch.transport import GuardedTransport
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, TlsTrouble
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.certificates import Authority, legacy
from tests.fakes.servers import noon, response, saying, serve

PAGE = b"<p>a page</p>"
HOST = "shop.example"
NO_HANDSHAKE = b"\x15\x03\x03\x00\x02\x02\x28"
"""The alert of a server that has no cipher in common, such as one with national ciphers alone."""


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


async def at_home(_host: str) -> tuple[IPAddress, ...]:
    await trio.lowlevel.checkpoint()
    return (ip_address("127.0.0.1"),)


def fetcher_trusting(
    authority: Authority, *, strict_tls: bool = False, resolve: Resolve = at_home
) -> AbstractAsyncContextManager[HttpFetcher]:
    transport = GuardedTransport(resolve, authority.trusting(), is_tls_strict=strict_tls)
    settings = FetchSettings(allow_private=True, strict_tls=strict_tls)
    return open_fetcher(settings, clock=noon, transport=transport, resolve=resolve)


async def came_from(
    authority: Authority, server: ssl.SSLContext, nursery: trio.Nursery, *, strict_tls: bool = False
) -> Answer | FetchFailure:
    port = await serve(nursery, saying(response(PAGE)), server)
    async with fetcher_trusting(authority, strict_tls=strict_tls) as fetcher:
        return await fetcher.fetch(Ask(candidates=(f"https://{HOST}:{port}/",)))


async def test_nothing_is_overlooked_where_all_is_well(authority: Authority, nursery: trio.Nursery) -> None:
    came = await came_from(authority, authority.server(HOST), nursery)

    assert isinstance(came, Answer)
    assert came.response.tls == "TLSv1.3"
    assert came.response.tls_troubles == ()


EXPIRED, INCOMPLETE, LEGACY = TlsTrouble.EXPIRED, TlsTrouble.INCOMPLETE, TlsTrouble.LEGACY


def faulty_server(authority: Authority, troubles: tuple[TlsTrouble, ...], host: str = HOST) -> ssl.SSLContext:
    server = authority.server(
        host, until_days=-1 if EXPIRED in troubles else 10, sends_middle=INCOMPLETE not in troubles
    )
    return legacy(server) if LEGACY in troubles else server


TROUBLES = [(EXPIRED,), (INCOMPLETE,), (LEGACY,), (EXPIRED, INCOMPLETE), (EXPIRED, INCOMPLETE, LEGACY)]


@pytest.mark.parametrize("troubles", TROUBLES)
async def test_a_second_try_reads_the_page_and_says_what_it_overlooked(
    troubles: tuple[TlsTrouble, ...], authority: Authority, nursery: trio.Nursery
) -> None:
    came = await came_from(authority, faulty_server(authority, troubles), nursery)

    assert isinstance(came, Answer), came
    assert came.body == PAGE
    assert came.response.tls_troubles == troubles
    assert [one.result for one in came.response.tries] == ["answered"]


@pytest.mark.parametrize("troubles", TROUBLES)
async def test_there_is_no_second_try_where_the_run_is_strict(
    troubles: tuple[TlsTrouble, ...], authority: Authority, nursery: trio.Nursery
) -> None:
    came = await came_from(authority, faulty_server(authority, troubles), nursery, strict_tls=True)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS


@pytest.mark.parametrize("troubles", [(), *TROUBLES])
async def test_the_name_is_never_overlooked(
    troubles: tuple[TlsTrouble, ...], authority: Authority, nursery: trio.Nursery
) -> None:
    came = await came_from(authority, faulty_server(authority, troubles, "other.example"), nursery)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS
    assert "mismatch" in came.detail


@pytest.mark.parametrize(
    "server",
    [
        pytest.param({"sends_middle": False, "names_issuer": False}, id="of nobody known"),
        pytest.param({"from_days": 5}, id="of the future"),
        pytest.param({"has_dates": False, "sends_middle": False}, id="of no time, and incomplete"),
        pytest.param({"from_days": 5, "sends_middle": False}, id="of the future and incomplete"),
    ],
)
async def test_what_no_honest_site_has_is_refused(
    server: dict[str, Any], authority: Authority, nursery: trio.Nursery
) -> None:
    came = await came_from(authority, authority.server(HOST, **server), nursery)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS


async def test_an_expired_certificate_of_a_stranger_is_refused(
    authority: Authority, nursery: trio.Nursery
) -> None:
    stranger = Authority()
    came = await came_from(authority, stranger.server(HOST, until_days=-1, names_issuer=False), nursery)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS


async def test_no_request_goes_where_only_the_certificate_was_looked_at(
    authority: Authority, nursery: trio.Nursery
) -> None:
    requests: list[bytes] = []

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        requests.append(request)
        await stream.send_all(response(PAGE))

    port = await serve(nursery, script, faulty_server(authority, (INCOMPLETE,)))
    async with fetcher_trusting(authority) as fetcher:
        await fetcher.fetch(Ask(candidates=(f"https://{HOST}:{port}/",)))

    assert [request[:4] for request in requests if request] == [b"GET "]


async def test_a_server_with_ciphers_of_its_own_is_not_checked_for_its_tls(
    authority: Authority, nursery: trio.Nursery
) -> None:
    connections = 0

    async def script(stream: trio.abc.Stream, _: bytes) -> None:
        nonlocal connections
        connections += 1
        await stream.send_all(NO_HANDSHAKE)

    port = await serve(nursery, script)
    async with fetcher_trusting(authority) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://{HOST}:{port}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS
    assert "HANDSHAKE_FAILURE" in came.detail
    assert connections == 2


@pytest.mark.parametrize(
    "words", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x01", b"\x16" * 40_000]
)
async def test_a_handshake_that_is_none_is_a_tls_failure(
    words: bytes, authority: Authority, nursery: trio.Nursery
) -> None:
    port = await serve(nursery, saying(words))
    async with fetcher_trusting(authority) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://{HOST}:{port}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS


async def test_a_page_in_many_records_comes_whole_and_an_end_without_farewell_is_an_end(
    authority: Authority, nursery: trio.Nursery
) -> None:
    page = b"<p>" + b"x" * 1_000_000 + b"</p>"
    port = await serve(nursery, saying(b"HTTP/1.1 200 OK\r\n\r\n", page), authority.server(HOST))
    async with fetcher_trusting(authority) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://{HOST}:{port}/",)))

    assert isinstance(came, Answer)
    assert came.body == page


def test_a_run_makes_further_contexts_only_when_a_site_needs_them(authority: Authority) -> None:
    trust = Trust(first=authority.trusting(), is_strict=False)

    assert set(vars(trust)) == {"first", "is_strict"}
    assert trust.lenient is trust.lenient
    assert trust.lenient.verify_mode is ssl.CERT_REQUIRED
    assert trust.lenient.check_hostname
    assert trust.first.verify_mode is ssl.CERT_REQUIRED
    assert trust.first.check_hostname
