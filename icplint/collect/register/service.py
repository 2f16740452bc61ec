"""A register that is asked over HTTP: one service, or several that vouch for each other."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import field
from datetime import date
from random import Random  # noqa: TID251 - the type of an argument
from typing import assert_never

import httpx
import trio

from icplint.collect.fetch.resolver import Resolve, system_resolver
from icplint.collect.fetch.transport import GuardedTransport, tls_context
from icplint.collect.register.answers import Trouble
from icplint.collect.register.asking import Manners, Service
from icplint.collect.register.cache import AnswerCache
from icplint.collect.register.look_up import Answering, names_of
from icplint.collect.register.panel import Absent, Found, Panel, Shown
from icplint.collect.register.row import RegisterHead
from icplint.collect.register.service_address import service_address
from icplint.collect.sites.host import MAX_HOST
from icplint.facts.domains import registrable_domain
from icplint.late import dataclass
from icplint.model.filing import NotFiled, RegisterAnswer, Unknown

_NAMES_AT_ONCE = 4
"""Names of services that are resolved at the same time."""
_MOST_REMEMBERED = 100_000
"""Domains without a row; then they are forgotten, so that no list of sites fills the memory."""
_EACH_FILES_ITSELF = ".gov.cn"


@asynccontextmanager
async def open_service(
    addresses: str | Sequence[str],
    *,
    cache: AnswerCache,
    today: date,
    chance: Random,
    max_age_days: int = 30,
    manners: Manners | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Resolve | None = None,
) -> AsyncIterator["ServiceRegister"]:
    """A register of services that speak as ICP_Query does, for one process of a run.

    Args:
        addresses: `http(s)://[user:password@]host[:port][/prefix]`, in the order of asking. Only where two of
            them, on two machines, have no row for a domain does the register say `NotFiled`.
        cache: Stays open while the register is used; closed by whoever opened it.
        today: In Beijing; what is asked now speaks of this day.
        chance: Spreads the tries of several processes.
        max_age_days: How old a remembered answer may be.
        manners: How the services are asked.
        transport: Stands in for the network in tests.
        resolve: Stands in for the system's resolver.

    Raises:
        UsageError: An address is none.
    """
    written = (addresses,) if isinstance(addresses, str) else tuple(addresses)
    known = {address.base: address for address in map(service_address, written)}
    transport = transport or GuardedTransport(resolve or system_resolver(_NAMES_AT_ONCE), tls_context())
    async with transport:
        services = tuple(
            Service(address=address, transport=transport, manners=manners or Manners(), chance=chance)
            for address in known.values()
        )
        yield ServiceRegister(Panel(services, cache, today, max_age_days))


@dataclass(slots=True)
class _Flight:
    """A question under way, for which all wait who have the same one."""

    landed: trio.Event = field(default_factory=trio.Event)
    found: Found | None = None
    """None when it has landed: whoever asked was cancelled."""


@dataclass(slots=True)
class ServiceRegister:
    """The `Register` behind one or several services."""

    panel: Panel
    _flights: dict[str, _Flight] = field(default_factory=dict)
    _without_row: dict[str, Found] = field(default_factory=dict)
    """Sound answers without a row, for this run alone."""

    async def look_up(self, host: str) -> RegisterAnswer:
        """The filing that answers for a host. Never raises for a host.

        Services know registrable domains. Of a host that has none, nothing is asked.
        """
        domain = registrable_domain(host) if len(host) <= MAX_HOST else None
        if domain is None:
            return Unknown("needs-register", self.panel.sources)
        names = names_of(host)
        match await self._ask_once(domain):
            case Unknown() as unknown:
                return unknown
            case Absent(source):
                if domain != names[0] and domain.endswith(_EACH_FILES_ITSELF):
                    return Unknown("needs-register", source, self.panel.today)
                return NotFiled(source, self.panel.today)
            case Shown(source, told):
                head = RegisterHead(source=source, as_of=told.told_on)
                rows = [(place, *row) for place, row in enumerate(told.records) if row[0] in names]
                if not rows:
                    return Unknown(Trouble.EMPTY, source, told.told_on)
                try:
                    return Answering(head, max_age_days=self.panel.max_age_days).answer(host, names, rows)
                except (ValueError, TypeError, LookupError, RecursionError):
                    # Only what somebody else wrote into the cache can be like this.
                    return Unknown("register-damaged", source, told.told_on)
            case never:
                assert_never(never)

    async def _ask_once(self, domain: str) -> Found:
        """What the services know; who comes while the same is being asked waits for that answer."""
        while (flight := self._flights.get(domain)) is not None:
            await flight.landed.wait()
            if flight.found is not None:
                return flight.found
        if domain in self._without_row:
            return self._without_row[domain]
        flight = self._flights[domain] = _Flight()
        try:
            flight.found = await self.panel.find(domain)
        finally:
            del self._flights[domain]
            flight.landed.set()
        if _is_without_row(flight.found):
            if len(self._without_row) >= _MOST_REMEMBERED:
                self._without_row.clear()
            self._without_row[domain] = flight.found
        return flight.found


def _is_without_row(found: Found) -> bool:
    return isinstance(found, Absent) or (isinstance(found, Unknown) and found.reason == Trouble.EMPTY)
