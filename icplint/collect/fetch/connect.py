"""Opens a connection to a checked address: resolve once, refuse, connect to what was checked."""

import ssl
from dataclasses import dataclass

import httpx
import trio

from icplint.collect.fetch.failures import AddressRefusedError, NameUnknownError, TlsFailedError, detail_of
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.resolver import Resolve
from icplint.collect.fetch.standing import IPAddress

MAX_ADDRESSES = 4
"""How many addresses of one name are tried."""

_PORTS = {"http": 80, "https": 443}
_MAX_LABEL = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """An open connection, and to whom."""

    stream: trio.abc.Stream
    address: str
    tls: str | None
    """Protocol version; None for plain http."""


async def connect(url: httpx.URL, guard: Guard, resolve: Resolve, tls: ssl.SSLContext) -> Connection:
    """A connection to the host of an address, encrypted for https.

    Raises:
        AddressRefusedError: The guard lets none of its addresses or not its port pass.
        NameUnknownError: The name has no address.
        httpx.ConnectError: Nobody answers there.
        TlsFailedError: No trusted connection.
    """
    host = url.raw_host.decode("ascii").lower()
    if url.scheme not in _PORTS:
        raise AddressRefusedError(f"scheme {url.scheme[:20]!r}")
    if not host or any(not 0 < len(label) <= _MAX_LABEL for label in host.removesuffix(".").split(".")):
        raise NameUnknownError("no host name")
    port = url.port or _PORTS[url.scheme]
    if refused := guard.refused_port(port):
        raise AddressRefusedError(refused)
    addresses = _let_through(guard, host, port, await resolve(host))
    stream, address = await _open_first(addresses, port)
    if url.scheme == "http":
        return Connection(stream=stream, address=str(address), tls=None)
    encrypted = await _encrypt(stream, host, tls)
    return Connection(stream=encrypted, address=str(address), tls=encrypted.version())


def _let_through(
    guard: Guard, host: str, port: int, addresses: tuple[IPAddress, ...]
) -> tuple[IPAddress, ...]:
    refused = {address: guard.refused_address(host, port, address) for address in addresses}
    passed = tuple(address for address in addresses if refused[address] is None)
    if not passed:
        raise AddressRefusedError("; ".join(reason for reason in refused.values() if reason))
    return passed[:MAX_ADDRESSES]


async def _open_first(addresses: tuple[IPAddress, ...], port: int) -> tuple[trio.SocketStream, IPAddress]:
    """The first of the addresses that accepts; each gets an equal share of the time that is left."""
    error: Exception = httpx.ConnectTimeout("no answer")
    for position, address in enumerate(addresses):
        share = (trio.current_effective_deadline() - trio.current_time()) / (len(addresses) - position)
        with trio.move_on_after(max(share, 0)) as patience:
            try:
                return await _open(address, port), address
            except OSError as failed:
                error = httpx.ConnectError(detail_of(failed))
        if patience.cancelled_caught:
            error = httpx.ConnectTimeout("no answer")
    raise error


async def _open(address: IPAddress, port: int) -> trio.SocketStream:
    # NOTE: not `trio.open_tcp_stream`, which would look the address up once more in a thread.
    family = trio.socket.AF_INET if address.version == 4 else trio.socket.AF_INET6
    socket = trio.socket.socket(family, trio.socket.SOCK_STREAM)
    try:
        await socket.connect((str(address), port))
    except BaseException:
        socket.close()
        raise
    return trio.SocketStream(socket)


async def _encrypt(
    stream: trio.SocketStream, host: str, context: ssl.SSLContext
) -> "trio.SSLStream[trio.SocketStream]":
    try:
        encrypted = trio.SSLStream(
            stream, context, server_hostname=host.removesuffix("."), https_compatible=True
        )
        await encrypted.do_handshake()
    except (
        trio.BrokenResourceError,
        ssl.SSLError,
        ValueError,
    ) as error:  # ValueError: no name for a certificate
        await trio.aclose_forcefully(stream)
        raise TlsFailedError(detail_of(error.__cause__ or error)) from error
    except BaseException:
        await trio.aclose_forcefully(stream)
        raise
    return encrypted
