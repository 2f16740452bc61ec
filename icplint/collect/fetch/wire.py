"""One connection: bytes to a server and back, in the clear or encrypted.

Closer to the system than trio's streams are: a connection belongs to one task and serves one request, so nothing has
to be locked, and each wait is a wait for the server.
"""

import os
import socket
import ssl
from typing import Protocol

import httpx
import trio

from icplint.collect.fetch.failures import detail_of
from icplint.collect.fetch.standing import IPAddress

READ_BYTES = 64 * 1024
"""Received at a time: a page of a usual size, compressed, comes in one piece. Twice as much takes longer, for the
system then gives each piece memory of its own."""


class Wire(Protocol):
    """A connection that is open until it is closed."""

    async def send(self, data: bytes) -> None:
        """Send all of it, unless the server has hung up: what it said until then counts."""

    async def receive(self) -> bytes:
        """What came, at least one byte; empty: the server has closed.

        Raises:
            httpx.ReadError: The connection broke.
            ssl.SSLError: What came was not encrypted as agreed.
        """

    def close(self) -> None:
        """Close at once; may be called twice."""


class PlainWire:
    """A TCP connection."""

    __slots__ = ("_socket",)

    def __init__(self, connected: socket.socket) -> None:
        """Take over a socket that does not block."""
        self._socket = connected

    async def send(self, data: bytes) -> None:
        """As in `Wire`. A request fits into what the system buffers, so this does not wait as a rule."""
        left = memoryview(data)
        while left:
            try:
                left = left[self._socket.send(left) :]
            except BlockingIOError:
                await trio.lowlevel.wait_writable(self._socket)
            except OSError:
                return

    async def receive(self) -> bytes:
        """As in `Wire`."""
        while True:
            await trio.lowlevel.wait_readable(self._socket)
            try:
                return self._socket.recv(READ_BYTES)
            except BlockingIOError:
                continue  # the system was mistaken
            except OSError as error:
                raise httpx.ReadError(detail_of(error)) from error

    def close(self) -> None:
        """As in `Wire`."""
        self._socket.close()


class TlsWire:
    """TLS over a TCP connection. Closing it says no farewell: the connection is used once."""

    __slots__ = ("_from_server", "_is_over", "_plain", "_tls", "_to_server")

    def __init__(self, plain: PlainWire, context: ssl.SSLContext, host: str) -> None:
        """TLS for a host.

        Raises:
            ValueError: No certificate can be for a host of this name.
        """
        self._plain = plain
        self._from_server = ssl.MemoryBIO()
        self._to_server = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._from_server, self._to_server, server_hostname=host)
        self._is_over = False

    async def shake_hands(self) -> None:
        """Agree on everything. The last words of it are sent along with the request.

        Raises:
            ssl.SSLError: There is no agreement, or the server hung up.
            httpx.ReadError: The connection broke.
        """
        while True:
            try:
                return self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._exchange()

    async def send(self, data: bytes) -> None:
        """As in `Wire`."""
        self._tls.write(data)
        await self._plain.send(self._to_server.read())

    async def receive(self) -> bytes:
        """As in `Wire`. A connection that ends without a farewell has ended all the same, as for browsers."""
        while not self._is_over:
            if received := self._decrypted():
                return received
            if not self._is_over:
                await self._exchange()
        return b""

    def close(self) -> None:
        """As in `Wire`."""
        self._plain.close()

    def version(self) -> str | None:
        """The protocol's version, such as `TLSv1.3`."""
        return self._tls.version()

    def certificate(self) -> dict[str, object]:
        """The server's certificate as `ssl` tells it; empty where it was not verified."""
        return dict(self._tls.getpeercert() or {})

    def certificate_bytes(self) -> bytes:
        """The server's certificate in DER, verified or not."""
        return self._tls.getpeercert(binary_form=True) or b""

    def _decrypted(self) -> bytes:
        parts: list[bytes] = []
        try:
            while part := self._tls.read(READ_BYTES):
                parts.append(part)
            self._is_over = True
        except ssl.SSLWantReadError:
            pass
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            self._is_over = True
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def _exchange(self) -> None:
        """Send what TLS has to say, and take in what the server says."""
        if self._to_server.pending:
            await self._plain.send(self._to_server.read())
        received = await self._plain.receive()
        if received:
            self._from_server.write(received)
        else:
            self._from_server.write_eof()


async def open_wire(address: IPAddress, port: int) -> PlainWire:
    """A connection to a checked address. Nothing is looked up here.

    Raises:
        OSError: Nobody answers there.
    """
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(0)  # it never blocks
        try:
            opened.connect((str(address), port))
        except BlockingIOError:
            await trio.lowlevel.wait_writable(opened)
            if failed := opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise OSError(failed, os.strerror(failed)) from None
    except BaseException:
        opened.close()
        raise
    return PlainWire(opened)
