"""What every fetcher promises, the real one and the fake."""

from collections.abc import AsyncIterator

import pytest
import trio

from icplint.collect.fetch.fetcher import Fetcher
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.model.answer import Answer, Device, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.servers import noon, response, saying, serve

PAGE = "<p>京ICP备12345678号</p>".encode()
DEAD = "https://dead.invalid/"


@pytest.fixture(params=["real", "fake"])
async def fetcher_and_page(
    request: pytest.FixtureRequest, nursery: trio.Nursery
) -> AsyncIterator[tuple[Fetcher, str]]:
    if request.param == "fake":
        yield FakeFetcher({"http://a.cn/": PAGE}), "http://a.cn/"
        return
    port = await serve(nursery, saying(response(PAGE)))
    async with open_fetcher(FetchSettings(allow_private=True), clock=noon) as fetcher:
        yield fetcher, f"http://127.0.0.1:{port}/"


async def test_the_first_page_is_the_answer(fetcher_and_page: tuple[Fetcher, str]) -> None:
    fetcher, page = fetcher_and_page
    came = await fetcher.fetch(Ask(candidates=(DEAD, page), device=Device.MOBILE))

    assert isinstance(came, Answer)
    assert came.body == PAGE
    assert came.response.url == page
    assert came.response.status == 200
    assert came.response.device is Device.MOBILE
    assert came.response.fetched_at is not None
    assert came.response.fetched_at.tzinfo is not None
    assert [(one.url, one.result) for one in came.response.tries] == [(DEAD, "dns"), (page, "answered")]


async def test_no_page_is_a_value(fetcher_and_page: tuple[Fetcher, str]) -> None:
    fetcher, _ = fetcher_and_page
    came = await fetcher.fetch(Ask(candidates=(DEAD,)))

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.DNS
    assert came.url == DEAD
    assert [one.result for one in came.tries] == ["dns"]
