from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from icplint.collect.crawl.crawl import Crawl
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import BareDomain, SavedPage, Site, Target, WebAddress
from icplint.run.pipeline import Tools, check_site, no_register
from tests.fakes.fetcher import FakeFetcher

HOME = "https://example.cn/"
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某公司</title></head><body>
<main><p>某某公司是一家公司。</p></main>
<footer><p>© 2026 某某公司 <a href="https://beian.miit.gov.cn/">粤ICP备20042371号-1</a></p></footer>
</body></html>""".encode()


async def outcome_of(
    pages: Mapping[str, bytes | FetchFailure], target: Target, stands_for: str | None = None
) -> Outcome:
    tools = Tools(
        crawl=Crawl(),
        fetcher=FakeFetcher(pages),
        look_up=no_register,
        rules=(),
        settings=Settings(),
        today=date(2026, 11, 24),
    )
    return await check_site(Site(index=0, label="x", target=target, stands_for=stands_for), tools)


async def test_a_page_is_fetched_read_and_judged() -> None:
    outcome = await outcome_of({HOME: PAGE}, BareDomain("example.cn"))

    assert outcome.not_checked is None
    assert outcome.final_url == HOME
    assert outcome.domain == "example.cn"
    assert [number.raw for page in outcome.pages for number in page.evidence.icp] == ["粤ICP备20042371号-1"]


async def test_a_site_that_lives_at_www_alone_is_found_there() -> None:
    outcome = await outcome_of({"http://www.example.cn/": PAGE}, BareDomain("example.cn"))

    assert outcome.final_url == "http://www.example.cn/"
    assert outcome.domain == "example.cn"


async def test_a_site_that_cannot_be_fetched_is_not_checked_and_says_why() -> None:
    outcome = await outcome_of({}, BareDomain("example.cn"))

    assert outcome.not_checked is NotCheckedReason.DNS
    assert outcome.failure is not None
    assert len(outcome.failure.tries) == 4


async def test_an_error_page_ends_with_its_status() -> None:
    failure = FetchFailure(
        reason=NotCheckedReason.HTTP_4XX, url=HOME, status=404, body="<h1>没有找到</h1>".encode()
    )
    outcome = await outcome_of({HOME: failure}, WebAddress(HOME))

    assert outcome.not_checked is NotCheckedReason.HTTP_4XX
    assert outcome.failure is not None
    assert outcome.failure.status == 404
    assert outcome.failure.body == b""


async def test_an_error_page_of_a_firewall_is_known_as_one() -> None:
    body = "<html><head><title>安全验证</title></head><body>请完成安全验证</body></html>".encode()
    failure = FetchFailure(reason=NotCheckedReason.HTTP_4XX, url=HOME, status=403, body=body)
    outcome = await outcome_of({HOME: failure}, WebAddress(HOME))

    assert outcome.not_checked is NotCheckedReason.WAF
    assert [page.response.status for page in outcome.pages] == [403]
    assert [one.url for one in outcome.pages[0].response.tries] == [HOME]


@pytest.mark.parametrize(
    "body", [b"", b"\xff" * 100, b"<" * 5000, b"GIF89a\0\0"], ids=["none", "rubbish", "tags", "gif"]
)
async def test_any_body_ends_in_an_outcome(body: bytes) -> None:
    outcome = await outcome_of({HOME: body}, WebAddress(HOME))

    assert outcome.final_url == HOME


async def test_a_saved_page_is_judged_by_the_address_that_it_stands_for(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    outcome = await outcome_of({}, SavedPage(file, HOME))

    assert outcome.not_checked is None
    assert outcome.final_url == HOME


async def test_links_and_pictures_of_a_preview_are_those_of_the_address_that_it_stands_for() -> None:
    preview = "http://127.0.0.1:8000/"
    page = PAGE.replace(b"</footer>", '<img src="/badge.png">粤公网安备44010602008215号</footer>'.encode())
    outcome = await outcome_of({preview: page}, WebAddress(preview), "https://www.example.cn/")

    assert [number.icon for number in outcome.pages[0].evidence.psb] == ["https://www.example.cn/badge.png"]
    assert outcome.pages[0].response.url == preview
    assert outcome.final_url == preview
