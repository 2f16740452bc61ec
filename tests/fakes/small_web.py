"""Sites of several pages that live on one port of loopback, and what asking them comes to."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import trio

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.crawl.manners import Manners
from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.standing import IPAddress
from icplint.model.answer import HopKind
from icplint.model.outcome import Outcome
from icplint.model.settings import CrawlSettings, Devices, FetchSettings, Settings
from icplint.model.site import BareDomain, Site, Target, WebAddress
from icplint.packs import load_rules
from icplint.run.pipeline import Tools, check_site, no_register
from tests.fakes.servers import noon, response, serve

TODAY = date(2026, 11, 24)
HOME = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某公司</title></head><body><main><p>'
    + "某某公司是一家公司，产品用于水处理、食品和化工行业。" * 20
    + "</p></main><footer><p>© 2026 某某公司</p>"
    '<a href="https://beian.miit.gov.cn/">粤ICP备20042371号-1</a></footer></body></html>'
)
DISALLOW = b"User-agent: *\nDisallow: /\n"

Web = Mapping[str, str | bytes]
"""`host/path` → a page, a redirect (`-> address`), a failure (`!! 503 Busy`), or the bytes of what is no page."""


@dataclass
class Seen:
    """What became of a site."""

    outcome: Outcome
    asked: list[str] = field(default_factory=list)
    """`host/path` of each request, without the ports."""

    @property
    def files(self) -> list[str]:
        """What was asked for beside robots files."""
        return [one for one in self.asked if not one.endswith("/robots.txt")]

    @property
    def way(self) -> list[HopKind]:
        return [hop.kind for page in self.outcome.pages for hop in page.response.hops]


async def check(
    web: Web,
    target: Target,
    *,
    device: Devices = Devices.DESKTOP,
    stands_for: str | None = None,
    left_alone: frozenset[str] = frozenset(),
) -> Seen:
    """Check one site of a small web that lives on one port of loopback."""
    asked: list[str] = []
    port = 0

    def of_port(text: str) -> str:
        return text.replace(":PORT", f":{port}")

    async def answer(stream: trio.abc.Stream, head: bytes) -> None:
        if not head.startswith(b"GET "):  # somebody tries whether the port speaks TLS
            return
        lines = head.decode("latin-1").split("\r\n")
        host = next(line[6:] for line in lines if line.lower().startswith("host: ")).partition(":")[0]
        path = lines[0].split(" ")[1]
        place = f"{host}{path}"
        asked.append(place)
        page = web.get(f"{place} mobile" if "Mobile" in head.decode() else place, web.get(place))
        if page is None:
            await stream.send_all(response(b"nothing", status="404 Not Found"))
        elif isinstance(page, bytes):
            await stream.send_all(response(page, "Content-Type: text/plain"))
        elif page.startswith("!! "):
            await stream.send_all(response(b"broken", status=page[3:]))
        elif page.startswith("-> "):
            await stream.send_all(response(b"", f"Location: {of_port(page[3:])}", status="302 Found"))
        else:
            body = of_port(page).encode()
            await stream.send_all(response(body, "Content-Type: text/html; charset=utf-8"))

    async def resolve(host: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        return (ipaddress.ip_address("127.0.0.1"),) if host else ()

    crawl = CrawlSettings(host_interval_s=0, device=device)
    fetch = FetchSettings(allow_private=True, timeout_s=10, retries=0, left_alone=left_alone)
    settings = Settings(fetch=fetch, crawl=crawl)
    async with trio.open_nursery() as nursery:
        port = await serve(nursery, answer)
        match target:
            case WebAddress(url):
                target = WebAddress(of_port(url))
            case BareDomain(host, path):
                target = BareDomain(of_port(host), path)
            case _:
                raise AssertionError(target)
        manners = Manners(crawl, user_agent="icplint", now=noon)
        async with open_fetcher(settings.fetch, clock=noon, resolve=resolve, courtesy=manners) as fetcher:
            tools = Tools(
                crawl=Crawl(crawl),
                fetcher=fetcher,
                look_up=no_register,
                rules=load_rules(),
                settings=settings,
                today=TODAY,
            )
            site = Site(index=0, label="x", target=target, stands_for=stands_for)
            outcome = await check_site(site, tools)
        nursery.cancel_scope.cancel()
    return Seen(outcome, asked)
