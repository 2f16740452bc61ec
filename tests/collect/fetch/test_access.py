"""Pages that the public does not see yet: pins, secrets that stay with their host, proxies. Real servers on loopback."""

import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

import pytest
import trio

from icplint.collect.fetch.http_fetcher import open_fetcher, pins_of
from icplint.collect.fetch.resolver import Resolve, system_resolver
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.fetch.transport import GuardedTransport
from icplint.model.access import Access, Pin
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.certificates import Authority
from tests.fakes.servers import Script, noon, response, serve

SECRET = "s3cret-of-a-test"  # noqa: S105 - it opens nothing
PAGE = response(b"<p>\xe4\xba\xacICP\xe5\xa4\x8712345678\xe5\x8f\xb7</p>", "Content-Type: text/html")


def recording(heard: list[bytes], answer: Callable[[bytes], bytes] = lambda _: PAGE) -> Script:
    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        heard.append(request)
        await stream.send_all(answer(request))

    return script


async def no_names(host: str) -> tuple[IPAddress, ...]:
    raise AssertionError(f"{host} was looked up")


async def on_loopback(_: str) -> tuple[IPAddress, ...]:
    return (ip_address("127.0.0.1"),)


def found_by(
    resolve: Resolve, settings: FetchSettings, authority: Authority | None = None
) -> GuardedTransport:
    tls = Authority().trusting() if authority is None else authority.trusting()
    return GuardedTransport(resolve, tls, pins=pins_of(settings))


async def fetched(
    url: str,
    settings: FetchSettings,
    resolve: Resolve = no_names,
    authority: Authority | None = None,
    *,
    beside: tuple[str, ...] = (),
) -> Answer | FetchFailure:
    transport = found_by(resolve, settings, authority)
    async with open_fetcher(settings, clock=noon, transport=transport, resolve=resolve) as fetcher:
        return await fetcher.fetch(Ask(candidates=(url, *beside)))


async def test_a_pin_stands_for_dns_and_opens_its_address(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []
    port = await serve(nursery, recording(heard))
    settings = FetchSettings(pins=(Pin("www.a.cn", port, "127.0.0.1"),))
    came = await fetched(f"http://www.a.cn:{port}/", settings)

    assert isinstance(came, Answer)
    assert came.response.address == "127.0.0.1"
    assert f"Host: www.a.cn:{port}".encode() in heard[0]


async def test_a_pinned_host_shakes_hands_by_its_own_name(nursery: trio.Nursery) -> None:
    authority = Authority()
    port = await serve(nursery, recording([]), authority.server("www.a.cn"))
    settings = FetchSettings(pins=(Pin("www.a.cn", port, "127.0.0.1"),), strict_tls=True)
    came = await fetched(f"https://www.a.cn:{port}/", settings, authority=authority)

    assert isinstance(came, Answer)
    assert came.response.tls_troubles == ()


async def test_a_pin_opens_its_own_host_and_port_alone(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []
    port = await serve(nursery, recording(heard))
    settings = FetchSettings(pins=(Pin("www.a.cn", port, "127.0.0.1"),))
    for url in (f"http://b.cn:{port}/", f"http://127.0.0.1:{port}/", f"http://a.www.a.cn:{port}/"):
        came = await fetched(url, settings, on_loopback)

        assert isinstance(came, FetchFailure)
        assert came.reason is NotCheckedReason.REFUSED_ADDRESS
    assert heard == []


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "100.100.100.200", "0.0.0.0", "224.0.0.1", "fd00:ec2::254"]
)
async def test_no_pin_opens_what_nobody_may_open(address: str) -> None:
    settings = FetchSettings(pins=(Pin("www.a.cn", 80, address),))
    came = await fetched("http://www.a.cn/", settings)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REFUSED_ADDRESS


def secret_for(host: str, **more: object) -> FetchSettings:
    access = Access(host=host, headers=(("X-Preview", SECRET), ("Cookie", "a=1")), **more)  # type: ignore[arg-type]
    return FetchSettings(allow_private=True, access=(access,))


async def test_secrets_go_to_their_host_over_tls(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []
    authority = Authority()
    port = await serve(nursery, recording(heard), authority.server("a.cn"))
    came = await fetched(f"https://a.cn:{port}/", secret_for(f"a.cn:{port}"), on_loopback, authority)

    assert isinstance(came, Answer)
    assert f"X-Preview: {SECRET}".encode() in heard[0]
    assert b"Cookie: a=1" in heard[0]


async def test_secrets_are_not_sent_in_the_clear_unless_the_user_says_so(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []
    port = await serve(nursery, recording(heard))
    await fetched(f"http://a.cn:{port}/", secret_for(f"a.cn:{port}"), on_loopback)
    await fetched(f"http://a.cn:{port}/", secret_for(f"a.cn:{port}", over_http=True), on_loopback)

    assert [SECRET.encode() in one for one in heard] == [False, True]


@pytest.mark.parametrize("host", ["b.cn", "a.cn", "x.a.cn"])
async def test_no_secret_follows_a_redirect_to_another_host_or_port(nursery: trio.Nursery, host: str) -> None:
    heard: list[bytes] = []
    elsewhere: list[bytes] = []
    there = await serve(nursery, recording(elsewhere))
    target = f"http://{host}:{there}/"
    away = response(b"", f"Location: {target}", status="302 Found")
    port = await serve(nursery, recording(heard, lambda _: away))
    came = await fetched(
        f"http://a.cn:{port}/",
        secret_for(f"a.cn:{port}", over_http=True),
        on_loopback,
        beside=(target,),  # opens its port
    )

    assert isinstance(came, Answer)
    assert came.response.url == target
    assert [SECRET.encode() in one for one in (*heard, *elsewhere)] == [True, False]
    assert SECRET not in repr(came)


async def test_a_host_may_be_asked_by_another_name(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []
    authority = Authority()
    port = await serve(nursery, recording(heard), authority.server("www.a.cn"))
    settings = FetchSettings(
        allow_private=True, access=(Access(host=f"127.0.0.1:{port}", sent_as="www.a.cn"),), strict_tls=True
    )
    came = await fetched(f"https://127.0.0.1:{port}/", settings, system_resolver(1), authority)

    assert isinstance(came, Answer)
    assert came.response.url == f"https://127.0.0.1:{port}/"
    assert re.findall(rb"(?mi)^host: (.*)\r$", heard[0]) == [f"www.a.cn:{port}".encode()]


Relay = Callable[[trio.abc.Stream, bytes], Awaitable[None]]


def proxy_to(port: int, heard: list[bytes]) -> Script:
    """An HTTP proxy that knows every name as one server on loopback."""

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        heard.append(request)
        if b"Proxy-Authorization: " not in request:
            await stream.send_all(response(b"", status="407 Proxy Authentication Required"))
            return
        async with await trio.open_tcp_stream("127.0.0.1", port) as server, trio.open_nursery() as nursery:
            if request.startswith(b"CONNECT "):
                await stream.send_all(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                await server.send_all(request)
            nursery.start_soon(_relay, stream, server, nursery.cancel_scope)
            nursery.start_soon(_relay, server, stream, nursery.cancel_scope)

    return script


async def _relay(source: trio.abc.Stream, sink: trio.abc.Stream, scope: trio.CancelScope) -> None:
    try:
        while data := await source.receive_some(65536):
            await sink.send_all(data)
    except trio.BrokenResourceError:
        pass
    scope.cancel()


def by_proxy(proxy: str, **more: object) -> FetchSettings:
    access = Access(host="a.cn", proxy=proxy, headers=(("X-Preview", SECRET),), **more)  # type: ignore[arg-type]
    return FetchSettings(access=(access,), strict_tls=True)


async def test_a_host_is_reached_by_its_proxy(nursery: trio.Nursery) -> None:
    asked: list[bytes] = []
    relayed: list[bytes] = []
    server = await serve(nursery, recording(asked))
    proxy = await serve(nursery, proxy_to(server, relayed))
    came = await fetched(
        "http://a.cn/page?x=1", by_proxy(f"http://u:{SECRET}@127.0.0.1:{proxy}", over_http=True)
    )

    assert isinstance(came, Answer)
    assert b"12345678" in came.body
    assert came.response.address is None
    assert relayed[0].startswith(b"GET http://a.cn/page?x=1 HTTP/1.1\r\n")
    assert f"X-Preview: {SECRET}".encode() in asked[0]
    assert SECRET not in repr(came)


async def test_an_encrypted_host_is_reached_through_a_tunnel(nursery: trio.Nursery) -> None:
    asked: list[bytes] = []
    relayed: list[bytes] = []
    authority = Authority()
    server = await serve(nursery, recording(asked), authority.server("a.cn"))
    proxy = await serve(nursery, proxy_to(server, relayed))
    came = await fetched("https://a.cn/", by_proxy(f"http://u:p@127.0.0.1:{proxy}"), authority=authority)

    assert isinstance(came, Answer)
    assert came.response.tls is not None
    assert relayed[0].startswith(b"CONNECT a.cn:443 HTTP/1.1\r\n")
    assert SECRET.encode() not in relayed[0]
    assert SECRET.encode() in asked[0]


async def test_a_proxy_that_refuses_is_a_failure_of_the_site_without_the_password(
    nursery: trio.Nursery,
) -> None:
    proxy = await serve(nursery, proxy_to(1, []))
    came = await fetched("https://a.cn/", by_proxy(f"http://127.0.0.1:{proxy}"))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TCP
    assert SECRET not in repr(came)


async def test_only_the_named_host_goes_by_the_proxy(nursery: trio.Nursery) -> None:
    relayed: list[bytes] = []
    server = await serve(nursery, recording([]))
    proxy = await serve(nursery, proxy_to(server, relayed))
    settings = by_proxy(f"http://u:p@127.0.0.1:{proxy}")
    came = await fetched(f"http://b.cn:{server}/", settings, on_loopback)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REFUSED_ADDRESS
    assert relayed == []


@pytest.mark.parametrize("url", ["http://a.cn:22/", "http://169.254.169.254/", "http://10.0.0.1/"])
async def test_the_guard_holds_before_a_proxy_for_what_needs_no_name(nursery: trio.Nursery, url: str) -> None:
    relayed: list[bytes] = []
    proxy = await serve(nursery, proxy_to(1, relayed))
    host = url.removeprefix("http://").strip("/")
    settings = FetchSettings(access=(Access(host=host, proxy=f"http://127.0.0.1:{proxy}"),))
    transport = found_by(no_names, settings)
    redirect = response(b"", f"Location: {url}", status="302 Found")
    door = await serve(nursery, recording([], lambda _: redirect))
    settings = FetchSettings(access=settings.access, pins=(Pin("door.cn", door, "127.0.0.1"),))
    transport = found_by(no_names, settings)
    async with open_fetcher(settings, clock=noon, transport=transport, resolve=no_names) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"http://door.cn:{door}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.REFUSED_ADDRESS
    assert relayed == []


async def test_a_proxy_that_says_nothing_takes_no_more_than_the_site_may(nursery: trio.Nursery) -> None:
    async def silent(_: trio.abc.Stream, __: bytes) -> None:
        await trio.sleep_forever()

    proxy = await serve(nursery, silent)
    settings = FetchSettings(access=(Access(host="a.cn", proxy=f"http://127.0.0.1:{proxy}"),), timeout_s=0.3)
    with trio.fail_after(5):
        came = await fetched("http://a.cn/", settings)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TIMEOUT


async def test_a_page_of_a_proxy_is_capped_as_any_other(nursery: trio.Nursery) -> None:
    async def endless(stream: trio.abc.Stream, _: bytes) -> None:
        await stream.send_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            await stream.send_all(b"x" * 65536)

    proxy = await serve(nursery, endless)
    settings = FetchSettings(
        access=(Access(host="a.cn", proxy=f"http://127.0.0.1:{proxy}"),), max_body_bytes=300_000
    )
    with trio.fail_after(10):
        came = await fetched("http://a.cn/", settings)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TOO_LARGE


async def test_a_secret_that_a_server_gives_back_is_in_nothing_that_came(nursery: trio.Nursery) -> None:
    heard: list[bytes] = []

    def echo(request: bytes) -> bytes:
        if b"GET / " in request:
            return response(b"", f"Location: /?back={SECRET}", status="302 Found")
        return response(f"<p>you sent {SECRET}</p>".encode(), f"X-Echo: {SECRET}")

    port = await serve(nursery, recording(heard, echo))
    came = await fetched(f"http://a.cn:{port}/", secret_for(f"a.cn:{port}", over_http=True), on_loopback)

    assert isinstance(came, Answer)
    assert SECRET.encode() in heard[1]
    assert SECRET not in repr(came)
    assert came.body == b"<p>you sent ***</p>"
    assert came.response.url == f"http://a.cn:{port}/?back=***"


async def test_a_failure_gives_no_secret_away_either(nursery: trio.Nursery) -> None:
    refusal = response(f"no {SECRET}".encode(), status="403 Forbidden")
    port = await serve(nursery, recording([], lambda _: refusal))
    came = await fetched(f"http://a.cn:{port}/", secret_for(f"a.cn:{port}", over_http=True), on_loopback)

    assert isinstance(came, FetchFailure)
    assert SECRET not in repr(came)
