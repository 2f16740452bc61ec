"""What services told, remembered in a file or in memory."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
import trio

from icplint.collect.register import cache as cache_module
from icplint.collect.register.cache import FILE_NAME, AnswerCache, Remembered, in_memory, open_cache
from icplint.collect.register.records import COLUMNS, records_of
from icplint.collect.register.row import RegisterRow
from icplint.model.text import Text

TODAY = date(2026, 11, 25)
ROW = RegisterRow(
    domains=("example.cn",),
    entity="某某（北京）科技有限公司",
    site="京ICP备16059763号-1",
    last_approved_on=date(2021, 8, 16),
    access_restricted=False,
    aliases=("某某科技",),
)
TOLD = Remembered(tuple(records_of(ROW)), TODAY)
SOURCE = "http://icp.example"
ROOT = Path(__file__).resolve().parents[3]


def opened(folder: Path, today: date = TODAY) -> AnswerCache:
    """A cache in a file; the test fails where it is one in memory."""
    warnings: list[Text] = []
    cache = open_cache(folder, today=today, warn=warnings.append)

    assert warnings == []
    return cache


def warned(folder: Path) -> tuple[AnswerCache, list[Text]]:
    warnings: list[Text] = []
    return open_cache(folder, today=TODAY, warn=warnings.append), warnings


async def recalled(cache: AnswerCache, domain: str = "example.cn", days: int = 30) -> Remembered | None:
    return await cache.recall(SOURCE, domain, first=TODAY - timedelta(days=days), last=TODAY)


async def test_what_was_told_is_recalled_by_a_later_run(tmp_path: Path) -> None:
    with opened(tmp_path / "deep" / "folder") as cache:
        await cache.keep(SOURCE, "example.cn", TOLD)
    with opened(tmp_path / "deep" / "folder") as cache:
        found = await recalled(cache)
        other_domain = await recalled(cache, "other.cn")
        other_source = await cache.recall("http://other", "example.cn", first=TODAY, last=TODAY)

    assert found == TOLD
    assert other_domain is None
    assert other_source is None


async def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    newer = Remembered(
        tuple(records_of(RegisterRow(domains=("example.cn",), site="京ICP备16059763号-2"))), TODAY
    )
    with opened(tmp_path) as cache:
        await cache.keep(SOURCE, "example.cn", TOLD)
        await cache.keep(SOURCE, "example.cn", newer)
        found = await recalled(cache)

    assert found == newer


@pytest.mark.parametrize(
    ("age_days", "found"), [(0, TOLD.records), (30, TOLD.records), (31, None), (-1, None)], ids=str
)
async def test_an_answer_counts_from_its_day_to_its_end(age_days: int, found: object, tmp_path: Path) -> None:
    told = Remembered(TOLD.records, TODAY - timedelta(days=age_days))
    with opened(tmp_path) as cache:
        await cache.keep(SOURCE, "example.cn", told)
        came = await recalled(cache)

    assert (came.records if came else None) == found


async def test_very_old_answers_are_thrown_away(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        await cache.keep(SOURCE, "example.cn", TOLD)
    with opened(tmp_path, TODAY + timedelta(days=500)) as cache:
        assert cache._connection.execute("SELECT count(*) FROM told").fetchone() == (0,)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep a user's folder by other means")
def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    with opened(tmp_path / "own"):
        pass

    assert (tmp_path / "own").stat().st_mode & 0o077 == 0
    assert (tmp_path / "own" / FILE_NAME).stat().st_mode & 0o077 == 0


# --- damage ---


def no_database(path: Path) -> None:
    path.write_bytes(b"no database, by any means. " * 500)


def rotten_pages(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize("damage", [no_database, rotten_pages, cut_off])
async def test_a_damaged_file_is_replaced(damage: object, tmp_path: Path) -> None:
    assert callable(damage)
    with opened(tmp_path) as cache:
        for number in range(200):
            await cache.keep(SOURCE, f"d{number}.cn", TOLD)
        await cache.keep(SOURCE, "example.cn", TOLD)
    damage(tmp_path / FILE_NAME)
    with opened(tmp_path) as cache:
        lost = await recalled(cache)
        await cache.keep(SOURCE, "example.cn", TOLD)
        found = await recalled(cache)

    assert lost is None
    assert found == TOLD


async def test_a_file_that_is_damaged_while_it_is_open_is_no_fault_of_a_run(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        for number in range(500):
            await cache.keep(SOURCE, f"d{number}.cn", TOLD)
        cache._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cache._connection.execute("PRAGMA shrink_memory")
        rotten_pages(tmp_path / FILE_NAME)
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as again:
            other = AnswerCache(again)
            found = await recalled(other, "d100.cn")
            await other.keep(SOURCE, "example.cn", TOLD)

    assert found is None


async def test_a_file_of_another_shape_is_begun_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("CREATE TABLE told (source, domain, told_on, records, more)")
        other.execute("INSERT INTO told VALUES (?, 'example.cn', ?, '[]', 1)", (SOURCE, TODAY.isoformat()))
    with opened(tmp_path) as cache:
        before = await recalled(cache)
        await cache.keep(SOURCE, "example.cn", TOLD)
        after = await recalled(cache)

    assert before is None
    assert after == TOLD


@pytest.mark.parametrize(
    "records",
    [
        "",
        "no JSON",
        "null",
        "7",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        '[["example.cn"]]',
        "[" * 100_000,
        "[[" + ",".join(["7"] * len(COLUMNS)) + "]]",
        "[[" + ",".join(["[]"] * len(COLUMNS)) + "]]",
    ],
)
async def test_records_that_nobody_wrote_are_not_recalled(records: str) -> None:
    with in_memory() as cache:
        cache._connection.execute(
            "INSERT INTO told VALUES (?, 'example.cn', ?, ?)", (SOURCE, TODAY.isoformat(), records)
        )

        assert await recalled(cache) is None


# --- where nothing can be kept ---


async def test_without_a_folder_the_run_remembers_in_memory_and_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache, warnings = warned(tmp_path / "file" / "icplint")
    with cache:
        await cache.keep(SOURCE, "example.cn", TOLD)
        found = await recalled(cache)

    assert found == TOLD
    assert len(warnings) == 1
    assert "icplint" in warnings[0].en
    assert "icplint" in warnings[0].zh


async def test_a_folder_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    cache, warnings = warned(tmp_path)
    with cache:
        await cache.keep(SOURCE, "example.cn", TOLD)

    assert len(warnings) == 1
    assert (tmp_path / FILE_NAME).is_dir()


async def test_a_file_that_another_process_holds_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as cache:
        await cache.keep(SOURCE, "example.cn", TOLD)
        monkeypatch.setattr(cache_module, "BUSY_S", 0.05)
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            other, warnings = warned(tmp_path)
            with other:
                await other.keep(SOURCE, "other.cn", TOLD)
            holder.execute("ROLLBACK")
        found = await recalled(cache)

    assert len(warnings) == 1
    assert found == TOLD


# --- several at once ---

WRITER = """
import sys, trio
from datetime import date
from pathlib import Path
from icplint.collect.register.cache import Remembered, open_cache
from icplint.collect.register.records import COLUMNS

def warn(why):
    raise SystemExit(why.en)

async def write():
    told = Remembered((("example.cn",) + (None,) * (len(COLUMNS) - 1),), date(2026, 11, 25))
    with open_cache(Path(sys.argv[1]), today=date(2026, 11, 25), warn=warn) as cache:
        for number in range(100):
            await cache.keep("http://icp.example", f"w{sys.argv[2]}-{number}.cn", told)

trio.run(write)
"""


@pytest.mark.slow
async def test_several_processes_keep_what_they_were_told_in_one_file(tmp_path: Path) -> None:
    calls = [[sys.executable, "-c", WRITER, str(tmp_path), str(number)] for number in range(3)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(call, env=environment, stderr=subprocess.PIPE)  # noqa: ASYNC220 - nothing else waits
        for call in calls
    ]
    told = [writer.communicate(timeout=60)[1] for writer in writers]
    with opened(tmp_path) as cache:
        kept = cache._connection.execute("SELECT count(*) FROM told").fetchone()

    assert told == [b"", b"", b""]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert kept == (300,)


async def test_several_tasks_share_one_cache(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        async with trio.open_nursery() as nursery:
            for number in range(50):
                nursery.start_soon(cache.keep, SOURCE, f"d{number}.cn", TOLD)
        found = [await recalled(cache, f"d{number}.cn") for number in range(50)]

    assert found == [TOLD] * 50
