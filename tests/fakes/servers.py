"""Real servers on loopback that say whatever a test lets them say."""

import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

import trio

Script = Callable[[trio.abc.Stream, bytes], Awaitable[None]]
"""What a server does with a connection, after it has read the request."""

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def noon() -> datetime:
    """A clock that stands still."""
    return NOON


async def serve(
    nursery: trio.Nursery, script: Script, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> int:
    """Serve on a loopback address for as long as the nursery lives; the port comes back."""
    listeners = await trio.open_tcp_listeners(0, host=host)
    port: int = listeners[0].socket.getsockname()[1]
    nursery.start_soon(partial(trio.serve_listeners, partial(_connection, script, tls), listeners))
    return port


async def _connection(script: Script, tls: ssl.SSLContext | None, connection: trio.SocketStream) -> None:
    stream: trio.abc.Stream = connection
    if tls is not None:
        stream = trio.SSLStream(connection, tls, server_side=True, https_compatible=True)
    try:
        await script(stream, bytes(await stream.receive_some(65536)))
    except (trio.BrokenResourceError, trio.ClosedResourceError, OSError):
        pass  # the visitor has hung up, which is what many of the tests are about
    finally:
        await trio.aclose_forcefully(stream)


def saying(*pieces: bytes) -> Script:
    """Send the pieces, and close."""

    async def script(stream: trio.abc.Stream, _: bytes) -> None:
        for piece in pieces:
            await stream.send_all(piece)

    return script


def response(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """The bytes of a whole response; `length` lies about the body's."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join((*lines, "", "")).encode() + body
