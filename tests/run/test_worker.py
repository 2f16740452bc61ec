from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
import trio

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.fetch.fetcher import Fetcher
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.outcome import Outcome
from icplint.model.settings import FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.not_checked import CRASHED
from icplint.run.pipeline import Tools, no_register
from icplint.run.worker import work_with


def sites(first: int, last: int) -> tuple[Site, ...]:
    """Sites with the indexes `first` to `last`, both included."""
    return tuple(
        Site(index=index, label=f"site {index}", target=WebAddress(f"https://{index}.cn/"))
        for index in range(first, last + 1)
    )


def tools_with(fetcher: Fetcher, concurrency: int) -> Tools:
    return Tools(
        crawl=Crawl(),
        fetcher=fetcher,
        look_up=no_register,
        rules=(),
        settings=Settings(fetch=FetchSettings(concurrency=concurrency)),
        today=date(2026, 11, 24),
    )


def taking(leases: Iterable[Sequence[Site]]) -> Callable[[], Awaitable[Sequence[Site] | None]]:
    rest = iter(leases)

    async def take() -> Sequence[Site] | None:
        await trio.lowlevel.checkpoint()
        return next(rest, None)

    return take


@dataclass
class Gate:
    """A fetcher that lets only some sites through; the others wait until the end of time."""

    closed_to: frozenset[int]

    async def fetch(self, ask: Ask) -> Answer | FetchFailure:
        await trio.lowlevel.checkpoint()
        url = ask.candidates[0]
        if int(url.removeprefix("https://").removesuffix(".cn/")) in self.closed_to:
            await trio.sleep_forever()
        return FetchFailure(reason=NotCheckedReason.DNS, url=url)


class Outcomes:
    """Collects outcomes, and wakes who waits for a number of them."""

    def __init__(self) -> None:
        self.all: list[Outcome] = []
        self._news = trio.Condition()

    async def give(self, outcome: Outcome) -> None:
        async with self._news:
            self.all.append(outcome)
            self._news.notify_all()

    async def wait_until_there_are(self, count: int) -> None:
        async with self._news:
            while len(self.all) < count:
                await self._news.wait()

    def times_given(self) -> Counter[int]:
        return Counter(outcome.site.index for outcome in self.all)

    def reasons(self) -> dict[int, NotCheckedReason | None]:
        return {outcome.site.index: outcome.not_checked for outcome in self.all}


async def test_each_site_ends_in_one_outcome() -> None:
    outcomes = Outcomes()
    leases = (sites(0, 9), (), sites(10, 10), sites(11, 40))
    await work_with(tools_with(Gate(frozenset()), 7), taking(leases), outcomes.give)

    assert outcomes.times_given() == Counter(range(41))


async def test_a_run_without_sites_ends() -> None:
    outcomes = Outcomes()
    await work_with(tools_with(Gate(frozenset()), 3), taking(()), outcomes.give)

    assert outcomes.all == []


async def test_a_lease_is_no_barrier(nursery: trio.Nursery) -> None:
    """The first site never ends, and yet all leases behind it are worked through."""
    outcomes = Outcomes()
    leases = [sites(first, first + 9) for first in range(0, 100, 10)]
    nursery.start_soon(work_with, tools_with(Gate(frozenset({0})), 2), taking(leases), outcomes.give)
    await outcomes.wait_until_there_are(99)

    assert outcomes.times_given() == Counter(range(1, 100))
    nursery.cancel_scope.cancel()


async def test_leases_are_taken_only_as_the_stock_runs_low(nursery: trio.Nursery) -> None:
    outcomes = Outcomes()
    taken = 0

    async def take() -> Sequence[Site]:
        nonlocal taken
        await trio.lowlevel.checkpoint()
        taken += 1
        return sites(taken * 10, taken * 10 + 9)

    everything = frozenset(range(10_000))
    nursery.start_soon(work_with, tools_with(Gate(everything), 20), take, outcomes.give)
    await trio.testing.wait_all_tasks_blocked()

    # 20 sites in work, 20 in stock, and the lease whose first site waits for room.
    assert taken == 5
    nursery.cancel_scope.cancel()


@pytest.mark.parametrize("finished", [0, 5, 30])
async def test_an_interruption_gives_every_site_that_was_taken(finished: int) -> None:
    outcomes = Outcomes()
    stuck = frozenset(range(finished, 1000))
    taken: list[Site] = []
    take_one = taking([sites(first, first + 9) for first in range(0, 100, 10)])

    async def take() -> Sequence[Site] | None:
        lease = await take_one()
        taken.extend(lease or ())
        return lease

    async with trio.open_nursery() as nursery:
        nursery.start_soon(work_with, tools_with(Gate(stuck), 8), take, outcomes.give)
        await outcomes.wait_until_there_are(finished)
        await trio.testing.wait_all_tasks_blocked()
        nursery.cancel_scope.cancel()
    reasons = outcomes.reasons()

    assert outcomes.times_given() == Counter(site.index for site in taken)
    assert {index for index, reason in reasons.items() if reason is NotCheckedReason.DNS} == set(
        range(finished)
    )
    assert {reasons[index] for index in reasons if index >= finished} == {NotCheckedReason.INTERRUPTED}


async def test_an_outcome_on_its_way_out_is_not_cut_off_by_an_interruption() -> None:
    outcomes = Outcomes()
    is_giving, may_end = trio.Event(), trio.Event()

    async def give_slowly(outcome: Outcome) -> None:
        is_giving.set()
        await may_end.wait()
        await outcomes.give(outcome)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(work_with, tools_with(Gate(frozenset()), 1), taking([sites(0, 0)]), give_slowly)
        await is_giving.wait()
        nursery.cancel_scope.cancel()
        may_end.set()

    assert outcomes.reasons() == {0: NotCheckedReason.DNS}
    assert outcomes.times_given() == Counter([0])


async def test_a_bug_costs_no_site_and_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        async def fetch(self, ask: Ask) -> Answer | FetchFailure:
            await trio.lowlevel.checkpoint()
            if ask.candidates[0] == "https://3.cn/":
                raise ZeroDivisionError("ours")
            return FetchFailure(reason=NotCheckedReason.DNS, url=ask.candidates[0])

    outcomes = Outcomes()
    await work_with(tools_with(Broken(), 2), taking([sites(0, 9)]), outcomes.give)
    broken = next(outcome for outcome in outcomes.all if outcome.site.index == 3)

    assert outcomes.times_given() == Counter(range(10))
    assert [outcome.site.index for outcome in outcomes.all if outcome.crashed_rules] == [3]
    assert broken.crashed_rules == (CRASHED,)
    assert broken.not_checked is NotCheckedReason.POISON
    assert broken.failure is not None
    assert broken.failure.detail == "ZeroDivisionError: ours"
    assert "site 3" in caplog.text
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("concurrency", [1, 50])
async def test_tasks_are_bounded_by_the_concurrency(concurrency: int) -> None:
    most = 0

    class Count(trio.abc.Instrument):
        def before_task_step(self, task: trio.lowlevel.Task) -> None:  # noqa: ARG002 - an instrument's shape
            nonlocal most
            most = max(most, trio.lowlevel.current_statistics().tasks_living)

    outcomes = Outcomes()
    before = trio.lowlevel.current_statistics().tasks_living
    count = Count()
    trio.lowlevel.add_instrument(count)
    await work_with(tools_with(Gate(frozenset()), concurrency), taking([sites(0, 499)]), outcomes.give)
    trio.lowlevel.remove_instrument(count)

    assert len(outcomes.all) == 500
    assert most <= before + concurrency + 2
