"""A cache that is always asked about: conditional requests over real servers, and files that lie."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trio

from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.collect.fetch.page_cache import WHOLE_AGAIN, CacheKey, KeptAnswer, PageCache, ready_folder
from icplint.errors import ConfigError
from icplint.model.access import Access
from icplint.model.answer import Answer, Device, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask, Purpose
from icplint.model.settings import FetchSettings
from tests.fakes.servers import NOON, noon, response, serve

KEY = CacheKey("https://a.cn/", "icplint", "gzip")
KEPT = KeptAnswer((("etag", '"1"'), ("content-type", "text/html")), b"\x00\r\n<p>", NOON)
PAGE = "<p>京ICP备12345678号</p>".encode()
UNCHANGED = response(b"", 'ETag: "1"', status="304 Not Modified")


def cache_in(folder: Path, now: datetime = NOON) -> PageCache:
    ready_folder(folder)
    return PageCache(folder, now=lambda: now, most_bytes=1_000_000)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


class Server:
    """Answers as a test says, one answer after the other; the last one for ever."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.heard: list[bytes] = []

    async def __call__(self, stream: trio.abc.Stream, request: bytes) -> None:
        self.heard.append(request)
        await stream.send_all(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])

    @property
    def conditional(self) -> list[bool]:
        return [
            b"if-none-match: " in one.lower() or b"if-modified-since: " in one.lower() for one in self.heard
        ]


async def fetched(
    folder: Path,
    port: int,
    *,
    now: Callable[[], datetime] = noon,
    device: Device = Device.DESKTOP,
    purpose: Purpose = Purpose.HOME,
    **settings: object,
) -> Answer | FetchFailure:
    ready_folder(folder)
    fetch = FetchSettings(allow_private=True, retries=0, cache=str(folder), **settings)  # type: ignore[arg-type]
    async with open_fetcher(fetch, clock=now) as fetcher:
        return await fetcher.fetch(
            Ask(candidates=(f"http://127.0.0.1:{port}/",), device=device, purpose=purpose)
        )


async def test_what_was_kept_is_recalled(tmp_path: Path) -> None:
    await cache_in(tmp_path).keep(KEY, KEPT)

    assert await cache_in(tmp_path).recall(KEY) == KEPT
    for other in (
        CacheKey("https://a.cn/b", "icplint", "gzip"),
        CacheKey("https://a.cn/", "another", "gzip"),
        CacheKey("https://a.cn/", "icplint", "gzip, br"),
    ):
        assert await cache_in(tmp_path).recall(other) is None


async def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    await cache.keep(KEY, KEPT)
    await cache.forget(KEY)
    await cache.forget(KEY)

    assert await cache.recall(KEY) is None


async def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"
    await cache_in(folder).keep(KEY, KEPT)

    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / KEY.file).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "longer", "other", "folder", "garbage"])
async def test_a_damaged_file_counts_as_nothing(tmp_path: Path, damage: str) -> None:
    cache = cache_in(tmp_path)
    await cache.keep(KEY, KEPT)
    path = tmp_path / KEY.file
    written = path.read_bytes()
    path.unlink()
    match damage:
        case "folder":
            path.mkdir()
        case "other":
            other = CacheKey("https://b.cn/", "icplint", "gzip")
            await cache.keep(other, KEPT)
            (tmp_path / other.file).rename(path)
        case _:
            path.write_bytes(
                {
                    "cut": written[:-1],
                    "flipped": written[:-1] + bytes([written[-1] ^ 1]),
                    "empty": b"",
                    "longer": written + b"x" * 2_000_000,
                    "garbage": b"icplint-answer 1 " + b"[" * 100_000,
                }[damage]
            )

    assert await cache.recall(KEY) is None


async def test_an_answer_of_long_ago_is_asked_for_anew(tmp_path: Path) -> None:
    await cache_in(tmp_path).keep(KEY, KEPT)

    assert await cache_in(tmp_path, NOON + WHOLE_AGAIN).recall(KEY) == KEPT
    assert await cache_in(tmp_path, NOON + WHOLE_AGAIN + timedelta(seconds=1)).recall(KEY) is None


async def test_old_files_go_part_by_part(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    await cache.keep(KEY, KEPT)
    for day in range(40, 40 + 256):
        await cache_in(tmp_path, datetime.now(UTC) + timedelta(days=day)).tidy()  # noqa: TID251 - files' own times

    assert not (tmp_path / KEY.file).exists()


async def test_what_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    (tmp_path / KEY.file.parent).write_text("in the way", encoding="utf-8")
    await cache.keep(KEY, KEPT)

    assert await cache.recall(KEY) is None


def test_a_folder_that_is_none_is_told_before_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="--cache"):
        ready_folder(tmp_path / "file" / "cache")


@pytest.mark.parametrize("validator", ['ETag: "1"', "Last-Modified: Tue, 24 Nov 2026 00:00:00 GMT"])
async def test_an_unchanged_page_is_asked_about_and_not_sent_again(
    tmp_path: Path, nursery: trio.Nursery, validator: str
) -> None:
    server = Server(
        response(PAGE, validator, "X-Old: 1", "X-Changed: 1", "Content-Type: text/html; charset=utf-8"),
        response(b"", "X-Changed: 2", "Content-Type: text/plain", status="304 Not Modified"),
    )
    port = await serve(nursery, server)
    first = await fetched(tmp_path, port)
    later = NOON + timedelta(days=1)
    second = await fetched(tmp_path, port, now=lambda: later)

    assert server.conditional == [False, True]
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert second.body == first.body == PAGE
    assert second.response.status == 200
    assert (first.response.fetched_at, first.response.received_at) == (NOON, None)
    assert (second.response.fetched_at, second.response.received_at) == (later, NOON)
    assert second.response.header("x-old") == "1"
    assert second.response.header("x-changed") == "2"
    assert second.response.header("content-type") == "text/html; charset=utf-8"


async def test_a_compressed_page_is_kept_as_it_came(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(response(gzip.compress(PAGE), 'ETag: "1"', "Content-Encoding: gzip"), UNCHANGED)
    port = await serve(nursery, server)
    for _ in range(2):
        came = await fetched(tmp_path, port)

        assert isinstance(came, Answer)
        assert came.body == PAGE


async def test_a_changed_page_takes_the_old_ones_place(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(
        response(PAGE, 'ETag: "1"'),
        response(b"<p>new</p>", 'ETag: "2"'),
        response(b"", 'ETag: "2"', status="304 Not Modified"),
    )
    port = await serve(nursery, server)
    bodies = []
    for _ in range(3):
        came = await fetched(tmp_path, port)
        assert isinstance(came, Answer)
        bodies.append(came.body)

    assert bodies == [PAGE, b"<p>new</p>", b"<p>new</p>"]
    assert b'if-none-match: "2"' in server.heard[2].lower()


@pytest.mark.parametrize(
    "first",
    [
        response(b"<p>no</p>", 'ETag: "1"', status="503 Service Unavailable"),
        response(b"<p>no</p>", 'ETag: "1"', status="404 Not Found"),
        response(b"", 'ETag: "1"', "Location: /", status="302 Found"),
        response(PAGE, 'ETag: "1"', status="206 Partial Content"),
        response(PAGE, 'ETag: "1"', length=len(PAGE) + 1),
        response(PAGE, 'ETag: "1"', "Content-Encoding: gzip"),
        response(PAGE, 'ETag: "1"', "Content-Type: application/pdf"),
        response(b"x" * 2000, 'ETag: "1"'),
        response(PAGE, 'ETag: "1"', "Cache-Control: private, no-store"),
        response(PAGE, 'ETag: "1"', "Vary: *"),
        response(PAGE),
        response(PAGE, 'ETag: "\u00e9"'),
        response(PAGE, f'ETag: "{"x" * 600}"'),
    ],
    ids=[
        "503",
        "404",
        "302",
        "206",
        "cut",
        "broken",
        "pdf",
        "large",
        "no-store",
        "vary",
        "bare",
        "odd",
        "long",
    ],
)
async def test_no_failure_is_kept_nor_what_cannot_be_asked_about(
    tmp_path: Path, nursery: trio.Nursery, first: bytes
) -> None:
    server = Server(first)
    port = await serve(nursery, server)
    for _ in range(2):
        await fetched(tmp_path, port, max_body_bytes=1000)

    assert not any(server.conditional)
    assert not files(tmp_path)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (response(b"<p>no</p>", status="503 Service Unavailable"), NotCheckedReason.HTTP_5XX),
        (response(b"<p>no</p>", status="410 Gone"), NotCheckedReason.HTTP_4XX),
        (b"", NotCheckedReason.TCP),
        (response(PAGE, length=len(PAGE) + 9), NotCheckedReason.TCP),
    ],
    ids=["503", "410", "hung up", "cut"],
)
async def test_a_failure_is_never_served_from_the_cache(
    tmp_path: Path, nursery: trio.Nursery, second: bytes, reason: NotCheckedReason
) -> None:
    server = Server(response(PAGE, 'ETag: "1"'), second)
    port = await serve(nursery, server)
    assert isinstance(await fetched(tmp_path, port), Answer)
    came = await fetched(tmp_path, port)

    assert server.conditional == [False, True]
    assert isinstance(came, FetchFailure)
    assert came.reason is reason


async def test_unchanged_of_another_answer_is_not_believed(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(
        response(PAGE, 'ETag: "1"'),
        response(b"", 'ETag: "other"', status="304 Not Modified"),
        response(b"<p>new</p>", 'ETag: "other"'),
    )
    port = await serve(nursery, server)
    await fetched(tmp_path, port)
    came = await fetched(tmp_path, port)

    assert server.conditional == [False, True, False]
    assert isinstance(came, Answer)
    assert came.body == b"<p>new</p>"


async def test_a_weak_tag_is_the_same_tag(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(response(PAGE, 'ETag: W/"1"'), UNCHANGED)
    port = await serve(nursery, server)
    await fetched(tmp_path, port)

    assert isinstance(await fetched(tmp_path, port), Answer)
    assert server.conditional == [False, True]


async def test_unchanged_without_having_been_asked_is_no_page(tmp_path: Path, nursery: trio.Nursery) -> None:
    port = await serve(nursery, Server(UNCHANGED))
    came = await fetched(tmp_path, port)

    assert isinstance(came, FetchFailure)
    assert came.reason is NotCheckedReason.NOT_HTML


async def test_a_phone_has_answers_of_its_own(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(response(PAGE, 'ETag: "1"'))
    port = await serve(nursery, server)
    for device in (Device.DESKTOP, Device.MOBILE):
        await fetched(tmp_path, port, device=device)

    assert server.conditional == [False, False]


async def test_nothing_is_kept_of_what_needs_a_log_in_and_no_cookie_of_anybody(
    tmp_path: Path, nursery: trio.Nursery
) -> None:
    server = Server(response(PAGE, 'ETag: "1"', "Set-Cookie: session=of-a-test"))
    port = await serve(nursery, server)
    access = (Access(host=f"127.0.0.1:{port}", headers=(("X", "1"),), over_http=True),)
    await fetched(tmp_path, port, access=access)

    assert not files(tmp_path)

    await fetched(tmp_path, port)
    [kept] = files(tmp_path)

    assert b"of-a-test" not in kept.read_bytes()


async def test_half_of_a_robots_file_is_not_kept(tmp_path: Path, nursery: trio.Nursery) -> None:
    server = Server(response(b"#" * 600_000, 'ETag: "1"'))
    port = await serve(nursery, server)
    came = await fetched(tmp_path, port, purpose=Purpose.ROBOTS)

    assert isinstance(came, Answer)
    assert not files(tmp_path)
