"""Sites of which more than the home page is wanted, over real sockets: what is asked for, and what is judged."""

import gzip
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest
import trio

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.crawl.manners import Manners
from icplint.collect.crawl.plan import plan_of
from icplint.collect.crawl.sampling import ENOUGH_IN_A_ROW
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.standing import IPAddress
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome, Passed
from icplint.model.settings import CrawlSettings, FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules
from icplint.run.pipeline import Tools, check_site, no_register
from icplint.run.worker import named_sitemaps
from tests.fakes.servers import noon, response, serve

TODAY = date(2026, 11, 24)
NUMBER = "粤ICP备20042371号-1"
OTHER = "粤ICP备20042372号-1"

Web = Mapping[str, str | bytes] | Callable[[str], str | bytes | None]
"""`host/path` → a page, a redirect (`-> address`), or the bytes of a file; or what makes them."""


def page(*links: str, number: str = NUMBER, link: str = "https://beian.miit.gov.cn/") -> str:
    """A page with links to others, and a footer."""
    anchors = "".join(f'<a href="{href}">看</a>' for href in links)
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>广州甲乙水务有限公司</title></head><body><main><p>'
        + "甲乙水务是一家公司，产品用于水处理、食品和化工行业。" * 20
        + f"</p>{anchors}</main><footer><p>© 2026 广州甲乙水务有限公司</p>"
        f'<a href="{link}">{number}</a></footer></body></html>'
    )


@dataclass
class Seen:
    """What became of a site."""

    outcome: Outcome
    site: Site
    settings: Settings
    asked: list[str] = field(default_factory=list)
    """`host/path` of each request, without the ports."""

    @property
    def pages(self) -> list[str]:
        """Paths of the pages that were judged."""
        return ["/" + one.response.url.split("/", 3)[3] for one in self.outcome.pages]

    @property
    def findings(self) -> list[tuple[str, int]]:
        return [(one.fault, one.count) for one in self.outcome.findings if one.rule.startswith("ICP")]


async def check(
    web: Web, *, max_pages: int = 10, depth: int = 1, authorised: bool = False, stands_for: str | None = None
) -> Seen:
    """Check one site of a small web that lives on one port of loopback."""
    asked: list[str] = []
    port = 0

    async def answer(stream: trio.abc.Stream, head: bytes) -> None:
        if not head.startswith(b"GET "):  # somebody tries whether the port speaks TLS
            return
        lines = head.decode("latin-1").split("\r\n")
        host = next(line[6:] for line in lines if line.lower().startswith("host: ")).partition(":")[0]
        place = f"{host}{lines[0].split(' ')[1]}"
        asked.append(place)
        found = web(place) if callable(web) else web.get(place)
        if found is None:
            await stream.send_all(response(b"nothing", status="404 Not Found"))
        elif isinstance(found, bytes):
            body = found.replace(b":PORT", f":{port}".encode())
            body = gzip.compress(body) if place.endswith(".gz") else body
            await stream.send_all(response(body, "Content-Type: application/octet-stream"))
        elif found.startswith("-> "):
            target = found[3:].replace(":PORT", f":{port}")
            await stream.send_all(response(b"", f"Location: {target}", status="302 Found"))
        else:
            body = found.replace(":PORT", f":{port}").encode()
            await stream.send_all(response(body, "Content-Type: text/html; charset=utf-8"))

    async def resolve(host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ipaddress.ip_address("127.0.0.1"),) if host else ()

    crawl = CrawlSettings(host_interval_s=0, max_pages=max_pages, depth=depth, authorised=authorised)
    settings = Settings(fetch=FetchSettings(allow_private=True, timeout_s=10, retries=0), crawl=crawl)
    async with trio.open_nursery() as nursery:
        port = await serve(nursery, answer)
        manners = Manners(crawl, user_agent="icplint", now=noon)
        async with open_fetcher(settings.fetch, clock=noon, resolve=resolve, courtesy=manners) as fetcher:
            tools = Tools(
                crawl=Crawl(crawl),
                fetcher=fetcher,
                look_up=no_register,
                rules=load_rules(),
                settings=settings,
                today=TODAY,
                named_sitemaps=partial(named_sitemaps, manners, fetcher.fetch),
            )
            site = Site(
                index=0,
                label="x",
                target=WebAddress(f"http://www.a.cn:{port}/"),
                typed=True,
                stands_for=stands_for,
            )
            outcome = await check_site(site, tools)
        nursery.cancel_scope.cancel()
    most = plan_of(site, settings).most
    assert len(asked) <= most, (len(asked), most, asked)
    return Seen(outcome, site, settings, asked)


def urlset(*paths: str) -> bytes:
    locations = "".join(f"<url><loc>http://www.a.cn:PORT{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'.encode()


async def test_a_run_that_wants_home_pages_asks_for_nothing_else() -> None:
    seen = await check({"www.a.cn/": page("/a", "/b")}, max_pages=1)

    assert seen.asked == ["www.a.cn/"]


async def test_footers_that_agree_end_the_sample_early() -> None:
    links = [f"/{name}/" for name in "abcdefghijklmnopqrst"]
    web: Web = {"www.a.cn/": page(*links), **{f"www.a.cn{link}": page() for link in links}}

    seen = await check(web, max_pages=20)

    assert len(seen.pages) == 1 + ENOUGH_IN_A_ROW
    assert seen.asked[1:3] == ["www.a.cn/robots.txt", "www.a.cn/sitemap.xml"]
    assert len(seen.asked) == 3 + ENOUGH_IN_A_ROW
    assert not seen.findings


async def test_a_template_with_another_footer_is_found() -> None:
    news = [f"/news/{number}.html" for number in range(1, 40)]
    goods = [f"/goods/{number}.html" for number in range(1, 40)]
    wrong = page(link="https://beian.example.cn/")
    web: Web = {
        "www.a.cn/": page(*news, *goods),
        **{f"www.a.cn{path}": page() for path in news},
        **{f"www.a.cn{path}": wrong for path in goods},
    }

    seen = await check(web, max_pages=30)

    assert seen.pages[1:3] == ["/news/1.html", "/goods/1.html"]
    assert [count for _, count in seen.findings] == [len([one for one in seen.pages if "goods" in one])]
    assert next(one.page or "" for one in seen.outcome.findings if one.rule.startswith("ICP")).endswith(
        "/goods/1.html"
    )


async def test_a_fault_of_all_pages_is_one_finding_and_keeps_its_fingerprint() -> None:
    wrong = page("/a", "/b", link="https://beian.example.cn/")
    web: Web = {"www.a.cn/": wrong, "www.a.cn/a": wrong, "www.a.cn/b": wrong}

    alone, sampled = await check(web, max_pages=1), await check(web)

    assert [count for _, count in alone.findings] == [1]
    assert [count for _, count in sampled.findings] == [3]
    assert {one.fingerprint for one in sampled.outcome.findings} == {
        one.fingerprint for one in alone.outcome.findings
    }


async def test_only_a_home_page_owes_a_number() -> None:
    bare = page("/a").replace(NUMBER, "")
    seen = await check({"www.a.cn/": page("/a"), "www.a.cn/a": bare})

    assert len(seen.pages) == 2
    assert seen.outcome.verdicts["ICP001"] == Passed()


async def test_a_sitemap_index_with_gzip_is_read() -> None:
    index = (
        b"<sitemapindex><sitemap><loc>http://www.a.cn:PORT/one.xml.gz</loc></sitemap>"
        b"<sitemap><loc>http://elsewhere.cn:PORT/two.xml</loc></sitemap></sitemapindex>"
    )

    def web(place: str) -> str | bytes | None:
        match place:
            case "www.a.cn/sitemap.xml":
                return index
            case "www.a.cn/one.xml.gz":
                return urlset("/hidden/")
            case "www.a.cn/" | "www.a.cn/hidden/":
                return page()
            case _:
                return None

    seen = await check(web)

    assert seen.pages == ["/", "/hidden/"]
    assert not any("elsewhere" in place for place in seen.asked)


async def test_robots_txt_names_the_sitemap() -> None:
    web: Web = {
        "www.a.cn/": page(),
        "www.a.cn/robots.txt": b"User-agent: *\nAllow: /\nSitemap: http://www.a.cn:PORT/map.txt\n",
        "www.a.cn/map.txt": b"http://www.a.cn:PORT/told\nhttp://b.cn:PORT/strange\n",
        "www.a.cn/told": page(),
    }

    seen = await check(web)

    assert seen.asked == ["www.a.cn/", "www.a.cn/robots.txt", "www.a.cn/map.txt", "www.a.cn/told"]


async def test_an_index_that_names_indexes_is_followed_once() -> None:
    def web(place: str) -> str | bytes | None:
        path = place.removeprefix("www.a.cn")
        if path == "/":
            return page()
        if "xml" in path:
            names = "".join(
                f"<sitemap><loc>http://www.a.cn:PORT{path}{n}.xml</loc></sitemap>" for n in range(50)
            )
            return f"<sitemapindex>{names}</sitemapindex>".encode()
        return None

    seen = await check(web)

    assert len([one for one in seen.asked if "xml" in one]) == 4


async def test_ten_thousand_links_stay_few_requests() -> None:
    links = [f"/p/{number}.html" for number in range(10_000)]

    seen = await check(lambda place: page(*links) if place == "www.a.cn/" else page(), max_pages=200)

    assert len(seen.asked) <= 3 + ENOUGH_IN_A_ROW


async def test_robots_txt_keeps_us_off_further_pages_alone() -> None:
    web: Web = {
        "www.a.cn/": page("/private/x", "/open"),
        "www.a.cn/robots.txt": b"User-agent: *\nDisallow: /private/\n",
        "www.a.cn/open": page(),
    }

    seen = await check(web)

    assert "www.a.cn/private/x" not in seen.asked
    assert seen.pages == ["/", "/open"]
    assert [one.reason for one in seen.outcome.unread] == [NotCheckedReason.ROBOTS]
    assert seen.outcome.measured


async def test_an_authorised_run_asks_no_robots_txt() -> None:
    seen = await check({"www.a.cn/": page("/a"), "www.a.cn/a": page()}, authorised=True)

    assert seen.asked == ["www.a.cn/", "www.a.cn/sitemap.xml", "www.a.cn/a"]


async def test_a_page_that_redirects_off_the_site_is_not_judged() -> None:
    web: Web = {
        "www.a.cn/": page("/partner"),
        "www.a.cn/partner": "-> http://www.b.cn:PORT/",
        "www.b.cn/": page(number=OTHER),
    }

    seen = await check(web)

    assert seen.pages == ["/"]
    assert not seen.outcome.unread


async def test_a_page_that_cannot_be_read_is_told_and_takes_nothing_away() -> None:
    alone = await check({"www.a.cn/": page("/gone")}, max_pages=1)
    seen = await check({"www.a.cn/": page("/gone")})

    assert [(one.reason, one.status) for one in seen.outcome.unread] == [(NotCheckedReason.HTTP_4XX, 404)]
    assert seen.outcome.verdicts == alone.outcome.verdicts
    assert seen.outcome.measured


@pytest.mark.parametrize(("depth", "pages"), [(1, ["/", "/a"]), (2, ["/", "/a", "/b"])])
async def test_depth_counts_links_from_the_home_page(depth: int, pages: list[str]) -> None:
    web: Web = {
        "www.a.cn/": page("/a"),
        "www.a.cn/a": page("/b"),
        "www.a.cn/b": page("/c"),
        "www.a.cn/c": page(),
    }

    assert (await check(web, depth=depth)).pages == pages


async def test_pages_of_a_preview_stand_for_public_ones() -> None:
    wrong = page(link="https://beian.example.cn/")
    seen = await check({"www.a.cn/": page("/a"), "www.a.cn/a": wrong}, stands_for="https://www.public.cn/")

    assert [one.page for one in seen.outcome.findings if one.rule.startswith("ICP")] == [
        "https://www.public.cn/a"
    ]
