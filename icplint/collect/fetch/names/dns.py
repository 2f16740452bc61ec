"""Our own resolver: hosts file, DNS and a memory, without a thread for each name."""

import errno
from collections.abc import Awaitable, Callable
from dataclasses import field
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import httpx
import trio

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.names.asking import ask
from icplint.collect.fetch.names.memory import Known, Memory, NamesSilentError
from icplint.collect.fetch.names.naming import ETC, Naming, read_naming, state
from icplint.collect.fetch.names.wire import MAX_CHAIN, BrokenAnswerError, Code, Kind, Reply, wire_name
from icplint.collect.fetch.standing import IPAddress
from icplint.facts.suffixes import suffixes
from icplint.late import dataclass, pattern

LOOK_AGAIN_S = 5.0
"""How often the files of the system are looked at for changes."""

_NAME = pattern(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NOWHERE = ("invalid", "onion")
"""Names that no DNS knows, and that none is to be asked about. Source: RFC 6761, RFC 7686."""
_HERE = (IPv4Address("127.0.0.1"), IPv6Address("::1"))
"""What `localhost` and all below it are, whoever else may say so. Source: RFC 6761, section 6.3."""
_OF_THE_LINK = "local"
"""Names that the machines of a network tell each other, without DNS. Source: RFC 6762."""

_SHORTAGES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
"""Of this machine: they say nothing of a name."""

Source = Callable[[], Naming | None]
Ask = Callable[[str], Awaitable[tuple[IPAddress, ...]]]


@dataclass(slots=True)
class DnsResolver:
    """Looks names up; called as a `Resolve`.

    A silent server costs those who asked it, and nobody else: each look-up waits on a socket of its own, and there
    are at least as many of these as sites in work.
    """

    sockets: trio.CapacityLimiter
    """Never more sockets than this at once."""
    otherwise: Ask
    """Asked where the files do not say how, and about names of the system."""
    etc: Path = ETC
    naming: Source | None = None
    """Stands in for the files."""
    _known: Memory = field(default_factory=Memory)
    _flights: dict[str, trio.Event] = field(default_factory=dict)
    """Names that are being looked up; who wants the same waits."""
    _naming: Naming | None = None
    _state: tuple[object, ...] | None = None
    _looked_at: float = -LOOK_AGAIN_S
    _first: int = 0
    """The server that answered last is asked first."""

    async def __call__(self, host: str) -> tuple[IPAddress, ...]:
        """The addresses of a name, at least one.

        Raises:
            NameUnknownError: It has none, or nobody knows; the detail tells which.
            httpx.PoolTimeout: This machine has no socket left to ask.
        """
        name = host.lower().removesuffix(".")
        if not _NAME.fullmatch(name):
            raise NameUnknownError(f"no host name: {host[:80]!r}")
        top = name.rpartition(".")[2]
        if top in _NOWHERE:
            raise NameUnknownError(f"no DNS knows .{top}")
        naming = self._current_naming()
        if naming is not None and name in naming.hosts:
            return naming.hosts[name]
        if top == "localhost":
            return _HERE
        if naming is None or top == _OF_THE_LINK or "." not in name:
            return await self.otherwise(host)
        while (known := self._known.recall(host, trio.current_time())) is None:
            if (flight := self._flights.get(host)) is not None:
                # NOTE: whoever asks may be cancelled, and leave nothing behind: then the next one asks.
                await flight.wait()
                continue
            flight = self._flights[host] = trio.Event()
            try:
                known, ttl_s = await self._look_up(naming, host)
                self._known.keep(host, known, trio.current_time(), ttl_s)
            finally:
                del self._flights[host]
                flight.set()
        if isinstance(known, NameUnknownError):
            raise type(known)(*known.args)
        return known

    def _current_naming(self) -> Naming | None:
        if self.naming is not None:
            return self.naming()
        now = trio.current_time()
        if now - self._looked_at >= LOOK_AGAIN_S:
            self._looked_at = now
            if (found := state(self.etc)) != self._state:
                self._state, self._naming, self._first = found, read_naming(self.etc), 0
                self._known.forget()
        return self._naming

    async def _look_up(self, naming: Naming, host: str) -> tuple[Known, float]:
        """What is found of a name or, where it is not complete, of the names that it may stand for; and how long."""
        failure: NameUnknownError | None = None
        for name in complete_names(naming, host):
            try:
                return await self._addresses(naming, wire_name(name))
            except NamesSilentError as silent:
                return silent, 0
            except NameUnknownError as unknown:
                failure = failure or unknown
        assert failure is not None  # noqa: S101 - there is at least one name
        return failure, 0

    async def _addresses(self, naming: Naming, name: bytes) -> tuple[tuple[IPAddress, ...], float]:
        links = 0
        ttls: list[int] = []
        while True:
            replies = await self._replies(naming, name)
            addresses = tuple(one for reply in replies for one in reply.addresses)
            if addresses:
                ttls += [reply.ttl_s for reply in replies if reply.addresses]
                return addresses, min(ttls)
            followed = next((reply for reply in replies if reply.alias is not None), None)
            if followed is None or followed.alias is None:
                break
            name = followed.alias
            links += followed.links
            ttls.append(followed.ttl_s)
            if links > MAX_CHAIN:
                raise NamesSilentError(f"more than {MAX_CHAIN} aliases, or a circle of them")
        if any(reply.code == Code.NXDOMAIN for reply in replies):
            raise NameUnknownError("no such name (NXDOMAIN)")
        raise NameUnknownError("no A or AAAA record")

    async def _replies(self, naming: Naming, name: bytes) -> list[Reply]:
        """What the servers tell about a name: both kinds, or one that has addresses.

        Raises:
            NamesSilentError: They tell less.
        """
        told: dict[Kind, Reply] = {}
        trouble: dict[int, str] = {}  # by server; one that was merely silent is not in it, and asked again
        for position, sendings in self._order(naming):
            if position in trouble:
                continue
            server = naming.servers[position]
            try:
                async with self.sockets:
                    came = await ask(
                        server, name, set(Kind) - told.keys(), wait_s=naming.wait_s, sendings=sendings
                    )
            except BrokenAnswerError as broken:
                trouble[position] = f"a broken answer from a DNS server: {broken}"
                continue
            except OSError as error:
                if error.errno in _SHORTAGES:
                    raise httpx.PoolTimeout(f"this machine is short of means: {error.strerror}") from error
                trouble[position] = f"no DNS server reached: {error.strerror or error}"
                continue
            told |= {kind: reply for kind, reply in came.items() if reply.is_told}
            if _is_enough(told):
                self._first = position
                return [told[kind] for kind in sorted(told)]
            if failed := [reply.code for reply in came.values() if not reply.is_told]:
                trouble[position] = _says(failed[0])
        raise NamesSilentError(next(iter(trouble.values()), "no answer from a DNS server in time"))

    def _order(self, naming: Naming) -> list[tuple[int, int]]:
        """Which server to ask, and how often, before the next: alone it is sent all on one socket."""
        count = len(naming.servers)
        if count == 1:
            return [(0, naming.attempts)]
        return [((self._first + step) % count, 1) for _ in range(naming.attempts) for step in range(count)]


def complete_names(naming: Naming, host: str) -> list[str]:
    """The names that a host may stand for, in the order of asking.

    A name under a public top-level name is complete: with a suffix of the local network behind it, it would be
    somebody else's.
    """
    name = host.lower()
    bare = name.removesuffix(".")
    if bare != name or suffixes().knows(bare.rpartition(".")[2]):
        return [bare]
    longer = [longer for suffix in naming.search if len(longer := f"{bare}.{suffix}") <= 253]
    return [bare, *longer] if bare.count(".") >= naming.ndots else [*longer, bare]


def _is_enough(told: dict[Kind, Reply]) -> bool:
    ipv4 = told.get(Kind.A)
    return (
        len(told) == len(Kind)
        or any(reply.addresses for reply in told.values())
        or (ipv4 is not None and ipv4.code == Code.NXDOMAIN)
    )


def _says(code: int) -> str:
    known = Code(code).name if code in set(Code) else f"code {code}"
    return f"the DNS server failed ({known})"
