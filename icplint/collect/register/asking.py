"""One service, asked politely: in its own pace, again where it may help, and left alone where it does not."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import field
from functools import cache
from itertools import cycle
from random import Random  # noqa: TID251 - the type of an argument

import httpx
import trio

from icplint.collect.fetch.encodings import ACCEPTED, TooMuchError, undo
from icplint.collect.fetch.failures import FETCH_ERRORS, detail_of, reason_of
from icplint.collect.register.answers import Fault, NoRow, Told, Trouble, read_answer
from icplint.collect.register.pace import Breaker, Pace
from icplint.collect.register.service_address import ServiceAddress
from icplint.facts.famous import famous_numbers
from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason

MAX_BODY_BYTES = 1024 * 1024
"""After decompression. The rows of one domain take some thousand bytes."""

MAX_WAIT_S = 60.0
"""A service that asks for more patience than this is left alone for now, and nobody waits for it."""

MAX_REST_S = 900.0

_HEAL = frozenset({NotCheckedReason.TCP, NotCheckedReason.TIMEOUT, NotCheckedReason.DNS})
"""What another try may overcome. A refused certificate or a body that is too large stays what it is."""

_log = logging.getLogger(__name__)


@cache
def control_domains() -> tuple[str, ...]:
    """Domains that the register is known to hold: the first of each holder of a famous number."""
    return tuple(dict.fromkeys(holder.domains[0] for holder in famous_numbers().values() if holder.domains))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a service is asked."""

    pause_s: float = 1.0
    """Seconds between the starts of two requests, in each process.

    NOTE: services of this kind pass each question on to the ministry's site. That site bars whoever asks in
    bursts for some minutes, and then often answers with an empty list; a person at its form takes longer
    than a second for each name.
    """
    at_once: int = 4
    """Requests under way at the same time: a slow answer need not hold up the next question."""
    connect_s: float = 5.0
    whole_s: float = 30.0
    """From the connection to the last byte. The service itself asks the ministry, twice or more often."""
    tries: int = 3
    back_off_s: float = 1.0
    """The wait before the second try is between half of this and all of it, and twice as long with each try."""
    failures_in_a_row: int = 5
    """After so many failed tries the service is left alone."""
    rest_s: float = 60.0
    """For how long, the first time; then twice as long, up to `MAX_REST_S`."""
    user_agent: str = "icplint"


@dataclass(slots=True, kw_only=True)
class Service:
    """A service at one address."""

    address: ServiceAddress
    transport: httpx.AsyncBaseTransport
    manners: Manners
    chance: Random
    peer: str | None = field(init=False, default=None)
    """The IP address that answered last."""
    _pace: Pace = field(init=False)
    _breaker: Breaker = field(init=False)
    _places: trio.CapacityLimiter = field(init=False)
    _last_fault: Fault = field(init=False, default=Fault(Trouble.DOWN, "not asked yet"))
    _controls: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        manners = self.manners
        self._pace = Pace(pause_s=manners.pause_s)
        self._breaker = Breaker(
            failures_in_a_row=manners.failures_in_a_row, rest_s=manners.rest_s, max_rest_s=MAX_REST_S
        )
        self._places = trio.CapacityLimiter(manners.at_once)
        self._controls = cycle(control_domains())

    async def ask(self, domain: str) -> Told | NoRow | Fault:
        """What the service has for a registrable domain; tries again where that may help."""
        for attempt in range(self.manners.tries):
            came = await self._try(domain)
            if not isinstance(came, Fault) or not came.may_heal or attempt + 1 == self.manners.tries:
                return came
            if came.wait_s is not None and came.wait_s > MAX_WAIT_S:
                return came
            await trio.sleep(self._back_off(attempt, came.wait_s or 0.0))
        raise AssertionError("a service is tried at least once")

    async def trouble_behind(self, domain: str) -> Trouble | None:
        """Why an empty answer about a domain counts for nothing; None: the service tells what it can.

        It is asked for a domain that is known to be filed. Who shows no row of that one is barred, or no such
        service. Each time it is another one, for a service may repeat what it told a while ago.
        """
        control = next(name for name in self._controls if name != domain)
        match await self.ask(control):
            case Told():
                return None
            case NoRow():
                return Trouble.THROTTLED
            case Fault(trouble):
                return trouble

    def _back_off(self, attempt: int, asked_for_s: float) -> float:
        longest_s: float = self.manners.back_off_s * 2**attempt
        return asked_for_s + longest_s * (0.5 + self.chance.random() / 2)

    async def _try(self, domain: str) -> Told | NoRow | Fault:
        async with self._places:
            if not self._breaker.rests:
                await self._pace.wait_for_turn()
            if not self._breaker.may_ask():
                return self._rest(domain)
            try:
                came = await self._request(domain)
            except BaseException:
                self._breaker.nothing_came_of_it()
                raise
        self._learn(came)
        _log.debug("%s: %s: %s", self.address.base, domain, came.summary)
        return came

    def _rest(self, domain: str) -> Fault:
        _log.debug("%s: %s: not asked, the service is left alone", self.address.base, domain)
        return Fault(self._last_fault.trouble, f"left alone after {self._last_fault.detail}")

    def _learn(self, came: Told | NoRow | Fault) -> None:
        if not isinstance(came, Fault) or came.is_about_name:
            self._breaker.it_went_well()
            return
        self._last_fault = came
        wait_s = came.wait_s or 0.0
        if wait_s > MAX_WAIT_S:
            self._breaker.it_failed(min(wait_s, MAX_REST_S))
        else:
            self._pace.hold(wait_s)
            self._breaker.it_failed()

    async def _request(self, domain: str) -> Told | NoRow | Fault:
        try:
            with trio.fail_after(self.manners.whole_s):
                return await self._answer(domain)
        except TooMuchError:
            return Fault(Trouble.DOWN, f"> {MAX_BODY_BYTES} bytes")
        except FETCH_ERRORS as error:
            reason = reason_of(error)
            return Fault(Trouble.DOWN, f"{reason}: {detail_of(error)}", may_heal=reason in _HEAL)

    async def _answer(self, domain: str) -> Told | NoRow | Fault:
        # NOTE: the transport itself, as for pages: a client would keep cookies, follow its own mind about
        # redirects and proxies, and wrap the body into generators that cannot be left before their end.
        request = httpx.Request(
            "GET",
            self.address.query(domain),
            headers=self._headers(),
            extensions={"guard": self.address.guard(), "connect_s": self.manners.connect_s},
        )
        response = await self.transport.handle_async_request(request)
        self.peer = response.extensions.get("address")
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)  # noqa: S101 - an async transport's promise
        async with aclosing(stream):
            body = await _body(stream, response.headers.get("content-encoding", ""))
        return read_answer(response.status_code, response.headers, body, domain)

    def _headers(self) -> dict[str, str]:
        headers = {
            "user-agent": self.manners.user_agent,
            "accept": "application/json",
            "accept-encoding": ACCEPTED,
            "connection": "close",
        }
        if self.address.login:
            login = b64encode(":".join(self.address.login).encode()).decode("ascii")
            headers["authorization"] = f"Basic {login}"
        return headers


async def _body(stream: httpx.AsyncByteStream, encodings: str) -> bytes:
    """The body without its encodings.

    Raises:
        TooMuchError: It is larger than the cap; the rest is not read.
    """
    received = bytearray()
    async for piece in stream:
        received += piece
        if len(received) > MAX_BODY_BYTES:
            raise TooMuchError
    return undo(bytes(received), encodings, MAX_BODY_BYTES)
