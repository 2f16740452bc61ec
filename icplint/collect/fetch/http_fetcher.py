"""Fetches pages over HTTP: the candidates of an ask in turn, all within one deadline."""

import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

import httpx
import trio

from icplint.collect.fetch.access import Accesses, without_secrets
from icplint.collect.fetch.connect import Pins
from icplint.collect.fetch.courtesy import MOST_PATIENCE_S, Courtesy, NoCourtesy
from icplint.collect.fetch.guard import guard_for
from icplint.collect.fetch.hops import TOO_MANY, host_of, written_port
from icplint.collect.fetch.journal import tell
from icplint.collect.fetch.lag import LagMeter, measured_lag
from icplint.collect.fetch.page_cache import CacheKey, PageCache
from icplint.collect.fetch.resolver import Resolve, remembering, system_resolver
from icplint.collect.fetch.transport import GuardedTransport, tls_context
from icplint.collect.fetch.visit import MOST_BYTES, Manner, Patience, Visit, request_headers
from icplint.late import dataclass
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Try
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings

HEAD_SHARE = 0.5
"""How much of the time that is left may go by before a server that took the connection says anything, while other
candidates wait for their turn."""

RETRY_AFTER_S = 1.0
"""Before another try where nobody says how long to wait."""

MOST_TELLING_FIRST = (
    NotCheckedReason.ROBOTS,
    NotCheckedReason.HTTP_4XX,
    NotCheckedReason.HTTP_5XX,
    NotCheckedReason.NOT_HTML,
    NotCheckedReason.TOO_LARGE,
    NotCheckedReason.DECODE,
    NotCheckedReason.REDIRECT_LOOP,
    NotCheckedReason.TLS,
    NotCheckedReason.OVERLOAD,
    NotCheckedReason.TIMEOUT,
    NotCheckedReason.TCP,
    NotCheckedReason.REFUSED_ADDRESS,
    NotCheckedReason.DNS,
)
"""Of several failed tries the one that came nearest to a page speaks for the site."""


@asynccontextmanager
async def open_fetcher(
    settings: FetchSettings,
    *,
    clock: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Resolve | None = None,
    courtesy: Courtesy | None = None,
) -> AsyncIterator["HttpFetcher"]:
    """A fetcher for a whole run.

    Args:
        settings: How pages are fetched.
        clock: The time, aware and in UTC.
        transport: Stands in for the network in tests.
        resolve: Stands in for the system's resolver.
        courtesy: What is owed to those who are asked; None: nothing.
    """
    resolve = resolve or system_resolver(settings.concurrency)
    transport = transport or GuardedTransport(
        resolve, tls_context(), is_tls_strict=settings.strict_tls, pins=pins_of(settings)
    )
    manner = Manner(
        transport=transport,
        courtesy=NoCourtesy() if courtesy is None else courtesy,
        clock=clock,
        user_agent=settings.agent,
        max_body_bytes=settings.max_body_bytes,
        max_redirects=settings.max_redirects,
        left_alone=settings.left_alone,
        accesses=Accesses(settings.access),
        cache=_open_cache(settings, clock),
    )
    with measured_lag() as lag:
        async with transport:
            if manner.cache is not None:
                await manner.cache.tidy()
            yield HttpFetcher(
                manner,
                resolve,
                lag,
                timeout_s=settings.timeout_s,
                allow_private=settings.allow_private,
                retries=settings.retries,
            )


def _open_cache(settings: FetchSettings, now: Callable[[], datetime]) -> PageCache | None:
    if settings.cache is None:
        return None
    return PageCache(
        Path(settings.cache), now=now, most_bytes=max(settings.max_body_bytes, *MOST_BYTES.values())
    )


def pins_of(settings: FetchSettings) -> Pins:
    """The addresses that the user named, as connections are looked up by."""
    return {(pin.host, pin.port): ip_address(pin.address) for pin in settings.pins}


@dataclass(frozen=True, slots=True)
class HttpFetcher:
    """The `Fetcher` that speaks HTTP."""

    manner: Manner
    resolve: Resolve
    lag: LagMeter
    timeout_s: float
    allow_private: bool
    retries: int = 0

    async def fetch(self, ask: Ask) -> Answer | FetchFailure:
        """The first page that one of the candidates gives, or the most telling failure.

        Where this machine was too busy to listen, once more.
        """
        patience = Patience(trio.current_time() + self.timeout_s)
        came, tries = await self._fetch(ask, patience, ())
        for _ in range(self.retries):
            if isinstance(came, Answer) or not await self._is_worth_another_try(came, patience):
                break
            tell("retry", url=came.url, reason=came.reason, detail=came.detail)
            again, tries = await self._fetch(ask, patience, tries)
            came = again if isinstance(again, Answer) else _most_telling((again, came))
        if isinstance(came, FetchFailure) and came.reason is NotCheckedReason.OVERLOAD:
            tell("retry", url=came.url, reason=came.reason, detail=came.detail)
            came, tries = await self._fetch(ask, Patience(trio.current_time() + self.timeout_s), tries)
        return came if isinstance(came, Answer) else replace(came, tries=tries)

    async def forget(self, came: Answer) -> None:
        """Remember an answer no longer that turned out to be none of the site's."""
        if self.manner.cache is not None:
            headers = request_headers(self.manner.user_agent, came.response.device)
            key = CacheKey(came.response.url, headers["user-agent"], headers["accept-encoding"])
            await self.manner.cache.forget(key)

    async def _is_worth_another_try(self, came: FetchFailure, patience: Patience) -> bool:
        """Whether a failure may heal in the time that is left; waits a moment for it."""
        if not came.may_heal or patience.deadline - trio.current_time() <= RETRY_AFTER_S:
            return False
        if came.status in TOO_MANY and (wait_s := self.manner.courtesy.wait_left(host_of(came.url))) > 0:
            return wait_s <= MOST_PATIENCE_S  # in its turn
        await trio.sleep(RETRY_AFTER_S)
        return True

    async def _fetch(
        self, ask: Ask, patience: Patience, tries: tuple[Try, ...]
    ) -> tuple[Answer | FetchFailure, tuple[Try, ...]]:
        """The first page, or the most telling failure; and the tries so far with those of this round."""
        guard = guard_for(ask, _written_ports(ask), allow_private=self.allow_private)
        resolve = remembering(self.resolve)
        failures: list[FetchFailure] = []
        for position, candidate in enumerate(ask.candidates):
            left_s = patience.deadline - trio.current_time()
            if left_s <= 0 and failures:
                break
            # An equal share of the time to connect, so that one silent port does not eat the time
            # of the next candidate; whoever answers may use all that is left.
            waiting = len(ask.candidates) - position
            visit = Visit(
                manner=self.manner,
                ask=ask,
                fetch=self.fetch,
                patience=patience,
                guard=guard,
                resolve=resolve,
                connect_s=max(left_s, 0) / waiting if waiting > 1 else math.inf,
                head_s=max(left_s, 0) * HEAD_SHARE if waiting > 1 else math.inf,
                url=candidate,
                tries=tries,
            )
            came = await self._visit(visit)
            if isinstance(came, Answer):
                return came, tries
            tell("failed", url=came.url, reason=came.reason, status=came.status, detail=came.detail)
            tries = (*tries, _failed_try(candidate, came))
            failures.append(came)
        return _most_telling(failures), tries

    async def _visit(self, visit: Visit) -> Answer | FetchFailure:
        began_at = trio.current_time()
        patience = visit.patience
        came: Answer | FetchFailure | None = None
        with trio.move_on_at(patience.deadline) as patience.scope:
            came = await visit.page()
        patience.scope = None
        if isinstance(came, Answer):
            tell(
                "received",
                url=came.response.url,
                bytes=len(came.body),
                unchanged=came.response.received_at is not None,
            )
        if visit.to_keep is not None and isinstance(came, Answer) and self.manner.cache is not None:
            await self.manner.cache.keep(*visit.to_keep)
        deadline = patience.deadline
        if came is None:
            came = visit.failure(NotCheckedReason.TIMEOUT, f"> {self.timeout_s:g} s")
        if isinstance(came, FetchFailure) and came.reason is NotCheckedReason.TIMEOUT:
            late_s = max(trio.current_time() - deadline, 0)
            given_s = min(deadline - began_at, visit.connect_s)
            if excuse := self.lag.excuse(began_at, given_s, late_s):
                # The page may have lain there all the while: not the site's silence.
                came = replace(came, reason=NotCheckedReason.OVERLOAD, detail=f"{came.detail}; {excuse}")
        return without_secrets(came, visit.secrets) if visit.secrets else came


def _written_ports(ask: Ask) -> frozenset[int]:
    return frozenset(port for candidate in ask.candidates if (port := written_port(candidate)) is not None)


def _failed_try(candidate: str, came: FetchFailure) -> Try:
    if came.reason in (NotCheckedReason.HTTP_4XX, NotCheckedReason.HTTP_5XX):
        return Try(candidate, str(came.status), came.detail)
    return Try(candidate, came.reason.value, came.detail)


def _most_telling(failures: Sequence[FetchFailure]) -> FetchFailure:
    return min(failures, key=lambda failure: MOST_TELLING_FIRST.index(failure.reason))
