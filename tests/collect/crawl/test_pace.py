"""Turns under a clock of our own: never more requests than allowed, for any fleet."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import trio
import trio.testing
from hypothesis import given, settings
from hypothesis import strategies as st

from icplint.collect.crawl.pace import LONGEST_INTERVAL_S, MOST_RESTING, Pace
from icplint.collect.fetch.courtesy import LeftAloneError
from icplint.model.settings import CrawlSettings

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOST, ADDRESS = "example.cn", "203.0.113.9"


def pace_of(host_concurrency: int = 2, host_interval_s: float = 0.2, address_concurrency: int = 3) -> Pace:
    crawl = CrawlSettings(
        host_concurrency=host_concurrency,
        host_interval_s=host_interval_s,
        address_concurrency=address_concurrency,
    )
    return Pace(crawl, now=lambda: NOON)


async def take(pace: Pace, host: str) -> None:
    if not pace.enter_host(host):
        await pace.wait_for_host(host)


class Fleet:
    """Requests as they really run, by host and by address."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.starts: defaultdict[str, list[float]] = defaultdict(list)
        self.running: defaultdict[str, int] = defaultdict(int)
        self.most: defaultdict[str, int] = defaultdict(int)

    async def request(self, host: str, address: str, begins_at: float, takes_s: float, status: int) -> None:
        await trio.sleep(begins_at)
        await take(self.pace, host)
        self.starts[host].append(trio.current_time())
        if not self.pace.enter_address(address):
            await self.pace.wait_for_address(address)
        for one in (host, address):
            self.running[one] += 1
            self.most[one] = max(self.most[one], self.running[one])
        await trio.sleep(takes_s)
        self.pace.hear(host, status, None)
        for one in (host, address):
            self.running[one] -= 1
        self.pace.leave_address(address)
        self.pace.leave_host(host)


REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(["a.example.cn", "b.example.cn", "c.example.cn"]),
        st.sampled_from(["203.0.113.1", "203.0.113.2"]),
        st.floats(0, 3),
        st.floats(0, 2),
        st.sampled_from([200, 200, 200, 404, 429, 503]),
    ),
    max_size=40,
)


@given(REQUESTS, st.integers(1, 3), st.floats(0, 1), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_no_host_and_no_address_gets_more_than_its_share(
    requests: list[tuple[str, str, float, float, int]], most: int, interval_s: float, most_of_address: int
) -> None:
    async def run() -> Fleet:
        fleet = Fleet(pace_of(most, interval_s, most_of_address))
        async with trio.open_nursery() as nursery:
            for one in requests:
                nursery.start_soon(fleet.request, *one)
        return fleet

    fleet = trio.run(run, clock=trio.testing.MockClock(autojump_threshold=0))

    assert sum(map(len, fleet.starts.values())) == len(requests)
    for host, starts in fleet.starts.items():
        ordered = sorted(starts)
        assert all(later - earlier >= interval_s - 1e-6 for earlier, later in pairwise(ordered))
        assert fleet.most[host] <= most
    assert all(fleet.most[address] <= most_of_address for address in ("203.0.113.1", "203.0.113.2"))


async def test_a_host_met_for_the_first_time_waits_for_nothing() -> None:
    pace = pace_of()

    assert pace.enter_host(HOST)
    assert pace.enter_host("other.example.cn")
    assert pace.enter_address(ADDRESS)


async def test_those_who_wait_come_in_the_order_of_asking(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of(host_concurrency=1)
    came: list[int] = []

    async def ask(number: int) -> None:
        await trio.sleep(number / 1_000)
        await take(pace, HOST)
        came.append(number)
        pace.leave_host(HOST)

    async with trio.open_nursery() as nursery:
        for number in range(10):
            nursery.start_soon(ask, number)

    assert came == sorted(came)


@pytest.mark.parametrize(
    ("retry_after", "least_s", "most_s"),
    [
        ("7", 7, 7.1),
        (" 7 ", 7, 7.1),
        ((NOON + timedelta(seconds=20)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 20, 20.1),
        ((NOON - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 1, 1.1),
        ("soon", 1, 1.1),
        ("-5", 1, 1.1),
        (None, 1, 1.1),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", 1, 1.1),
        ("Mon, 01 Jan 2027 00:00:00 +99999999999999", 1, 1.1),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86_400, 86_401),
        ("7, 7", 1, 1.1),
        ("999999999999", 86_400, 86_401),
    ],
)
async def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    retry_after: str | None,
    least_s: float,
    most_s: float,
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of()
    assert pace.enter_host(HOST)
    pace.hear(HOST, 429, retry_after)
    pace.leave_host(HOST)

    assert least_s <= pace.wait_left(HOST) <= most_s
    assert not pace.enter_host(HOST)


async def test_refusals_slow_the_pace_and_good_answers_quicken_it(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of()
    gaps = []
    before = trio.current_time()
    for status in [*[503] * 8, *[200] * 14]:
        await take(pace, HOST)
        gaps.append(trio.current_time() - before)
        before = trio.current_time()
        pace.hear(HOST, status, None)
        pace.leave_host(HOST)

    assert max(gaps) == pytest.approx(LONGEST_INTERVAL_S)
    assert gaps[8] > gaps[12] > gaps[20]
    assert gaps[-1] == pytest.approx(0.2, abs=0.01)


async def test_a_crawl_delay_is_kept_up_to_a_bound(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of()
    assert pace.enter_host(HOST)
    pace.slow_down(HOST, 4)
    pace.leave_host(HOST)
    began = trio.current_time()
    await take(pace, HOST)

    assert trio.current_time() - began == pytest.approx(4)
    pace.slow_down(HOST, 86_400)
    assert pace.wait_left(HOST) <= LONGEST_INTERVAL_S


async def test_hosts_that_are_done_with_are_forgotten(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of()
    most = 0
    for number in range(20_000):
        host = f"{number}.example.cn"
        assert pace.enter_host(host)
        assert pace.enter_address(f"address {number}")
        pace.leave_address(f"address {number}")
        pace.leave_host(host)
        most = max(most, len(pace))
        if number % 100 == 0:
            await trio.sleep(0.3)

    assert most <= 300


async def test_who_gives_up_waiting_holds_nobody_up(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of(host_concurrency=1)
    assert pace.enter_host(HOST)
    with trio.move_on_after(1) as gave_up:
        await pace.wait_for_host(HOST)
    pace.leave_host(HOST)
    with trio.fail_after(5):
        await take(pace, HOST)

    assert gave_up.cancelled_caught


@given(st.text(max_size=60), st.sampled_from(["", "Mon, 01 Jan "]))
@settings(max_examples=200, deadline=None)
def test_any_retry_after_gives_a_pause_within_bounds(written: str, before: str) -> None:
    async def run() -> float:
        pace = pace_of()
        pace.enter_host(HOST)
        pace.hear(HOST, 503, before + written)
        return pace.wait_left(HOST)

    assert 1 <= trio.run(run, clock=trio.testing.MockClock()) <= 86_400


async def test_nobody_waits_for_a_host_that_wants_a_day(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of(host_concurrency=1)
    refused: list[LeftAloneError] = []

    async def ask() -> None:
        try:
            await take(pace, HOST)
        except LeftAloneError as left_alone:
            refused.append(left_alone)

    assert pace.enter_host(HOST)
    began = trio.current_time()
    async with trio.open_nursery() as nursery:
        for _ in range(3):
            nursery.start_soon(ask)
        await trio.testing.wait_all_tasks_blocked()  # they stand in line before the answer comes
        pace.hear(HOST, 429, "86400")
        pace.leave_host(HOST)
    await ask()

    assert [one.status for one in refused] == [429] * 4
    assert trio.current_time() - began <= LONGEST_INTERVAL_S


async def test_only_good_answers_quicken_the_pace() -> None:
    pace = pace_of()
    assert pace.enter_host(HOST)
    pace.hear(HOST, 503, None)
    slow = pace.wait_left(HOST)
    pace.hear(HOST, 500, None)
    pace.hear(HOST, 503, None)

    assert pace.wait_left(HOST) > 1.5 * slow


async def test_a_crawl_delay_that_is_told_again_outlives_the_memory_of_its_host(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of()
    pace.slow_down(HOST, 4)
    assert pace.enter_host(HOST)
    pace.leave_host(HOST)
    await trio.sleep(60)
    for number in range(10):
        assert pace.enter_host(f"{number}.example.cn")
    pace.slow_down(HOST, 4)
    assert pace.enter_host(HOST)

    assert pace.wait_left(HOST) == pytest.approx(4)


async def test_processes_share_a_crawl_delay() -> None:
    pace = Pace(CrawlSettings(), now=lambda: NOON, processes=3)
    pace.slow_down(HOST, 4)
    assert pace.enter_host(HOST)

    assert pace.wait_left(HOST) == pytest.approx(12, abs=0.1)


async def test_those_who_wait_for_an_address_are_not_overtaken(
    autojump_clock: trio.testing.MockClock,  # noqa: ARG001 - taken by asking for it
) -> None:
    pace = pace_of(address_concurrency=1)
    came: list[str] = []

    async def wait() -> None:
        await pace.wait_for_address(ADDRESS)
        came.append("who waited")
        pace.leave_address(ADDRESS)

    assert pace.enter_address(ADDRESS)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(wait)
        await trio.testing.wait_all_tasks_blocked()
        pace.leave_address(ADDRESS)
        assert not pace.enter_address(ADDRESS)

    assert came == ["who waited"]
    assert not len(pace)


async def test_hosts_that_want_a_long_pause_do_not_fill_the_memory() -> None:
    pace = pace_of()
    for number in range(MOST_RESTING + 2_000):
        host = f"{number}.example.cn"
        assert pace.enter_host(host)
        pace.hear(host, 503, "86400")
        pace.leave_host(host)

    assert len(pace) <= MOST_RESTING + 1


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.floats(0, 2), st.floats(0, 2)),
        min_size=1,
        max_size=30,
    ),
    st.integers(1, 2),
)
@settings(max_examples=150, deadline=None)
def test_those_who_give_up_at_any_moment_keep_no_turn(
    requests: list[tuple[str, str, float, float]], most: int
) -> None:
    async def request(pace: Pace, host: str, address: str, takes_s: float, patience_s: float) -> None:
        with trio.move_on_after(patience_s):
            await take(pace, host)
            try:
                if not pace.enter_address(address):
                    await pace.wait_for_address(address)
                try:
                    await trio.sleep(takes_s)
                finally:
                    pace.leave_address(address)
            finally:
                pace.leave_host(host)

    async def run() -> int:
        pace = pace_of(most, 0.5, 1)
        async with trio.open_nursery() as nursery:
            for one in requests:
                nursery.start_soon(request, pace, *one)
        await trio.sleep(1)
        for number in range(10):
            assert pace.enter_host(f"{number}.example.cn")
            pace.leave_host(f"{number}.example.cn")
            await trio.sleep(1)
        return len(pace)

    assert trio.run(run, clock=trio.testing.MockClock(autojump_threshold=0)) <= 1
