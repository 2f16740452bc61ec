"""Turns a host name into its addresses."""

import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address
from itertools import zip_longest
from pathlib import Path

import trio

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.names.dns import DnsResolver
from icplint.collect.fetch.names.literals import literal, unwrapped
from icplint.collect.fetch.names.naming import ETC
from icplint.collect.fetch.standing import IPAddress

Resolve = Callable[[str], Awaitable[tuple[IPAddress, ...]]]
"""Name → addresses in the order of trying, at least one. Raises `NameUnknownError`."""


def system_resolver(lookups: int, *, etc: Path = ETC) -> Resolve:
    """Names as this machine knows them, `lookups` at the same time.

    Asks DNS itself where the files of the system say how, and the system where they do not (Windows, macOS) or
    where a name is none of DNS.

    Args:
        lookups: With as many as there are sites in work, names of which nobody answers delay no others.
        etc: Where the system's files are.
    """
    dns = DnsResolver(trio.CapacityLimiter(lookups), threaded_resolver(lookups), etc)
    return with_literals(in_order(dns))


def threaded_resolver(lookups: int) -> Resolve:
    """The C library's resolver, `lookups` at the same time.

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
        return tuple(ip_address(str(row[4][0])) for row in rows)

    return with_literals(in_order(resolve))


def in_order(resolve: Resolve) -> Resolve:
    """The same resolver, whose addresses come in the order of trying, each once."""

    async def resolve_in_order(host: str) -> tuple[IPAddress, ...]:
        return order(await resolve(host))

    return resolve_in_order


def order(addresses: Iterable[IPAddress]) -> tuple[IPAddress, ...]:
    """IPv4 first, since sites in mainland China are rarely reached better by IPv6; then both in turn.

    So the few that are tried hold both, also of a name with many addresses. Source: RFC 8305, section 4.
    """
    each = dict.fromkeys(unwrapped(address) for address in addresses)
    ipv4, ipv6 = ([one for one in each if one.version == version] for version in (4, 6))
    return tuple(one for pair in zip_longest(ipv4, ipv6) for one in pair if one is not None)


def with_literals(resolve: Resolve) -> Resolve:
    """The same resolver, which is not asked for what is an address already."""

    async def literal_first(host: str) -> tuple[IPAddress, ...]:
        address = literal(host)
        return (address,) if address is not None else await resolve(host)

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
