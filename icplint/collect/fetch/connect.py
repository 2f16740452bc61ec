"""Opens a connection to a checked address: resolve once, refuse, connect to what was checked."""

import math
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import field

import httpx
import trio

from icplint.collect.fetch.failures import AddressRefusedError, NameUnknownError, detail_of
from icplint.collect.fetch.guard import Guard, refused_pin
from icplint.collect.fetch.names.literals import literal
from icplint.collect.fetch.resolver import Resolve
from icplint.collect.fetch.standing import IPAddress
from icplint.collect.fetch.tls import Trust, encrypt
from icplint.collect.fetch.wire import PlainWire, Wire, open_wire
from icplint.late import dataclass
from icplint.model.answer import TlsTrouble

MAX_ADDRESSES = 4
"""How many addresses of one name are tried."""

NAME_SHARE = 0.8
"""How much of the time to connect may go to the name: so a name that nobody answers for is told as what it is."""

LATE_S = 0.25
"""A look-up that ends later than this after its time says more of this machine than of the name."""

Enter = Callable[[str], bool]
"""Takes the turn of an address, or raises where others have it; False: that address is to be passed over."""

Pins = Mapping[tuple[str, int], IPAddress]
"""Addresses by host and port, as the user named them instead of DNS."""
NO_PINS: Pins = {}

_PORTS = {"http": 80, "https": 443}
_MAX_LABEL = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """An open connection, and to whom."""

    wire: Wire
    address: str
    tls: str | None = None
    """Protocol version; None for plain http."""
    tls_troubles: tuple[TlsTrouble, ...] = ()
    """What was overlooked to connect; empty: nothing."""
    certificate: bytes | None = field(default=None, repr=False)
    """The server's, in DER; None for plain http."""


async def connect(
    url: httpx.URL,
    guard: Guard,
    resolve: Resolve,
    trust: Trust,
    enter: Enter | None = None,
    *,
    pins: Pins = NO_PINS,
    server_name: str | None = None,
) -> Connection:
    """A connection to the host of an address, encrypted for https.

    Args:
        url: Scheme, host and port of it count.
        guard: What may be connected to.
        resolve: Finds the addresses of a name.
        trust: Whom to trust.
        enter: Takes the turn of each address before it is connected to.
        pins: Addresses that the user named.
        server_name: The name in the TLS handshake and its certificate, where it is not that of the address.

    Raises:
        AddressRefusedError: The guard lets none of its addresses or not its port pass.
        NameUnknownError: The name has no address, or nobody told one in time.
        httpx.PoolTimeout: This machine was too busy to hear of one.
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
    if (pinned := pins.get((host.removesuffix("."), port))) is not None:
        if refused := refused_pin(pinned):
            raise AddressRefusedError(refused)
        addresses: tuple[IPAddress, ...] = (pinned,)
    else:
        addresses = _let_through(guard, host, port, await _resolve_in_time(resolve, host))
    wire, address = await _open_first(addresses, port, enter)
    if url.scheme == "http":
        return Connection(wire=wire, address=str(address))
    opened = [wire]

    async def open_again() -> PlainWire:
        return opened.pop() if opened else (await _open_first((address,), port))[0]

    encrypted, troubles = await encrypt(open_again, server_name or host.removesuffix("."), trust)
    return Connection(
        wire=encrypted,
        address=str(address),
        tls=encrypted.version(),
        tls_troubles=troubles,
        certificate=encrypted.certificate_bytes() or None,
    )


async def _resolve_in_time(resolve: Resolve, host: str) -> tuple[IPAddress, ...]:
    if (address := literal(host)) is not None:
        return (address,)  # nobody is waited for
    left_s = trio.current_effective_deadline() - trio.current_time()
    with trio.move_on_after(max(left_s, 0) * NAME_SHARE) as patience:
        return await resolve(host)
    late_s = trio.current_time() - patience.deadline
    if late_s > LATE_S:
        # The answer may have lain there all the while.
        raise httpx.PoolTimeout(f"{late_s:.1f} s late to hear from DNS: this machine was busy")
    raise NameUnknownError(f"no answer from DNS within {left_s * NAME_SHARE:.1f} s")


def _let_through(
    guard: Guard, host: str, port: int, addresses: tuple[IPAddress, ...]
) -> tuple[IPAddress, ...]:
    refused = {address: guard.refused_address(host, port, address) for address in addresses}
    passed = tuple(address for address in addresses if refused[address] is None)
    if not passed:
        raise AddressRefusedError("; ".join(reason for reason in refused.values() if reason))
    return passed[:MAX_ADDRESSES]


async def _open_first(
    addresses: tuple[IPAddress, ...], port: int, enter: Enter | None = None
) -> tuple[PlainWire, IPAddress]:
    """The first of the addresses that accepts; each gets an equal share of the time that is left."""
    error: Exception = httpx.ConnectTimeout("no answer")
    last = len(addresses) - 1
    for position, address in enumerate(addresses):
        if enter is not None and not enter(str(address)):
            continue
        share_s = math.inf  # the last one may take all that is left
        if position < last:
            left_s = trio.current_effective_deadline() - trio.current_time()
            share_s = max(left_s, 0) / (len(addresses) - position)
        try:
            with trio.fail_after(share_s) if share_s < math.inf else nullcontext():
                return await open_wire(address, port), address
        except trio.TooSlowError:
            error = httpx.ConnectTimeout("no answer")
        except OSError as failed:
            error = httpx.ConnectError(detail_of(failed))
    raise error
