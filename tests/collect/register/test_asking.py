"""When a service is asked, again, and not at all: on a clock that jumps."""

# ruff: noqa: ARG001 - the clock works by being asked for

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random  # noqa: TID251 - a fixed seed

import httpx
import pytest
import trio
from trio.testing import MockClock

from icplint.collect.register.answers import Fault, NoRow, Told, Trouble
from icplint.collect.register.asking import Manners, Service, control_domains
from icplint.collect.register.service_address import service_address
from tests.fakes.register_service import document, row

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


def good(*rows: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(document(*rows)).encode())


def broken() -> httpx.Response:
    return httpx.Response(500)


class Line:
    """A network that answers in turn, the last answer for ever, and notes when it was asked for what."""

    def __init__(self, *answers: Callable[[], httpx.Response], takes_s: float = 0.0) -> None:
        self.answers = list(answers)
        self.takes_s = takes_s
        self.asked: list[tuple[float, str]] = []
        self.under_way = self.most_under_way = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((trio.current_time(), request.url.params["search"]))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await trio.sleep(self.takes_s)
        finally:
            self.under_way -= 1
        return (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])()

    @property
    def times(self) -> list[float]:
        return [when for when, _ in self.asked]

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in zip(self.times, self.times[1:], strict=False)]


def service_on(line: Line, manners: Manners | None = None, seed: int = 7) -> Service:
    return Service(
        address=service_address("http://icp.example"),
        transport=httpx.MockTransport(line),
        manners=manners or Manners(),
        chance=Random(seed),
    )


async def test_questions_start_a_second_apart(autojump_clock: MockClock) -> None:
    line = Line(good)
    service = service_on(line)
    async with trio.open_nursery() as nursery:
        for number in range(6):
            nursery.start_soon(service.ask, f"d{number}.cn")

    assert line.times == [0, 1, 2, 3, 4, 5]


async def test_slow_answers_are_waited_for_side_by_side_up_to_a_number(autojump_clock: MockClock) -> None:
    line = Line(good, takes_s=20.0)
    service = service_on(line, Manners(at_once=3))
    async with trio.open_nursery() as nursery:
        for number in range(7):
            nursery.start_soon(service.ask, f"d{number}.cn")

    assert line.most_under_way == 3


@pytest.mark.parametrize("seed", range(5))
async def test_a_failure_is_tried_again_after_longer_and_longer_waits(
    seed: int, autojump_clock: MockClock
) -> None:
    line = Line(broken)
    came = await service_on(line, Manners(pause_s=0.0, tries=5), seed).ask("a.cn")

    assert came == Fault(Trouble.DOWN, "HTTP 500", may_heal=True)
    assert len(line.gaps) == 4
    for doublings, gap in enumerate(line.gaps):
        assert 0.5 * 2**doublings <= gap <= 2**doublings


async def test_chance_spreads_the_tries(autojump_clock: MockClock) -> None:
    gaps = set()
    for seed in range(5):
        line = Line(broken, good)
        await service_on(line, Manners(pause_s=0.0), seed).ask("a.cn")
        gaps.add(line.gaps[0])

    assert len(gaps) > 1


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_waited_for(form: str, status: int, autojump_clock: MockClock) -> None:
    headers = {
        "date": format_datetime(NOON, usegmt=True),
        "retry-after": "40"
        if form == "seconds"
        else format_datetime(NOON + timedelta(seconds=40), usegmt=True),
    }
    line = Line(lambda: httpx.Response(status, headers=headers), lambda: good(row("a.cn")))
    came = await service_on(line).ask("a.cn")

    assert isinstance(came, Told)
    assert line.gaps[0] >= 40


async def test_retry_after_holds_the_other_questions_too(autojump_clock: MockClock) -> None:
    line = Line(lambda: httpx.Response(429, headers={"retry-after": "40"}), good)
    service = service_on(line)
    async with trio.open_nursery() as nursery:
        for number in range(3):
            nursery.start_soon(service.ask, f"d{number}.cn")

    assert line.times[0] == 0
    assert min(line.times[1:]) >= 40


async def test_nobody_waits_for_a_service_that_asks_for_an_hour(autojump_clock: MockClock) -> None:
    line = Line(lambda: httpx.Response(429, headers={"retry-after": "3600"}), good)
    service = service_on(line)
    came = [await service.ask(name) for name in ("a.cn", "b.cn")]
    waited_s = trio.current_time()
    await trio.sleep(900)
    later = await service.ask("b.cn")

    assert [fault.trouble for fault in came if isinstance(fault, Fault)] == [Trouble.THROTTLED] * 2
    assert waited_s < 1
    assert later == NoRow()
    assert [name for _, name in line.asked] == ["a.cn", "b.cn"]


@pytest.mark.parametrize(
    "written",
    ["", "soon", "-5", "1e9", "٣", "Wed, 99 Nov 2026 04:00:40 GMT", "Wed, 25 Nov 0001 00:00:00 -2359"],
)
async def test_a_retry_after_that_says_nothing_is_a_failure_like_any_other(
    written: str, autojump_clock: MockClock
) -> None:
    headers = [(b"retry-after", written.encode()), (b"date", b"Wed, 25 Nov 2026 04:00:00 GMT")]
    line = Line(lambda: httpx.Response(429, headers=headers), good)
    came = await service_on(line).ask("a.cn")

    assert came == NoRow()
    assert line.gaps[0] <= 1


async def test_a_service_that_fails_again_and_again_is_left_alone(autojump_clock: MockClock) -> None:
    line = Line(broken)
    service = service_on(line)
    came = [await service.ask(f"d{number}.cn") for number in range(100)]

    assert len(line.asked) == 5
    assert {fault.trouble for fault in came if isinstance(fault, Fault)} == {Trouble.DOWN}
    assert len(came) == 100
    assert trio.current_time() < 60


async def test_after_its_rest_one_question_tries_it(autojump_clock: MockClock) -> None:
    line = Line(*[broken] * 5, good)
    service = service_on(line)
    for number in range(3):
        await service.ask(f"d{number}.cn")
    await trio.sleep(60)
    came = await service.ask("a.cn")
    more = await service.ask("b.cn")

    assert came == more == NoRow()
    assert len(line.asked) == 7


async def test_a_rest_that_did_not_help_is_followed_by_a_longer_one(autojump_clock: MockClock) -> None:
    line = Line(broken)
    service = service_on(line)
    while trio.current_time() < 2000:
        await service.ask("a.cn")
        await trio.sleep(1)
    rests = [gap for gap in line.gaps if gap > 10]

    assert [round(rest / 60) for rest in rests] == [1, 2, 4, 8, 15]


async def test_who_tries_a_rested_service_is_alone(autojump_clock: MockClock) -> None:
    line = Line(*[broken] * 5, good, takes_s=5.0)
    service = service_on(line)
    for number in range(3):
        await service.ask(f"d{number}.cn")
    await trio.sleep(60)
    asked_before = len(line.asked)
    came: list[object] = []

    async def look(name: str) -> None:
        came.append(await service.ask(name))

    async with trio.open_nursery() as nursery:
        for number in range(4):
            nursery.start_soon(look, f"e{number}.cn")

    assert len(line.asked) == asked_before + 1
    assert came.count(NoRow()) == 1


async def test_giving_up_the_try_leaves_it_to_the_next(autojump_clock: MockClock) -> None:
    line = Line(*[broken] * 5, good, takes_s=5.0)
    service = service_on(line)
    for number in range(3):
        await service.ask(f"d{number}.cn")
    await trio.sleep(60)
    with trio.move_on_after(1):
        await service.ask("a.cn")

    assert await service.ask("a.cn") == NoRow()


async def test_a_name_that_is_not_answered_for_is_no_failure_of_the_service(
    autojump_clock: MockClock,
) -> None:
    refusal = json.dumps({"code": 405, "message": "不允许的查询内容"}).encode()
    line = Line(*[lambda: httpx.Response(200, content=refusal)] * 20, good)
    service = service_on(line)
    came = [await service.ask(f"d{number}.cn") for number in range(21)]

    assert len(line.asked) == 21
    assert came[-1] == NoRow()


async def test_each_control_is_another_domain(autojump_clock: MockClock) -> None:
    line = Line(good)
    service = service_on(line)
    troubles = [await service.trouble_behind("a.cn") for _ in control_domains()]

    assert set(troubles) == {Trouble.THROTTLED}
    assert sorted(name for _, name in line.asked) == sorted(control_domains())
    assert len(control_domains()) > 5


async def test_a_whole_answer_has_to_come_in_time(autojump_clock: MockClock) -> None:
    line = Line(good, takes_s=31.0)
    came = await service_on(line, Manners(tries=2)).ask("a.cn")

    assert isinstance(came, Fault)
    assert came.trouble is Trouble.DOWN
    assert len(line.asked) == 2
