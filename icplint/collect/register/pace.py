"""How often a service is asked, and when it is left alone."""

import math
from dataclasses import field

import trio

from icplint.late import dataclass

_MAX_DOUBLINGS = 30


@dataclass(slots=True, kw_only=True)
class Pace:
    """Lets one request start at a time, with a pause between two starts."""

    pause_s: float
    _line: trio.Lock = field(default_factory=trio.Lock)
    _next_at: float = -math.inf

    async def wait_for_turn(self) -> None:
        """Return when a request may start; those who wait come in the order of asking."""
        async with self._line:
            # Whoever waits may be told meanwhile to wait longer.
            while trio.current_time() < self._next_at:  # noqa: ASYNC110 - only time is waited for
                await trio.sleep_until(self._next_at)
            self._next_at = trio.current_time() + self.pause_s

    def hold(self, wait_s: float) -> None:
        """Start no further request for some seconds, not even one that waits already."""
        self._next_at = max(self._next_at, trio.current_time() + wait_s)


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Leaves a service alone after failures in a row; then one request tries whether it has come back.

    Each rest that follows a failed try is twice as long as the one before.
    """

    failures_in_a_row: int
    rest_s: float
    max_rest_s: float
    _failed: int = 0
    _rests: int = 0
    _rests_until: float = -math.inf
    _is_trying: bool = False

    @property
    def rests(self) -> bool:
        """Whether the service is left alone now."""
        return self._failed >= self.failures_in_a_row and (
            self._is_trying or trio.current_time() < self._rests_until
        )

    def may_ask(self) -> bool:
        """Whether a request may be made now. Whoever gets a yes must report how it went."""
        if self.rests:
            return False
        self._is_trying = self._failed >= self.failures_in_a_row
        return True

    def it_went_well(self) -> None:
        """The service gave an answer that can be used."""
        self._failed = self._rests = 0
        self._is_trying = False

    def it_failed(self, at_least_s: float = 0.0) -> None:
        """The service gave nothing that can be used; 0 or how long it asked to be left alone."""
        now = trio.current_time()
        self._failed = self.failures_in_a_row if at_least_s else self._failed + 1
        self._is_trying = False
        if self._failed < self.failures_in_a_row:
            return
        if now >= self._rests_until:  # what fails beside it, at the same time, makes no second rest
            self._rests_until = now + min(self.rest_s * 2**self._rests, self.max_rest_s)
            self._rests = min(self._rests + 1, _MAX_DOUBLINGS)
        self._rests_until = max(self._rests_until, now + at_least_s)

    def nothing_came_of_it(self) -> None:
        """The request was given up before its end, which tells nothing about the service."""
        self._is_trying = False
