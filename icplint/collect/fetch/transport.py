"""One request on one connection: HTTP/1.1 over trio as an httpx transport.

No pool: a run asks each site once, and a pool that is never drawn from only costs.
"""

import math
import ssl
from collections.abc import AsyncIterator
from typing import Self

import httpx
import trio

from icplint.collect.fetch.connect import NO_PINS, Connection, Pins, connect
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.http1 import Head, ResponseReader
from icplint.collect.fetch.proxied import ProxiedTransport
from icplint.collect.fetch.resolver import Resolve
from icplint.collect.fetch.tls import Trust, tls_context
from icplint.collect.fetch.wire import Wire

__all__ = ["GuardedTransport", "tls_context"]


_OF_A_BODY = frozenset({b"content-length", b"transfer-encoding"})


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects only where the request's guard lets it.

    The request carries its guard, and how long connecting (`connect_s`) and the way from there to the end of the
    headers (`head_s`) may take, as `extensions`; the response carries the address, the TLS version and what was
    overlooked for it in its own. Where the user's own file says so, the request also carries the name to shake hands
    by (`server_name`), or the proxy that it goes by (`proxy`).
    """

    def __init__(
        self, resolve: Resolve, tls: ssl.SSLContext, *, is_tls_strict: bool = True, pins: Pins = NO_PINS
    ) -> None:
        self._resolve = resolve
        self._trust = Trust(first=tls, is_strict=is_tls_strict)
        self._pins = pins
        self._proxied = ProxiedTransport(tls)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return when the headers of the answer are there."""
        extensions = request.extensions
        if (proxy := extensions.get("proxy")) is not None:
            return await self._proxied.send(request, proxy, extensions.get("guard", Guard()))
        words = request_bytes(request)
        connection = await self._connect_within(request, extensions.get("connect_s", math.inf))
        try:
            await connection.wire.send(words)
            return await _response_within(connection, extensions.get("head_s", math.inf))
        except BaseException:
            connection.wire.close()
            raise

    async def _connect_within(self, request: httpx.Request, connect_s: float) -> Connection:
        guard = request.extensions.get("guard", Guard())
        resolve = request.extensions.get("resolve", self._resolve)
        connecting = connect(
            request.url,
            guard,
            resolve,
            self._trust,
            request.extensions.get("enter_address"),
            pins=self._pins,
            server_name=request.extensions.get("server_name"),
        )
        if connect_s == math.inf:
            return await connecting
        with trio.move_on_after(connect_s):
            return await connecting
        raise httpx.ConnectTimeout("no connection in time")

    async def aclose(self) -> None:
        """Close what proxies have left open."""
        await self._proxied.aclose()


def request_bytes(request: httpx.Request) -> bytes:
    """A request without a body, as it is sent.

    Raises:
        httpx.LocalProtocolError: It holds characters that would end a line early, or it has a body.
    """
    target = request.url.raw_path
    fields = request.headers.raw
    names = {name.lower() for name, _ in fields}
    if b"host" not in names:
        fields = [(b"Host", request.url.netloc), *fields]
    head = b"%b %b HTTP/1.1\r\n%b\r\n" % (
        request.method.encode("ascii"),
        target,
        b"".join([b"%b: %b\r\n" % field for field in fields]),
    )
    if head.count(b"\n") != len(fields) + 2 or head.count(b"\r") != len(fields) + 2 or b"\0" in head:
        raise httpx.LocalProtocolError("a line break within a request's line")
    if b" " in target or not names.isdisjoint(_OF_A_BODY):
        raise httpx.LocalProtocolError("only requests for a page are sent")
    return head


async def _response_within(connection: Connection, head_s: float) -> httpx.Response:
    if head_s == math.inf:
        return await _response(connection)
    with trio.move_on_after(head_s):
        return await _response(connection)
    raise httpx.ReadTimeout("connected, but no answer in time")


async def _response(connection: Connection) -> httpx.Response:
    reader = ResponseReader()
    wire = connection.wire
    while True:
        piece = reader.receive(await wire.receive())
        if isinstance(reader.head, Head):
            break
    return httpx.Response(
        reader.head.status,
        headers=reader.head.fields,
        stream=_Body(wire, reader, piece),
        extensions={
            "address": connection.address,
            "tls": connection.tls,
            "tls_troubles": connection.tls_troubles,
            "certificate": connection.certificate,
        },
    )


class _Body(httpx.AsyncByteStream, AsyncIterator[bytes]):
    """The body as received, piece by piece.

    Knows nothing of its response, so that both are gone as soon as nobody holds them: bodies that wait for the
    cyclic collector fill the memory.

    NOTE: an iterator class, not an async generator: one that is left before its end would be
    finalised by the collector, of which trio warns.
    """

    def __init__(self, wire: Wire, reader: ResponseReader, piece: bytes) -> None:
        self._wire = wire
        self._reader = reader
        self._piece = piece

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        piece, self._piece = self._piece, b""
        while not piece:
            if self._reader.is_complete:
                raise StopAsyncIteration
            piece = self._reader.receive(await self._wire.receive())
        return piece

    async def aclose(self) -> None:
        self._wire.close()
