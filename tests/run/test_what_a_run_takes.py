"""What a run takes, counted: these figures do not depend on the machine."""

import ssl
import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import trio

from icplint.model.outcome import Outcome
from icplint.model.settings import FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.worker import work
from tests.fakes.web import website

CONCURRENCY = 12
OTHER_TASKS = 5
"""The one that fills the stock, trio's own, and this test's."""
OTHER_THREADS = 2


async def test_a_run_takes_a_task_for_each_site_in_work_few_threads_and_one_tls_context(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contexts = 0
    tasks: list[int] = []
    threads: list[set[str]] = []
    real: Any = ssl.SSLContext.__new__

    def counting(*args: Any, **settings: Any) -> Any:
        nonlocal contexts
        contexts += 1
        return real(*args, **settings)

    async def give(outcome: Outcome) -> None:
        await trio.lowlevel.checkpoint()
        assert outcome.not_checked is None
        tasks.append(trio.lowlevel.current_statistics().tasks_living)
        threads.append({one.name for one in threading.enumerate() if "process_request" not in one.name})

    monkeypatch.setattr(ssl.SSLContext, "__new__", counting)
    others = {one.name for one in threading.enumerate()}
    before = trio.lowlevel.current_statistics().tasks_living
    with website() as address:
        names = address.replace("127.0.0.1", "localhost")
        leases = iter(
            [
                [
                    Site(index=start + n, label="x", target=WebAddress(f"{names}/{start + n}"))
                    for n in range(20)
                ]
                for start in (0, 20, 40)
            ]
        )

        async def take() -> Sequence[Site] | None:
            await trio.lowlevel.checkpoint()
            return next(leases, None)

        settings = Settings(fetch=FetchSettings(allow_private=True, concurrency=CONCURRENCY))
        await work(settings, take, give, today=date(2026, 11, 24))

    server = 1
    assert len(tasks) == 60
    assert max(tasks) <= before + CONCURRENCY + OTHER_TASKS
    assert max(len(now - others) for now in threads) <= server + OTHER_THREADS
    assert contexts == 1
