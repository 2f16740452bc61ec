"""A fleet that has not changed is asked about, not fetched, in a second run; what failed is fetched again."""

import selectors
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from icplint.model.access import Pin
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.settings import CrawlSettings, FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.wiring import executor_for

PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{host}</title></head><body><main>{filler}'
    "</main><footer><p>© 2026 某某茶业有限公司 版权所有</p>"
    '<p><a href="https://beian.miit.gov.cn/">京ICP备20042371号-1</a></p></footer></body></html>'
)
FILLER = "<p>我们种茶、制茶，也卖茶。</p>" * 400
CHALLENGE = (
    "<!doctype html><html><head><title>Just a moment...</title></head><body>"
    '<script>window._cf_chl_opt={cType: "managed"};</script>'
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>'
)


class Fleet:
    """One server that is many sites, each with a page of its own; counts what it sends."""

    def __init__(self) -> None:
        self.sent = 0
        self.asked: Counter[bool] = Counter()
        """Requests, by whether they were conditional."""
        self.down: set[str] = set()
        self.challenged: set[str] = set()
        self.unconditional: set[str] = set()
        """Hosts that were asked for their page."""

    def start_anew(self) -> None:
        self.sent = 0
        self.asked.clear()
        self.unconditional.clear()

    def answer(self, request: bytes) -> bytes:
        lines = request.decode("latin-1").lower().split("\r\n")
        told = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        host = told["host"].partition(":")[0]
        tag = f'"{host}"'
        is_conditional = "if-none-match" in told
        self.asked[is_conditional] += 1
        if not is_conditional:
            self.unconditional.add(host)
        if host in self.down:
            body, status = b"<h1>503</h1>", "503 Service Unavailable"
        elif is_conditional and told["if-none-match"] == tag:
            body, status = b"", "304 Not Modified"
        else:
            page = CHALLENGE if host in self.challenged else PAGE.format(host=host, filler=FILLER)
            body, status = page.encode(), "200 OK"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nETag: {tag}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.sent += len(head) + len(body)
        return head.encode() + body


@contextmanager
def serving(fleet: Fleet) -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    waker, sleeper = socket.socketpair()

    def serve() -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            selector.register(sleeper, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is sleeper:
                        return
                    connection, _ = listener.accept()
                    with connection:
                        connection.settimeout(10)
                        connection.sendall(fleet.answer(connection.recv(65_536)))

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        waker.send(b".")
        thread.join()
        for one in (listener, waker, sleeper):
            one.close()


def checked(port: int, folder: Path, *, sites: int, jobs: int = 1) -> list[Outcome]:
    hosts = [f"site{number}.example.cn" for number in range(sites)]
    settings = Settings(
        jobs=jobs,
        fetch=FetchSettings(cache=str(folder), pins=tuple(Pin(host, port, "127.0.0.1") for host in hosts)),
        crawl=CrawlSettings(address_concurrency=100),
    )
    rows = [
        Site(index=index, label=host, target=WebAddress(f"http://{host}:{port}/"))
        for index, host in enumerate(hosts)
    ]
    outcomes: list[Outcome] = []
    executor_for(settings)(rows, settings, outcomes.append, today=date(2026, 11, 24))
    return sorted(outcomes, key=lambda outcome: outcome.site.index)


@pytest.mark.parametrize(("sites", "jobs"), [pytest.param(2_000, 1, marks=pytest.mark.slow), (300, 2)])
def test_a_second_run_asks_whether_anything_has_changed(tmp_path: Path, sites: int, jobs: int) -> None:
    fleet = Fleet()
    fleet.down = {"site7.example.cn", "site8.example.cn"}
    fleet.challenged = {"site9.example.cn"}
    with serving(fleet) as port:
        first = checked(port, tmp_path, sites=sites, jobs=jobs)
        sent = fleet.sent
        assert fleet.asked[True] == 0

        fleet.start_anew()
        second = checked(port, tmp_path, sites=sites, jobs=jobs)

    assert fleet.unconditional == fleet.down | fleet.challenged
    assert fleet.asked[True] == sites - 3
    assert fleet.sent < 0.05 * sent, (fleet.sent, sent)
    assert [one.verdicts for one in second] == [one.verdicts for one in first]
    assert [one.not_checked for one in second if one.not_checked] == [
        NotCheckedReason.HTTP_5XX,
        NotCheckedReason.HTTP_5XX,
        NotCheckedReason.WAF,
    ]


def test_a_site_that_fails_now_is_told_as_failing(tmp_path: Path) -> None:
    fleet = Fleet()
    with serving(fleet) as port:
        checked(port, tmp_path, sites=100)
        fleet.down = {f"site{number}.example.cn" for number in range(0, 100, 10)}
        second = checked(port, tmp_path, sites=100)

    assert {one.site.label for one in second if one.not_checked} == fleet.down
