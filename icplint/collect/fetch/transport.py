"""One request on one connection: HTTP/1.1 over trio as an httpx transport.

No pool: a run asks each site once, and a pool that is never drawn from only costs.
"""

import math
import ssl
from collections.abc import AsyncIterator
from typing import Self

import h11
import httpx
import trio

from icplint.collect.fetch.connect import Connection, connect
from icplint.collect.fetch.failures import HeadersTooLargeError, detail_of
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.resolver import Resolve

MAX_HEADER_BYTES = 64 * 1024
"""Status line and headers together; browsers allow 256 KB, no honest site needs it."""

_MAX_INFORMATIONAL = 20
_READ_BYTES = 64 * 1024
_HEADERS_TOO_LARGE = 431


def tls_context() -> ssl.SSLContext:
    """The trust of a whole run: made once, it costs as much as some hundred pages."""
    context = httpx.create_ssl_context()
    # Many an old server in China knows no secure renegotiation, which we never ask for; browsers
    # connect to it. `ssl` has the name for this option only from Python 3.12 on.
    context.options |= 0x4
    context.set_alpn_protocols(["http/1.1"])
    return context


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects only where the request's guard lets it.

    The request carries its guard, and how long connecting may take, as `extensions`; the response
    carries the address and the TLS version in its own.
    """

    def __init__(self, resolve: Resolve, tls: ssl.SSLContext) -> None:
        self._resolve = resolve
        self._tls = tls

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return when the headers of the answer are there."""
        guard = request.extensions.get("guard", Guard())
        resolve = request.extensions.get("resolve", self._resolve)
        with trio.move_on_after(request.extensions.get("connect_s", math.inf)) as patience:
            connection = await connect(request.url, guard, resolve, self._tls)
        if patience.cancelled_caught:
            raise httpx.ConnectTimeout("no connection in time")
        try:
            return await _exchange(request, connection)
        except BaseException:
            await trio.aclose_forcefully(connection.stream)
            raise


async def _exchange(request: httpx.Request, connection: Connection) -> httpx.Response:
    wire = _Wire(connection.stream)
    await wire.send(
        h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
    )
    await wire.send(h11.EndOfMessage())
    for _ in range(_MAX_INFORMATIONAL):
        match await wire.next_event():
            case h11.Response() as head:
                return httpx.Response(
                    head.status_code,
                    headers=list(head.headers),
                    stream=_Body(wire),
                    extensions={"address": connection.address, "tls": connection.tls},
                )
            case h11.InformationalResponse():
                continue
            case _:
                break
    raise httpx.RemoteProtocolError("no answer came, only announcements of one")


class _Wire:
    """HTTP/1.1 events on a stream."""

    def __init__(self, stream: trio.abc.Stream) -> None:
        self._stream = stream
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEADER_BYTES)

    async def send(self, event: h11.Request | h11.EndOfMessage) -> None:
        try:
            await self._stream.send_all(self._http.send(event) or b"")
        except trio.BrokenResourceError:
            # Some servers answer and hang up before they have read everything: the answer counts.
            return
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(detail_of(error)) from error

    async def next_event(self) -> h11.Event:
        try:
            while not isinstance(event := self._http.next_event(), h11.Event):
                if event is h11.PAUSED:
                    raise httpx.RemoteProtocolError("the server speaks another protocol")
                received = await self._stream.receive_some(_READ_BYTES)
                if not received and self._http.their_state is h11.SEND_RESPONSE:
                    raise httpx.RemoteProtocolError("the server closed without an answer")
                self._http.receive_data(bytes(received))
        except trio.BrokenResourceError as error:
            raise httpx.ReadError(detail_of(error.__cause__ or error)) from error
        except h11.RemoteProtocolError as error:
            if error.error_status_hint == _HEADERS_TOO_LARGE:
                raise HeadersTooLargeError(f"headers > {MAX_HEADER_BYTES} bytes") from error
            raise httpx.RemoteProtocolError(detail_of(error)) from error
        return event

    async def aclose(self) -> None:
        await trio.aclose_forcefully(self._stream)


class _Body(httpx.AsyncByteStream, AsyncIterator[bytes]):
    """The body as received, piece by piece.

    NOTE: an iterator class, not an async generator: one that is left before its end would be
    finalised by the collector, of which trio warns.
    """

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        event = await self._wire.next_event()
        if isinstance(event, h11.Data):
            return bytes(event.data)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        await self._wire.aclose()
