"""What a page costs, counted: these figures do not depend on the machine."""

import gc
import socket
import ssl
import threading
import weakref
from collections import Counter
from ipaddress import ip_address
from typing import Any, ClassVar

import httpx
import pytest
import trio

from icplint.collect.fetch import wire
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.http1 import ResponseReader
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.resolver import system_resolver
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.fetch.transport import GuardedTransport
from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.certificates import Authority
from tests.fakes.servers import noon, response, saying, serve
from tests.fakes.web import website

PAGE = b"<p>" + b"x" * 30_000 + b"</p>"
OPEN = Guard(allow_private=True, ports=frozenset(range(1, 65536)))


class CountingSocket(socket.socket):
    """A socket of ours; those of the servers are trio's."""

    calls: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.calls["opened"] += 1

    def connect(self, address: Any) -> None:
        self.calls["connect"] += 1
        super().connect(address)

    def send(self, *args: Any) -> int:
        self.calls["send"] += 1
        return super().send(*args)

    def recv(self, *args: Any) -> bytes:
        self.calls["recv"] += 1
        return super().recv(*args)

    def close(self) -> None:
        self.calls["close"] += 1
        super().close()


class CountedSockets:
    """The module `socket` as the wire sees it."""

    socket = CountingSocket

    def __getattr__(self, name: str) -> Any:
        return getattr(socket, name)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    CountingSocket.calls.clear()
    monkeypatch.setattr(wire, "socket", CountedSockets())
    return CountingSocket.calls


async def fetched(url: str, transport: httpx.AsyncBaseTransport | None = None) -> Answer | FetchFailure:
    async with open_fetcher(FetchSettings(allow_private=True), clock=noon, transport=transport) as fetcher:
        return await fetcher.fetch(Ask(candidates=(url,)))


async def test_a_plain_page_takes_one_connect_one_send_and_one_close(
    nursery: trio.Nursery, calls: Counter[str]
) -> None:
    port = await serve(nursery, saying(response(PAGE)))
    came = await fetched(f"http://127.0.0.1:{port}/")

    assert isinstance(came, Answer)
    assert came.body == PAGE
    assert calls["opened"] == calls["connect"] == calls["send"] == calls["close"] == 1
    assert calls["recv"] <= 3


async def test_an_encrypted_page_takes_one_connect_and_two_sends(
    nursery: trio.Nursery, calls: Counter[str]
) -> None:
    authority = Authority()
    port = await serve(nursery, saying(response(PAGE)), authority.server("127.0.0.1.example"))

    async def resolve(_: str) -> tuple[IPAddress, ...]:
        return await system_resolver(1)("127.0.0.1")

    transport = GuardedTransport(resolve, authority.trusting())
    async with open_fetcher(
        FetchSettings(allow_private=True), clock=noon, transport=transport, resolve=resolve
    ) as fetcher:
        came = await fetcher.fetch(Ask(candidates=(f"https://127.0.0.1.example:{port}/",)))

    assert isinstance(came, Answer)
    assert calls["opened"] == calls["connect"] == calls["close"] == 1
    assert calls["send"] == 2  # the hello; the end of the handshake with the request


async def test_each_request_has_a_connection_of_its_own_and_none_is_left_open(
    nursery: trio.Nursery, calls: Counter[str]
) -> None:
    redirect = response(b"", "Location: /next", status="302 Found")

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        await stream.send_all(response(PAGE) if b"/next" in request else redirect)

    port = await serve(nursery, script)
    for _ in range(10):
        assert isinstance(await fetched(f"http://127.0.0.1:{port}/"), Answer)

    assert calls["opened"] == calls["connect"] == calls["close"] == 20


@pytest.mark.parametrize(
    "message",
    [b"", b"rubbish", b"HTTP/1.1 200 OK\r\n", response(PAGE, length=1 << 20), response(b"", status="500 x")],
)
async def test_a_connection_that_failed_is_closed(
    message: bytes, nursery: trio.Nursery, calls: Counter[str]
) -> None:
    port = await serve(nursery, saying(message))
    came = await fetched(f"http://127.0.0.1:{port}/")

    assert isinstance(came, FetchFailure)
    assert calls["opened"] == 1
    assert calls["close"] >= 1


async def test_a_connection_that_was_given_up_is_closed(nursery: trio.Nursery, calls: Counter[str]) -> None:
    async def script(stream: trio.abc.Stream, _: bytes) -> None:
        await stream.send_all(b"HTTP/1.1 200 OK\r\n\r\nhalf of it")
        await trio.sleep_forever()

    port = await serve(nursery, script)
    with trio.move_on_after(0.2) as patience:
        await fetched(f"http://127.0.0.1:{port}/")

    assert patience.cancelled_caught
    assert calls["close"] >= 1


async def test_pages_take_no_threads_and_no_tasks_of_their_own() -> None:
    living: list[int] = []
    threads: set[str] = set()

    async def resolve(_: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ip_address("127.0.0.1"),)

    def note() -> None:
        living.append(trio.lowlevel.current_statistics().tasks_living)
        threads.update(thread.name for thread in threading.enumerate() if "trio" in thread.name.lower())

    with website() as address:
        candidates = (address.replace("127.0.0.1", "a.example"),)
        settings = FetchSettings(allow_private=True)
        before = trio.lowlevel.current_statistics().tasks_living
        async with (
            open_fetcher(settings, clock=noon, resolve=resolve) as fetcher,
            trio.open_nursery() as visitors,
        ):

            async def visit() -> None:
                came = await fetcher.fetch(Ask(candidates=candidates))
                note()
                assert isinstance(came, Answer)

            for _ in range(20):
                visitors.start_soon(visit)

    assert len(living) == 20
    assert max(living) <= before + 20
    assert threads == set()


async def test_a_response_is_gone_when_nobody_holds_it(
    nursery: trio.Nursery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bodies that wait for the cyclic collector fill the memory."""
    readers: list[weakref.ref[ResponseReader]] = []
    streams: list[weakref.ref[object]] = []

    class Watched(ResponseReader):
        def __init__(self) -> None:
            super().__init__()
            readers.append(weakref.ref(self))

    monkeypatch.setattr("icplint.collect.fetch.transport.ResponseReader", Watched)
    port = await serve(nursery, saying(response(PAGE)))
    transport = GuardedTransport(system_resolver(1), ssl.create_default_context())
    gc.collect()
    gc.disable()
    try:
        request = httpx.Request("GET", f"http://127.0.0.1:{port}/", extensions={"guard": OPEN})
        answer = await transport.handle_async_request(request)
        streams.append(weakref.ref(answer.stream))
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        await answer.stream.aclose()
        del answer, request
        came = await fetched(f"http://127.0.0.1:{port}/", transport)

        assert isinstance(came, Answer)
        assert [reader() for reader in readers] == [None, None]
        assert [stream() for stream in streams] == [None]
    finally:
        gc.enable()
