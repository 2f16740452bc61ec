"""How busy this machine was: a site that answered while nobody could listen is not silent."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import trio

STEPS = 6
"""How often a page waits for its turn on its way here: name, connection, encryption (twice), head, body."""

_LAG_S = 0.02
"""Shorter ones are not remembered."""
_MOST_REMEMBERED = 1024


class LagMeter(trio.abc.Instrument):
    """Watches the event loop: how long it let its tasks wait before it looked at the network again."""

    def __init__(self) -> None:
        self._woke_at = perf_counter()
        self._lags: deque[tuple[float, float]] = deque(maxlen=_MOST_REMEMBERED)
        """When they ended, and how long they were. Each is longer than all behind it: no other can be the worst."""

    def after_io_wait(self, timeout: float) -> None:  # noqa: ARG002 - the instrument's shape
        """Called by trio: tasks begin to run."""
        self._woke_at = perf_counter()

    def before_io_wait(self, timeout: float) -> None:  # noqa: ARG002 - the instrument's shape
        """Called by trio: all tasks have had their turn."""
        lag_s = perf_counter() - self._woke_at
        if lag_s >= _LAG_S:
            self._remember(trio.current_time(), lag_s)

    def _remember(self, now: float, lag_s: float) -> None:
        while self._lags and self._lags[-1][1] <= lag_s:
            self._lags.pop()
        self._lags.append((now, lag_s))

    def worst_since(self, then: float) -> float:
        """The longest time, in seconds, that tasks waited for their turn since a moment of the event loop's clock."""
        return next((lag_s for ended_at, lag_s in self._lags if ended_at >= then), 0.0)

    def excuse(self, began_at: float, given_s: float, late_s: float) -> str | None:
        """Why a page that did not come in time may have come, had this machine had more time to listen.

        So it is when half of the time given may have gone to waits for our own turn. A busy machine whose tasks
        wait a little each time is no excuse for a site that is silent for 20 seconds.

        Args:
            began_at: When the time given began, by the event loop's clock.
            given_s: Seconds.
            late_s: How long after its end that end was noticed. The machine may have stood still, which the event
                loop does not see. The end fell somewhere into that time, on average into its middle.
        """
        worst_s = max(self.worst_since(began_at), 2 * late_s)
        return f"this machine was busy for {worst_s:.1f} s" if worst_s * STEPS >= given_s / 2 else None


@contextmanager
def measured_lag() -> Iterator[LagMeter]:
    """A meter at work until the block is left."""
    meter = LagMeter()
    trio.lowlevel.add_instrument(meter)
    try:
        yield meter
    finally:
        trio.lowlevel.remove_instrument(meter)
