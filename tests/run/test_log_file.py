"""`--log-file` over real HTTP: each try, hop, wait and retry with its site, and no secret among them."""

import json
import logging
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trio

from icplint.collect.fetch.access import REDACTED
from icplint.collect.fetch.journal import JOURNAL, tell
from icplint.errors import OutputError
from icplint.model.access import Access
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.settings import CrawlSettings, FetchSettings, RegisterSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.log_file import log_file, ready_log_file, secrets_of
from icplint.run.worker import work
from tests.fakes.command_line import icplint
from tests.fakes.servers import response, serve
from tests.fakes.web import website

TODAY = datetime(2026, 11, 24, tzinfo=UTC).date()
PAGE = "<footer>京ICP备20042371号-1</footer>".encode()
SECRET = "s3cret-of-a-test"  # noqa: S105 - it opens nothing


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def settings(path: Path, **fetch: object) -> Settings:
    return Settings(
        log_file=str(path),
        fetch=FetchSettings(allow_private=True, **fetch),  # type: ignore[arg-type]
        crawl=CrawlSettings(host_interval_s=0.05, authorised=True),
    )


async def checked(told: Settings, *urls: str) -> list[Outcome]:
    leases = [[Site(index=index, label=url, target=WebAddress(url)) for index, url in enumerate(urls)]]
    outcomes: list[Outcome] = []

    async def take() -> list[Site] | None:
        await trio.lowlevel.checkpoint()
        return leases.pop() if leases else None

    async def give(outcome: Outcome) -> None:
        await trio.lowlevel.checkpoint()
        outcomes.append(outcome)

    await work(told, take, give, today=TODAY)
    return outcomes


async def test_each_step_of_a_site_is_told(tmp_path: Path, nursery: trio.Nursery) -> None:
    busy = True

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        nonlocal busy
        if b"GET /old " in request:
            await stream.send_all(response(b"", "Location: /step", status="301 Moved Permanently"))
        elif b"GET /step " in request:
            await stream.send_all(response(b'<meta http-equiv="refresh" content="0;url=/new">'))
        elif busy:
            busy = False
            await stream.send_all(response(b"", "Retry-After: 1", status="503 Service Unavailable"))
        else:
            await stream.send_all(response(PAGE, "Content-Type: text/html; charset=utf-8"))

    port = await serve(nursery, script)
    site = f"http://127.0.0.1:{port}/old"
    [outcome] = await checked(settings(tmp_path / "log.jsonl"), site)
    told = lines(tmp_path / "log.jsonl")

    assert outcome.not_checked is None
    assert {line["site"] for line in told} == {site}
    assert [line["event"] for line in told if line["event"] != "wait"] == [
        *("request", "answer", "hop"),
        *("request", "answer", "received", "hop"),
        *("request", "answer", "failed", "retry", "request", "answer", "received", "site"),
    ]
    assert any(line["event"] == "wait" and line["wait_for"] == "host" for line in told)
    [retry] = [line for line in told if line["event"] == "retry"]
    assert (retry["url"], retry["reason"]) == (f"http://127.0.0.1:{port}/new", "http-5xx")
    assert [line["location"] for line in told if line["event"] == "hop"] == [
        "/step",
        f"http://127.0.0.1:{port}/new",
    ]
    assert told[-1]["checked"] is True
    for line in told:
        assert datetime.fromisoformat(str(line["at"])).tzinfo is not None


async def test_sites_that_are_in_work_together_are_told_apart(tmp_path: Path, nursery: trio.Nursery) -> None:
    async def script(stream: trio.abc.Stream, _: bytes) -> None:
        await trio.sleep(0.05)
        await stream.send_all(response(PAGE))

    ports = [await serve(nursery, script) for _ in range(5)]
    await checked(settings(tmp_path / "log.jsonl"), *(f"http://127.0.0.1:{port}/" for port in ports))

    for line in lines(tmp_path / "log.jsonl"):
        assert line["site"] == line.get("url", line["site"])


async def test_a_site_that_is_not_checked_is_told_with_its_reason(tmp_path: Path) -> None:
    [outcome] = await checked(settings(tmp_path / "log.jsonl", retries=0), "http://127.0.0.1:1/")
    told = lines(tmp_path / "log.jsonl")

    assert outcome.not_checked is not None
    assert [line["event"] for line in told] == ["request", "failed", "site"]
    assert told[-1]["checked"] is False
    assert told[1]["reason"] == told[-1]["reason"] == NotCheckedReason.TCP


async def test_a_secret_that_a_server_gives_back_is_not_written(
    tmp_path: Path, nursery: trio.Nursery
) -> None:
    login = b64encode(f"u:{SECRET}-password".encode()).decode()

    async def script(stream: trio.abc.Stream, request: bytes) -> None:
        echoed = request.split(b"X-Preview: ")[1].split(b"\r\n")[0].decode()
        if b"GET / " in request:
            target = f"/?back={echoed}&login={login}&cookie={SECRET}-cookie&token=anything"
            await stream.send_all(response(b"", f"Location: {target}", status="302 Found"))
        else:
            await stream.send_all(response(b"", f"Content-Type: {echoed}", status="403 Forbidden"))

    port = await serve(nursery, script)
    access = Access(
        host=f"127.0.0.1:{port}",
        headers=(
            ("X-Preview", SECRET),
            ("Authorization", f"Basic {login}"),
            ("Cookie", f"a={SECRET}-cookie; b=1"),
        ),
        over_http=True,
    )
    await checked(settings(tmp_path / "log.jsonl", access=(access,)), f"http://127.0.0.1:{port}/")
    written = (tmp_path / "log.jsonl").read_text(encoding="ascii")

    assert SECRET not in written
    assert login not in written
    assert "anything" not in written
    assert f"/?back={REDACTED}&login={REDACTED}&cookie={REDACTED}&token={REDACTED}" in written


def told_as(path: Path, **facts: str) -> dict[str, object]:
    with log_file(Settings(log_file=str(path))):
        tell("request", **facts)
    return lines(path)[-1]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("http://u:p@a.cn/", f"http://{REDACTED}@a.cn/"),
        ("https://a.cn/?id=1&access_token=x&b=2", f"https://a.cn/?id=1&access_token={REDACTED}&b=2"),
        ("https://a.cn/x;jsessionid=1F3", f"https://a.cn/x;jsessionid={REDACTED}"),
        ("https://a.cn/?X-Amz-Signature=ab#c", f"https://a.cn/?X-Amz-Signature={REDACTED}#c"),
        ("https://a.cn/?monkey=1&design=2", "https://a.cn/?monkey=1&design=2"),
        ("https://a.cn/@user", "https://a.cn/@user"),
    ],
)
def test_addresses_lose_what_opens_something(tmp_path: Path, url: str, written: str) -> None:
    assert told_as(tmp_path / "log.jsonl", url=url)["url"] == written


def test_an_event_is_one_line_of_ascii_whatever_a_server_says(tmp_path: Path) -> None:
    told = told_as(tmp_path / "log.jsonl", detail="\x1b[31m\u202e\n\r\ud800 号" + "x" * 100_000)

    assert str(told["detail"]).startswith("\x1b[31m\u202e")
    assert len(str(told["detail"])) == 2_000
    assert len((tmp_path / "log.jsonl").read_bytes().splitlines()) == 1


def test_passwords_of_addresses_are_secrets_too() -> None:
    told = Settings(
        fetch=FetchSettings(access=(Access(host="a.cn", proxy="http://u:p%40ss@p.cn:1"),)),
        register=RegisterSettings(source="https://u:hunter2@r.cn"),
    )

    assert secrets_of(told) == {"p%40ss", "p%2540ss", "p@ss", "hunter2"}


def test_nobody_listens_where_no_file_is_named() -> None:
    with log_file(Settings()):
        assert not JOURNAL.isEnabledFor(logging.INFO)


def test_a_log_grows_and_is_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    for _ in range(2):
        told_as(path, url="http://a.cn/")

    assert len(lines(path)) == 2
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_is_told_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="--log-file"):
        ready_log_file(tmp_path / "missing" / "log.jsonl")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_ends_the_log_and_not_the_run(caplog: pytest.LogCaptureFixture) -> None:
    with log_file(Settings(log_file="/dev/full")):
        tell("request", url="http://a.cn/")
        tell("request", url="http://a.cn/")

    assert len([record for record in caplog.records if "nothing more is logged" in record.getMessage()]) == 1


def test_processes_share_a_log(tmp_path: Path) -> None:
    with website() as address:
        rows = "\n".join(f"{address}/{number}" for number in range(40))
        (tmp_path / "sites.txt").write_text(rows, encoding="utf-8")
        ended = icplint(
            "check", "@sites.txt", "--allow-private", "--jobs", "2", "--log-file", "log.jsonl", "--quiet",
            "--host-interval", "0", "--host-concurrency", "50", "--fail-on", "never", cwd=tmp_path,
        )  # fmt: skip

    told = lines(tmp_path / "log.jsonl")
    assert ended.returncode == 0
    assert sum(line["event"] == "site" for line in told) == 40


def test_a_report_may_not_take_the_logs_place(tmp_path: Path) -> None:
    ended = icplint("check", "http://127.0.0.1:9/", "--log-file", "r.json", "-o", "r.json", cwd=tmp_path)

    assert ended.returncode == 2
    assert not list(tmp_path.iterdir())
