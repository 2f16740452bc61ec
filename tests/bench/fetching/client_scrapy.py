"""A client process: Scrapy, as it is installed or tuned; alone, or with a check of each page."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, BinaryIO

from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from tests.bench.fetching.plan import Plan, Tally, plan_given

Check = Callable[[Response, BinaryIO], None]


def main() -> None:
    """Crawl all pages of a plan."""
    plan = plan_given()
    with Path(plan.report or "/dev/null").open("wb") as report:
        tally = Tally(plan)
        process = CrawlerProcess(settings_of(plan))
        process.crawl(spider(), plan=plan, tally=tally, check=_CHECKS.get(plan.variant), report=report)
        process.start()
    tally.tell()


def settings_of(plan: Plan) -> dict[str, Any]:
    """Robots off, gzip, the plan's time-out, no second try: what all clients share. Beside it:

    `stock` is Scrapy as installed. `default` also makes as many requests at a time as the others, and logs no
    page. `tuned` also leaves out what a fleet scan has no use for, and runs on uvloop.
    """
    shared = {
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_TIMEOUT": plan.timeout_s,
        "RETRY_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {"Accept-Encoding": "gzip"},
    }
    if plan.variant == "stock":
        return shared
    default = {**shared, "CONCURRENT_REQUESTS": plan.concurrency, "LOG_LEVEL": "ERROR"}
    if plan.variant != "tuned":
        return default
    return {
        **default,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "ASYNCIO_EVENT_LOOP": "uvloop.Loop",
        "REACTOR_THREADPOOL_MAXSIZE": 40,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DEPTH_STATS_VERBOSE": False,
        "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.depth.DepthMiddleware": None},
    }


def spider() -> type[Spider]:
    """The spider; its clock starts when it is opened, so that no start-up counts."""

    class Fleet(Spider):  # type: ignore[misc]  # the checker does not look into Scrapy
        name = "fleet"
        plan: Plan
        tally: Tally
        check: Check | None
        report: BinaryIO

        @classmethod
        def from_crawler(cls, crawler: Any, *arguments: Any, **named: Any) -> "Fleet":
            spider: Fleet = super().from_crawler(crawler, *arguments, **named)
            crawler.signals.connect(spider.opened, signal=signals.spider_opened)
            return spider

        def opened(self) -> None:
            self.tally.begin()

        async def start(self) -> AsyncIterator[Request]:
            for url in self.plan.urls():
                yield Request(url, callback=self.arrived, errback=self.failed, dont_filter=True)

        def arrived(self, response: Response) -> None:
            if self.check is not None:
                self.check(response, self.report)
            self.tally.take(response.body)

        def failed(self, failure: Any) -> None:  # noqa: ARG002 - Scrapy's shape
            self.tally.end(is_whole=False)

    return Fleet


def with_our_code(response: Response, report: BinaryIO) -> None:
    """Read and judge a page with the product's own code, and write its line."""
    from icplint.judge.engine import judge  # noqa: PLC0415 - the others shall not pay for it
    from icplint.model.answer import Answer  # noqa: PLC0415
    from icplint.model.answer import Response as OurResponse  # noqa: PLC0415
    from icplint.model.case import Case  # noqa: PLC0415
    from icplint.model.settings import JudgeSettings  # noqa: PLC0415
    from icplint.model.site import Site, WebAddress  # noqa: PLC0415
    from icplint.read.reader import read  # noqa: PLC0415
    from icplint.tell.report.json_lines import write_outcome  # noqa: PLC0415
    from tests.bench.fetching.our_work import TODAY  # noqa: PLC0415

    headers = tuple(
        (name.decode("latin-1").lower(), values[0].decode("latin-1"))
        for name, values in response.headers.items()
        if values
    )
    answer = Answer(OurResponse(url=response.url, status=response.status, headers=headers), response.body)
    site = Site(index=0, label=response.url, target=WebAddress(response.url))
    write_outcome(judge(Case(site).plus([read(answer)]), _rules(), JudgeSettings(), TODAY), report)


def _rules() -> Any:
    if not _loaded:
        from tests.bench.fetching.anew import read_all_anew  # noqa: PLC0415 - see above

        read_all_anew()
        from icplint.packs import load_rules  # noqa: PLC0415 - see above

        _loaded.append(load_rules())
    return _loaded[0]


_loaded: list[Any] = []

_NUMBERS = (
    re.compile(
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新]ICP[备证]\d{6,8}号(?:-\d+)?"
    ),
    re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]公网安备\s*\d{14}号"),
)


def with_parsel(response: Response, report: BinaryIO) -> None:
    """The footer search of a plain spider: text and links of the footer, numbers in it, a line for the page."""
    import json  # noqa: PLC0415

    footer = response.xpath('//footer | //*[contains(@class, "footer")] | //*[contains(@id, "footer")]')
    text = " ".join(
        (footer or response).xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    )
    links = [
        (" ".join(link.xpath(".//text()").getall()), link.attrib.get("href"))
        for link in response.css("a")
        if "beian" in link.attrib.get("href", "")
    ]
    found = {
        "url": response.url,
        "numbers": [number for pattern in _NUMBERS for number in pattern.findall(text)],
        "links": links,
        "pictures": (footer or response).css("img::attr(src)").getall(),
    }
    report.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")


_CHECKS: dict[str, Check] = {"our code": with_our_code, "parsel": with_parsel}

if __name__ == "__main__":
    main()
