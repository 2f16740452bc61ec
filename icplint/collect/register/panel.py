"""What one or several services know together about a domain: whose rows count, and when none means none."""

from collections.abc import Sequence
from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address
from itertools import combinations

from icplint.collect.register.answers import Fault, NoRow, Told, Trouble
from icplint.collect.register.asking import Service
from icplint.collect.register.cache import AnswerCache, Remembered
from icplint.collect.register.records import records_of
from icplint.late import dataclass
from icplint.model.filing import Unknown

_INTERNATIONALISED = "xn--"


@dataclass(frozen=True, slots=True)
class Shown:
    """A service has rows."""

    source: str
    told: Remembered


@dataclass(frozen=True, slots=True)
class Absent:
    """Two services agree that there is none."""

    source: str
    """Both of them."""


Found = Shown | Absent | Unknown


@dataclass(frozen=True, slots=True)
class Panel:
    """Services in the order of asking. The first that has a row is believed.

    NOTE: an empty list is what a service sends for a domain that was never filed, and also for any domain while
    the ministry's site bars it. So one empty list proves nothing. Two prove something if they come from two
    machines, and if each of the services, asked at once for a domain that is known to be filed, shows that one.
    """

    services: tuple[Service, ...]
    cache: AnswerCache
    today: date
    max_age_days: int

    @property
    def sources(self) -> str:
        """All of the services, as reports tell them."""
        return _named(self.services)

    async def find(self, domain: str) -> Found:
        """What is known about a registrable domain: remembered, or asked now."""
        return await self._remembered(domain) or await self._asked(domain)

    async def _remembered(self, domain: str) -> Shown | None:
        first = self.today - timedelta(days=self.max_age_days)
        for service in self.services:
            source = service.address.base
            told = await self.cache.recall(source, domain, first=first, last=self.today)
            if told is not None:
                return Shown(source, told)
        return None

    async def _asked(self, domain: str) -> Found:
        empty: list[Service] = []
        faults: list[Fault] = []
        for service in self.services:
            match await service.ask(domain):
                case Told(rows):
                    records = tuple(record for row in rows for record in records_of(row))
                    told = Remembered(records, self.today)
                    await self.cache.keep(service.address.base, domain, told)
                    return Shown(service.address.base, told)
                case NoRow():
                    empty.append(service)
                case Fault() as fault:
                    faults.append(fault)
        if not empty:
            return self._unknown(_most_telling(faults))
        if _is_internationalised(domain):
            # How the ministry's search wants such a name is not known: no row may mean that it was not understood.
            return self._unknown(Trouble.EMPTY)
        pair = next((pair for pair in combinations(empty, 2) if _are_two_machines(*pair)), None)
        if pair is None:
            return self._unknown(Trouble.EMPTY)
        for service in pair:
            trouble = await service.trouble_behind(domain)
            if trouble is not None:
                return self._unknown(trouble)
        return Absent(_named(pair))

    def _unknown(self, trouble: Trouble) -> Unknown:
        return Unknown(trouble.value, self.sources, self.today)


def _most_telling(faults: Sequence[Fault]) -> Trouble:
    troubles = {fault.trouble for fault in faults}
    return Trouble.THROTTLED if Trouble.THROTTLED in troubles else Trouble.DOWN


def _are_two_machines(one: Service, other: Service) -> bool:
    """Whether two services have a host and an IP address each: on one machine they would be barred together."""
    if one.address.host == other.address.host:
        return False
    return one.peer is None or other.peer is None or _machine(one.peer) != _machine(other.peer)


def _machine(peer: str) -> str:
    """The address without what two writings of it may differ in: IPv4 within IPv6, and the two names of this machine."""
    try:
        address = ip_address(peer)
    except ValueError:
        return peer
    if isinstance(address, IPv6Address):
        return "127.0.0.1" if address.is_loopback else str(address.ipv4_mapped or address)
    return str(address)


def _is_internationalised(domain: str) -> bool:
    return any(label.startswith(_INTERNATIONALISED) for label in domain.split("."))


def _named(services: Sequence[Service]) -> str:
    return ", ".join(service.address.base for service in services)
