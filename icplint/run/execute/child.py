"""The inside of a worker process: the worker, and the pipe to its parent.

To the parent go lists of outcomes, with `WANTS_A_LEASE` among them; from it come leases, None
when there are no more, and `STOP`.
"""

import signal
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection

import trio

from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.worker import work

WANTS_A_LEASE = "wants-a-lease"
STOP = "stop"

_OUTBOX = 64
"""Outcomes that wait for the parent; when it is full, finished tasks wait too, and memory stays flat."""

Letter = Outcome | str
Order = Sequence[Site] | str | None


def run(pipe: "Connection[list[Letter], Order]", settings: Settings, today: date) -> None:
    """Work until the parent has no more leases, says stop, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives it, and tells
    trio.run(_work, pipe, settings, today)


async def _work(pipe: "Connection[list[Letter], Order]", settings: Settings, today: date) -> None:
    outbox, letters = trio.open_memory_channel[Letter](_OUTBOX)
    orders, leases = trio.open_memory_channel[Sequence[Site] | None](1)

    async def take() -> Sequence[Site] | None:
        await outbox.send(WANTS_A_LEASE)
        return await leases.receive()

    async def give(outcome: Outcome) -> None:
        with suppress(trio.BrokenResourceError):  # the parent is gone: nobody is left to tell
            await outbox.send(outcome)

    async with trio.open_nursery() as post:
        post.start_soon(_send, pipe, letters)
        async with outbox, trio.open_nursery() as listening:
            listening.start_soon(_listen, pipe, orders, listening.cancel_scope)
            await work(settings, take, give, today=today)
            listening.cancel_scope.cancel()


async def _send(
    pipe: "Connection[list[Letter], Order]", letters: "trio.MemoryReceiveChannel[Letter]"
) -> None:
    """Send what is there, in a thread: a parent that is slow must not stop the loop."""
    async with letters:
        async for letter in letters:
            batch = [letter]
            while letters.statistics().current_buffer_used:
                batch.append(letters.receive_nowait())
            try:
                await trio.to_thread.run_sync(pipe.send, batch)
            except OSError:  # the parent is gone
                return


async def _listen(
    pipe: "Connection[list[Letter], Order]",
    orders: "trio.MemorySendChannel[Sequence[Site] | None]",
    working: trio.CancelScope,
) -> None:
    while True:
        try:
            order = await trio.to_thread.run_sync(pipe.recv, abandon_on_cancel=True)
        except (EOFError, OSError):  # the parent is gone
            order = STOP
        if isinstance(order, str):
            working.cancel()
            return
        await orders.send(order)
