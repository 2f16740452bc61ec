"""Checks all sites in this process."""

import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from itertools import chain

import trio

from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.execute.executor import RunEnd, give_interrupted
from icplint.run.execute.leases import leases
from icplint.run.rules import rules_of
from icplint.run.worker import work


def run_sites(
    sites: Iterable[Site], settings: Settings, give: Callable[[Outcome], None], *, today: date
) -> RunEnd:
    """The `Executor` that needs no other process."""
    stock = leases(sites)
    is_whole = True

    async def take() -> Sequence[Site] | None:
        # In a thread: a list may come from a database, or wait for one that is away, and nobody else shall.
        return await trio.to_thread.run_sync(next, stock, None)

    async def give_once_whole(outcome: Outcome) -> None:
        nonlocal is_whole
        if is_whole:  # after a `give` that raised, the run only winds down
            is_whole = False
            give(outcome)
            is_whole = True

    async def work_until_end() -> RunEnd:
        async with _cancelled_by_ctrl_c() as interruptible:
            await work(settings, take, give_once_whole, today=today)
        return RunEnd.INTERRUPTED if interruptible.cancelled_caught else RunEnd.COMPLETE

    try:
        end = trio.run(work_until_end)
    except BaseExceptionGroup as group:
        raise _first(group) from None
    if end is RunEnd.INTERRUPTED:
        give_interrupted(
            chain.from_iterable(stock), give, rules=rules_of(settings), settings=settings, today=today
        )
    return end


@asynccontextmanager
async def _cancelled_by_ctrl_c() -> AsyncIterator[trio.CancelScope]:
    """Cancel what is inside on the first Ctrl-C; a second one, after that, is Python's own again.

    NOTE: the signal is received as an event of the loop. Python's own KeyboardInterrupt could
    come between giving an outcome and noting that it was given. Only the main thread gets
    signals: elsewhere there is nothing to receive.
    """
    with trio.CancelScope() as scope:
        if threading.current_thread() is not threading.main_thread():
            yield scope
            return
        async with trio.open_nursery() as nursery:
            with trio.open_signal_receiver(signal.SIGINT) as signals:
                nursery.start_soon(_cancel_at_signal, signals, scope)
                yield scope
                nursery.cancel_scope.cancel()


async def _cancel_at_signal(signals: AsyncIterator[int], scope: trio.CancelScope) -> None:
    async for _ in signals:
        scope.cancel()
        return


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The exception that broke the run, out of the groups that nurseries wrap it in."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
