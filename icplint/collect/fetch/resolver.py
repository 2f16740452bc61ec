"""Turns a host name into its addresses."""

import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address

import trio

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.standing import IPAddress

Resolve = Callable[[str], Awaitable[tuple[IPAddress, ...]]]
"""Name → addresses in the order of trying, at least one. Raises `NameUnknownError`."""


def system_resolver(lookups: int) -> Resolve:
    """The system's own resolver, `lookups` at the same time.

    A look-up holds a thread until the system gives up on it, also when nobody waits for it any
    more. With a limit of its own a heap of dead names cannot keep the living ones waiting.
    """
    limiter = trio.CapacityLimiter(lookups)

    async def resolve(host: str) -> tuple[IPAddress, ...]:
        try:
            rows = await trio.to_thread.run_sync(
                socket.getaddrinfo,
                host,
                None,
                socket.AF_UNSPEC,
                socket.SOCK_STREAM,
                abandon_on_cancel=True,
                limiter=limiter,
            )
        except OSError as error:
            raise NameUnknownError(error.strerror or str(error)) from error
        except UnicodeError as error:
            raise NameUnknownError(f"no host name: {error}") from error
        return _in_order(ip_address(str(row[4][0])) for row in rows)

    return with_literals(resolve)


def _in_order(addresses: Iterable[IPAddress]) -> tuple[IPAddress, ...]:
    """Each address once, IPv4 first: sites in mainland China are rarely reached better by IPv6."""
    return tuple(sorted(dict.fromkeys(addresses), key=lambda address: address.version))


def with_literals(resolve: Resolve) -> Resolve:
    """The same resolver, which is not asked for what is an address already."""

    async def literal_first(host: str) -> tuple[IPAddress, ...]:
        try:
            return (ip_address(host),)
        except ValueError:
            return await resolve(host)

    return literal_first


def remembering(resolve: Resolve) -> Resolve:
    """The same resolver, which is asked once for each name: made anew for each ask.

    So the four tries of a bare domain cost two look-ups, and a name cannot change its address
    between one hop and the next.
    """
    known: dict[str, tuple[IPAddress, ...] | NameUnknownError] = {}

    async def ask_once(host: str) -> tuple[IPAddress, ...]:
        if host not in known:
            try:
                known[host] = await resolve(host)
            except NameUnknownError as unknown:
                known[host] = unknown
        answer = known[host]
        if isinstance(answer, NameUnknownError):
            raise NameUnknownError(*answer.args)
        return answer

    return ask_once
