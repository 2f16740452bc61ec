import httpx
import pytest
import trio
import trio.lowlevel
from trio.testing import MockClock

from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.lag import STEPS, LagMeter, measured_lag
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.servers import noon


class Hours(LagMeter):
    """A meter that a test tells the lags to."""

    def tell(self, *lags: tuple[float, float]) -> "Hours":
        for ended_at, lag_s in lags:
            self._remember(ended_at, lag_s)
        return self


def test_the_worst_lag_since_a_moment_is_told() -> None:
    meter = Hours().tell((1, 0.5), (2, 3.0), (3, 0.1), (4, 1.0), (5, 0.2))

    assert [meter.worst_since(then) for then in (0, 2, 2.1, 4.5, 6)] == [3.0, 3.0, 1.0, 0.2, 0.0]


def test_what_is_remembered_has_a_bound() -> None:
    meter = Hours().tell(*((float(moment), 1 / (moment + 1)) for moment in range(5000)))

    assert meter.worst_since(0) == pytest.approx(1 / 3977)
    assert meter.worst_since(4999) == pytest.approx(1 / 5000)


@pytest.mark.parametrize(
    ("lag_s", "given_s", "late_s", "expected"),
    [
        (0.0, 20.0, 0.0, False),
        (0.3, 20.0, 0.0, False),
        (2.0, 20.0, 0.0, True),
        (0.3, 2.0, 0.0, True),
        (0.0, 20.0, 0.3, False),
        (0.0, 20.0, 1.0, True),
        (0.5 / STEPS, 1.0, 0.0, True),
    ],
)
def test_only_a_lag_that_may_have_cost_half_of_the_time_is_an_excuse(
    lag_s: float, given_s: float, late_s: float, *, expected: bool
) -> None:
    meter = Hours().tell((10.0, lag_s))

    assert (meter.excuse(5.0, given_s, late_s) is not None) is expected
    assert lag_s == 0 or meter.excuse(11.0, given_s, 0.0) is None


async def test_a_loop_that_is_kept_busy_lags() -> None:
    with measured_lag() as meter:
        began_at = trio.current_time()
        until = began_at + 0.05
        while trio.current_time() < until:
            pass
        await trio.lowlevel.checkpoint()
        await trio.sleep(0.001)
        seen = meter.worst_since(began_at)

    assert seen >= 0.05


async def test_a_page_that_came_while_nobody_listened_is_asked_for_once_more(
    autojump_clock: MockClock,
) -> None:
    class BusyOnce(httpx.AsyncBaseTransport):
        asked = 0

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            assert request.method == "GET"
            self.asked += 1
            if self.asked == 1:
                autojump_clock.jump(25)
                await trio.sleep_forever()
            return httpx.Response(200, html="<p>here</p>")

    async with open_fetcher(FetchSettings(timeout_s=20), clock=noon, transport=BusyOnce()) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/",)))

    assert isinstance(came, Answer)
    assert [one.result for one in came.response.tries] == ["overload", "answered"]


async def test_a_machine_that_stays_too_busy_is_told_and_tries_no_third_time(
    autojump_clock: MockClock,
) -> None:
    class Busy(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            autojump_clock.jump(25)
            await trio.sleep_forever()
            raise AssertionError(request)

    async with open_fetcher(FetchSettings(timeout_s=20), clock=noon, transport=Busy()) as fetcher:
        came = await fetcher.fetch(Ask(candidates=("https://a.cn/",)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.OVERLOAD
    assert "busy" in came.detail
    assert [one.result for one in came.tries] == ["overload", "overload"]
