"""How often hosts and addresses are asked. Waits by trio's clock; knows no HTTP beyond two statuses."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from email.utils import parsedate_to_datetime

import trio

from icplint.collect.fetch.courtesy import MOST_PATIENCE_S, LeftAloneError
from icplint.collect.fetch.hops import TOO_MANY
from icplint.late import dataclass
from icplint.model.settings import CrawlSettings

LONGEST_INTERVAL_S = 30.0
"""Between two requests to a host, whatever its robots.txt or its refusals ask for."""
LONGEST_PAUSE_S = 24 * 3600.0
"""That a `Retry-After` can ask for."""
MOST_RESTING = 100_000
"""Hosts without requests that are remembered; of more, the longest at rest are forgotten before their time."""
_FIRST_PENALTY_S = 1.0
_WORN_OFF_S = 0.001
_SERVER_ERROR = 500


@dataclass(slots=True)
class _Host:
    """One `host:port`, as long as somebody asks it or would have to wait for it."""

    base_s: float
    interval_s: float
    next_at: float = 0.0
    """When the next request may start, by trio's clock."""
    running: int = 0
    waiting: int = 0
    closed_until: float = 0.0
    """Until when it asked to be left alone, where that is longer than anybody waits."""
    closed_by: int = 0
    """The status with which it asked."""
    is_resting: bool = False
    queue: "_Queue | None" = None
    """Made when somebody has to wait."""


@dataclass(slots=True)
class _Queue:
    """Those who wait for a host."""

    line: trio.StrictFIFOLock = field(default_factory=trio.StrictFIFOLock)
    """Who holds it is the next to have a turn."""
    lot: trio.lowlevel.ParkingLot = field(default_factory=trio.lowlevel.ParkingLot)


@dataclass(slots=True)
class _Address:
    running: int = 0
    lot: trio.lowlevel.ParkingLot | None = None


class Pace:
    """Turns of hosts and addresses, for one process.

    A host is remembered only while it has requests or its pause lasts, so that a list of millions takes no memory.
    What a host met the first time costs is two look-ups.
    """

    def __init__(self, settings: CrawlSettings, *, now: Callable[[], datetime], processes: int = 1) -> None:
        """Take the run's settings.

        Args:
            settings: How many, and how far apart; the share of this process.
            now: The time, aware, for a `Retry-After` that names one.
            processes: How many share what a host's robots.txt asks for.
        """
        self._processes = processes
        self._most_of_host = settings.host_concurrency
        self._most_of_address = settings.address_concurrency
        self._interval_s = settings.host_interval_s
        self._now = now
        self._hosts: dict[str, _Host] = {}
        self._addresses: dict[str, _Address] = {}
        self._resting: deque[str] = deque()
        """Hosts without requests, in the order of their leaving."""

    def __len__(self) -> int:
        return len(self._hosts) + len(self._addresses)

    def enter_host(self, host: str) -> bool:
        """Whether a request to a host may start now; True takes the turn."""
        now = trio.current_time()
        known = self._hosts.get(host)
        if known is None:
            self._forget(now)
            known = self._hosts[host] = _Host(self._interval_s, self._interval_s)
        elif known.waiting or known.running >= self._most_of_host or known.next_at > now:
            return False
        known.running += 1
        known.next_at = now + known.interval_s
        return True

    async def wait_for_host(self, host: str) -> None:
        """Take a turn when it comes; those who wait come in the order of asking.

        Raises:
            LeftAloneError: The host asked to be left alone for longer than anybody waits; no turn was taken.
        """
        known = self._hosts.setdefault(host, _Host(self._interval_s, self._interval_s))
        queue = known.queue = known.queue or _Queue()
        known.waiting += 1
        try:
            async with queue.line:
                while True:  # while one waits for its time, the host may be put off
                    if (left_s := known.closed_until - trio.current_time()) > MOST_PATIENCE_S:
                        raise LeftAloneError(known.closed_by, left_s)
                    if known.running >= self._most_of_host:
                        await queue.lot.park()
                    elif (pause_s := known.next_at - trio.current_time()) > 0:
                        await trio.sleep(pause_s)
                    else:
                        break
                known.running += 1
                known.next_at = trio.current_time() + known.interval_s
        finally:
            known.waiting -= 1
            self._let_rest(host, known)

    def leave_host(self, host: str) -> None:
        """Give a turn back."""
        known = self._hosts[host]
        known.running -= 1
        if known.queue is not None:
            known.queue.lot.unpark()
        self._let_rest(host, known)

    def enter_address(self, address: str) -> bool:
        """Whether a connection to an address may be opened now; True takes the turn."""
        known = self._addresses.get(address)
        if known is None:
            self._addresses[address] = _Address(1)
            return True
        if known.running >= self._most_of_address:  # with others waiting, it always is
            return False
        known.running += 1
        return True

    async def wait_for_address(self, address: str) -> None:
        """Take a turn when it comes; those who wait come in the order of asking."""
        if not self.enter_address(address):
            known = self._addresses[address]
            known.lot = known.lot or trio.lowlevel.ParkingLot()
            await known.lot.park()  # whoever is woken was handed a turn

    def leave_address(self, address: str) -> None:
        """Give a turn back: to the one who waits the longest, so that nobody who comes now overtakes."""
        known = self._addresses[address]
        if known.lot:
            known.lot.unpark()
            return
        known.running -= 1
        if not known.running:
            del self._addresses[address]

    def slow_down(self, host: str, interval_s: float) -> None:
        """Keep at least so many seconds between two requests, as a host's robots.txt asks (`Crawl-delay`).

        To be told again before each request: a host that rested long enough is forgotten with its interval.
        """
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(self._interval_s, self._interval_s, next_at=-math.inf)
            self._let_rest(host, known)
        known.base_s = max(known.base_s, min(interval_s, LONGEST_INTERVAL_S) * self._processes)
        if known.base_s > known.interval_s:
            known.next_at += (
                known.base_s - known.interval_s
            )  # counted from the last start, where there was one
            known.interval_s = known.base_s

    def hear(self, host: str, status: int, retry_after: str | None) -> None:
        """Take note of how a host answered. `Retry-After` by RFC 9110, section 10.2.3: seconds or a date."""
        known = self._hosts.get(host)
        if known is None:
            return
        if status in TOO_MANY:
            longest_s = max(LONGEST_INTERVAL_S, known.base_s)
            known.interval_s = min(max(known.interval_s * 2, _FIRST_PENALTY_S), longest_s)
            asked_s = min(self._asked_pause_s(retry_after), LONGEST_PAUSE_S)
            now = trio.current_time()
            known.next_at = max(known.next_at, now + max(asked_s, known.interval_s))
            if asked_s > MOST_PATIENCE_S:
                known.closed_until, known.closed_by = max(known.closed_until, now + asked_s), status
        elif status < _SERVER_ERROR and known.interval_s > known.base_s:
            eased_s = known.base_s + (known.interval_s - known.base_s) / 2
            known.interval_s = eased_s if eased_s - known.base_s > _WORN_OFF_S else known.base_s

    def wait_left(self, host: str) -> float:
        """Seconds until a request to a host may start."""
        known = self._hosts.get(host)
        return 0.0 if known is None else max(0.0, known.next_at - trio.current_time())

    def _asked_pause_s(self, retry_after: str | None) -> float:
        written = (retry_after or "").strip()
        if written.isascii() and written.isdigit():
            return float(written[:9])
        try:
            there = parsedate_to_datetime(written)
        except (ValueError, TypeError, OverflowError):  # the last one: "Jan 99999999999999999999"
            return 0.0
        if there.tzinfo is None:
            return 0.0
        return max(0.0, (there - self._now()).total_seconds())

    def _let_rest(self, host: str, known: _Host) -> None:
        if not known.running and not known.waiting and not known.is_resting:
            known.is_resting = True
            self._resting.append(host)

    def _forget(self, now: float) -> None:
        """Drop hosts that rested long enough, the longest first; few at a time, for each new one brings one."""
        for _ in range(2):
            if not self._resting:
                return
            host = self._resting[0]
            known = self._hosts[host]
            is_idle = not known.running and not known.waiting
            if is_idle and known.next_at > now and len(self._resting) <= MOST_RESTING:
                self._resting.rotate(-1)
                return
            self._resting.popleft()
            known.is_resting = False
            if is_idle:
                del self._hosts[host]
