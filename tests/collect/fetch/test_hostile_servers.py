import gzip
import ssl
import struct
import zlib
from contextlib import AbstractAsyncContextManager

import pytest
import trio
import trustme

from icplint.collect.fetch.http_fetcher import HttpFetcher, open_fetcher
from icplint.collect.fetch.resolver import system_resolver
from icplint.collect.fetch.transport import GuardedTransport
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.servers import NOON, Script, noon, response, saying, serve

PAGE = "<html><footer>京ICP备12345678号</footer></html>".encode()
CAP = 100_000

BOMB = gzip.compress(b"\0" * 50_000_000)
HEADER_FLOOD = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(1000))


def fetcher_of(timeout_s: float = 20.0) -> AbstractAsyncContextManager[HttpFetcher]:
    return open_fetcher(
        FetchSettings(allow_private=True, max_body_bytes=CAP, timeout_s=timeout_s), clock=noon
    )


async def came_of(script: Script, nursery: trio.Nursery, timeout_s: float = 20.0) -> Answer | FetchFailure:
    port = await serve(nursery, script)
    async with fetcher_of(timeout_s) as fetcher:
        return await fetcher.fetch(Ask(candidates=(f"http://127.0.0.1:{port}/",)))


async def endless_chunks(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await stream.send_all(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")


async def endless_announcements(stream: trio.abc.Stream, _: bytes) -> None:
    while True:
        await stream.send_all(b"HTTP/1.1 103 Early Hints\r\n\r\n")


async def endless_headers(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(b"HTTP/1.1 200 OK\r\n")
    while True:
        await stream.send_all(b"X-More: more\r\n")


async def reset(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(response(b"half of it", length=1000))
    assert isinstance(stream, trio.SocketStream)
    stream.setsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_LINGER, struct.pack("ii", 1, 0))


async def silence(_stream: trio.abc.Stream, _: bytes) -> None:
    await trio.sleep_forever()


async def drip(stream: trio.abc.Stream, _: bytes) -> None:
    await stream.send_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        await stream.send_all(b"x")
        await trio.sleep(0.05)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(saying(response(PAGE)), id="as it should be"),
        pytest.param(saying(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE), id="until the connection closes"),
        pytest.param(saying(b"HTTP/1.0 200\r\n\r\n" + PAGE), id="HTTP/1.0"),
        pytest.param(
            saying(
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                b"%x\r\n" % len(PAGE) + PAGE,
                b"\r\n0\r\n\r\n",
            ),
            id="in chunks",
        ),
        pytest.param(saying(b"HTTP/1.1 103 Early Hints\r\n\r\n" + response(PAGE)), id="announced"),
        pytest.param(saying(*(bytes([one]) for one in response(PAGE))), id="byte by byte"),
        pytest.param(saying(response(gzip.compress(PAGE), "Content-Encoding: gzip")), id="gzip"),
        pytest.param(saying(response(zlib.compress(PAGE), "Content-Encoding: deflate")), id="deflate"),
        pytest.param(
            saying(response(PAGE + b"more than was said", length=len(PAGE))), id="more than was said"
        ),
        pytest.param(saying(response(PAGE, "Content-Type: application/x-own")), id="a type of its own"),
    ],
)
async def test_a_page_is_an_answer(script: Script, nursery: trio.Nursery) -> None:
    came = await came_of(script, nursery)

    assert isinstance(came, Answer)
    assert came.body == PAGE
    assert came.response.status == 200
    assert came.response.address == "127.0.0.1"
    assert came.response.fetched_at == NOON
    assert came.response.tls is None
    assert [one.result for one in came.response.tries] == ["answered"]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(reset, NotCheckedReason.TCP, id="reset in the body"),
        pytest.param(saying(), NotCheckedReason.TCP, id="closed without a word"),
        pytest.param(saying(b"SSH-2.0-OpenSSH_9.2\r\n"), NotCheckedReason.TCP, id="another protocol"),
        pytest.param(saying(b"\0" * 5000), NotCheckedReason.TCP, id="rubbish"),
        pytest.param(
            saying(response(PAGE, length=len(PAGE) + 1)), NotCheckedReason.TCP, id="less than was said"
        ),
        pytest.param(
            saying(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"),
            NotCheckedReason.TCP,
            id="two lengths",
        ),
        pytest.param(
            saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
            NotCheckedReason.TCP,
            id="cut off in a chunk",
        ),
        pytest.param(endless_announcements, NotCheckedReason.TCP, id="announcements without end"),
        pytest.param(
            saying(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
            NotCheckedReason.TCP,
            id="switched protocols",
        ),
        pytest.param(endless_chunks, NotCheckedReason.TOO_LARGE, id="chunks without end"),
        pytest.param(endless_headers, NotCheckedReason.TOO_LARGE, id="headers without end"),
        pytest.param(saying(HEADER_FLOOD), NotCheckedReason.TOO_LARGE, id="a megabyte of headers"),
        pytest.param(
            saying(response(b"x" * (CAP + 1))), NotCheckedReason.TOO_LARGE, id="one byte over the cap"
        ),
        pytest.param(
            saying(response(BOMB, "Content-Encoding: gzip")), NotCheckedReason.TOO_LARGE, id="gzip bomb"
        ),
        pytest.param(
            saying(response(PAGE, "Content-Encoding: gzip")), NotCheckedReason.DECODE, id="not gzip"
        ),
        pytest.param(
            saying(response(b"%PDF-1.7", "Content-Type: application/pdf")),
            NotCheckedReason.NOT_HTML,
            id="pdf",
        ),
        pytest.param(
            saying(response(b"{}", "Content-Type: application/ld+json; charset=utf-8")),
            NotCheckedReason.NOT_HTML,
            id="json",
        ),
        pytest.param(saying(response(status="204 No Content")), NotCheckedReason.NOT_HTML, id="no content"),
        pytest.param(
            saying(response(status="302 Found")), NotCheckedReason.NOT_HTML, id="a redirect to nowhere"
        ),
        pytest.param(saying(response(status="403 Forbidden")), NotCheckedReason.HTTP_4XX, id="forbidden"),
        pytest.param(saying(response(status="502 Bad Gateway")), NotCheckedReason.HTTP_5XX, id="bad gateway"),
        pytest.param(
            saying(response(b"", "Location: /", status="302 Found")),
            NotCheckedReason.REDIRECT_LOOP,
            id="a loop",
        ),
        pytest.param(
            saying(response(b"", "Location: http://169.254.169.254/latest/", status="302 Found")),
            NotCheckedReason.REFUSED_ADDRESS,
            id="to the metadata service",
        ),
        pytest.param(
            saying(response(b"", "Location: file:///etc/passwd", status="302 Found")),
            NotCheckedReason.REFUSED_ADDRESS,
            id="to a file",
        ),
        pytest.param(
            saying(response(b"", "Location: http://127.0.0.1:22/", status="302 Found")),
            NotCheckedReason.REFUSED_ADDRESS,
            id="to a port of another service",
        ),
        pytest.param(
            saying(response(b"", "Location: http://nosuch.invalid/", status="301 Moved")),
            NotCheckedReason.DNS,
            id="to a dead name",
        ),
    ],
)
async def test_what_is_no_page_is_a_failure_of_its_class(
    script: Script, reason: NotCheckedReason, nursery: trio.Nursery
) -> None:
    came = await came_of(script, nursery)

    assert isinstance(came, FetchFailure)
    assert came.reason is reason
    assert came.detail
    assert len(came.tries) == 1 + came.may_heal


@pytest.mark.parametrize("script", [silence, drip])
async def test_a_timeout_is_a_value(script: Script, nursery: trio.Nursery) -> None:
    came = await came_of(script, nursery, timeout_s=0.3)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TIMEOUT


async def test_a_refused_connection_is_a_value() -> None:
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    port = listeners[0].socket.getsockname()[1]
    await listeners[0].aclose()
    async with fetcher_of() as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"http://127.0.0.1:{port}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TCP


async def test_an_error_page_is_kept_so_that_a_block_page_is_recognised(nursery: trio.Nursery) -> None:
    said = response(gzip.compress(PAGE), "Content-Encoding: gzip", "Server: Firewall", status="403 Forbidden")
    came = await came_of(saying(said), nursery)

    assert isinstance(came, FetchFailure)
    assert came.status == 403
    assert came.body == PAGE
    assert ("server", "Firewall") in came.headers
    assert [one.result for one in came.tries] == ["403"]


async def test_an_error_page_without_end_is_cut_off(nursery: trio.Nursery) -> None:
    async def script(stream: trio.abc.Stream, _: bytes) -> None:
        await stream.send_all(b"HTTP/1.1 500 Oops\r\n\r\n")
        while True:
            await stream.send_all(b"x" * 4096)

    came = await came_of(script, nursery)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.HTTP_5XX
    assert len(came.body) == 64 * 1024


async def test_the_request_is_honest_and_small(nursery: trio.Nursery) -> None:
    seen: list[bytes] = []

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        seen.append(request)
        redirect = response(b"", "Location: /next", "Set-Cookie: a=b", status="307 Temporary Redirect")
        await stream.send_all(redirect if b"GET / " in request else response(PAGE))

    came = await came_of(script, nursery)
    lines = seen[1].decode().lower().split("\r\n")

    assert isinstance(came, Answer)
    assert [hop.status for hop in came.response.hops] == [307]
    assert lines[0] == "get /next http/1.1"
    assert "user-agent: icplint" in lines
    assert "connection: close" in lines
    assert not [line for line in lines if line.startswith(("cookie", "referer", "authorization"))]


def tls_server(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> GuardedTransport:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return GuardedTransport(system_resolver(1), context)


async def test_an_encrypted_page_is_an_answer(nursery: trio.Nursery) -> None:
    authority = trustme.CA()
    port = await serve(nursery, saying(response(PAGE)), tls_server(authority, "127.0.0.1"))
    settings = FetchSettings(allow_private=True)
    async with open_fetcher(settings, clock=noon, transport=trusting(authority)) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://127.0.0.1:{port}/",)))

    assert isinstance(came, Answer)
    assert came.body == PAGE
    assert came.response.tls is not None
    assert came.response.tls.startswith("TLSv1.")
    assert (came.response.certificate or b"").startswith(b"0\x82")  # DER


@pytest.mark.parametrize("name", ["127.0.0.2", "other.example"])
async def test_a_certificate_for_another_name_is_a_failure_and_http_is_tried(
    name: str, nursery: trio.Nursery
) -> None:
    authority = trustme.CA()
    port = await serve(nursery, saying(response(PAGE)), tls_server(authority, name))
    plain = await serve(nursery, saying(response(PAGE)))
    settings = FetchSettings(allow_private=True)
    async with open_fetcher(settings, clock=noon, transport=trusting(authority)) as fetcher:
        came = await fetcher.fetch(
            Ask(candidates=(f"https://127.0.0.1:{port}/", f"http://127.0.0.1:{plain}/"))
        )

    assert isinstance(came, Answer)
    assert [one.result for one in came.response.tries] == ["tls", "answered"]


async def test_an_unknown_authority_is_a_failure(nursery: trio.Nursery) -> None:
    port = await serve(nursery, saying(response(PAGE)), tls_server(trustme.CA(), "127.0.0.1"))
    async with fetcher_of() as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://127.0.0.1:{port}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS
    assert "certificate verify failed" in came.detail


async def test_a_server_that_speaks_no_tls_is_a_tls_failure(nursery: trio.Nursery) -> None:
    port = await serve(nursery, saying(response(PAGE)))
    async with fetcher_of() as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://127.0.0.1:{port}/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.TLS
