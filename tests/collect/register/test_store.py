import json
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.sniff import is_store
from icplint.collect.register.store import open_store, write_store
from icplint.errors import RegisterError
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.site import FilingStatus

TODAY = date(2026, 11, 25)
HEAD = RegisterHead(source="filings.csv", as_of=date(2026, 11, 20), complete_for=("*",))
FULL = RegisterRow(
    domains=("example.cn", "www.example.com.cn"),
    entity="示例（北京）科技有限公司",
    subject="京ICP备12345678号",
    site="京ICP备12345678号-1",
    psb="京公网安备11010502030001号",
    nature="企业",
    first_filed_on=date(2019, 1, 2),
    last_approved_on=date(2024, 5, 6),
    opened_on=date(2019, 2, 3),
    psb_on=date(2019, 3, 4),
    status=FilingStatus.FILED,
    access_restricted=False,
    province="北京",
    aliases=("示例科技", "Example"),
)


def many(count: int) -> Iterator[RegisterRow]:
    return (
        RegisterRow(
            domains=(f"firm{number}.cn",), entity=f"示例第{number}公司", site=f"京ICP备{number:08}号-1"
        )
        for number in range(count)
    )


def look_up(path: Path, host: str) -> RegisterAnswer:
    with open_store(path) as store:
        return store.look_up(host, TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def test_a_row_comes_back_as_it_was_written_under_each_of_its_names(path: Path) -> None:
    assert write_store(path, HEAD, [FULL]) == 1

    for host in ("example.cn", "example.com.cn"):
        assert look_up(path, host) == Filing(
            domain=host,
            entity="示例（北京）科技有限公司",
            subject="京ICP备12345678号",
            site="京ICP备12345678号-1",
            psb="京公网安备11010502030001号",
            nature="企业",
            first_filed_on=date(2019, 1, 2),
            last_approved_on=date(2024, 5, 6),
            opened_on=date(2019, 2, 3),
            psb_on=date(2019, 3, 4),
            status=FilingStatus.FILED,
            access_restricted=False,
            province="北京",
            aliases=("示例科技", "Example"),
            source="filings.csv",
            as_of=date(2026, 11, 20),
        )


def test_the_head_comes_back_as_it_was_written(path: Path) -> None:
    write_store(path, HEAD, [FULL])

    with open_store(path) as store:
        assert store.head == HEAD
        assert store.rows == 2


def test_a_store_without_rows_is_a_store(path: Path) -> None:
    write_store(path, HEAD, [])

    assert look_up(path, "example.cn") == NotFiled("filings.csv", date(2026, 11, 20))


def test_a_new_store_takes_the_place_of_the_old_one_and_who_reads_the_old_one_reads_on(path: Path) -> None:
    write_store(path, HEAD, [FULL])
    with open_store(path) as old:
        write_store(path, HEAD, many(3))

        assert isinstance(old.look_up("example.cn", TODAY), Filing)
        assert isinstance(look_up(path, "firm2.cn"), Filing)


def test_a_link_stays_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.db", tmp_path / "link.db"
    write_store(real, HEAD, [])
    link.symlink_to(real)

    write_store(link, HEAD, [FULL])

    assert link.is_symlink()
    assert isinstance(look_up(real, "example.cn"), Filing)


def test_rows_that_break_off_leave_the_old_store_and_nothing_beside_it(path: Path) -> None:
    def breaking_off() -> Iterator[RegisterRow]:
        yield from many(2000)
        raise RegisterError(en="broken", zh="损坏")

    write_store(path, HEAD, [FULL])
    with pytest.raises(RegisterError, match="broken"):
        write_store(path, HEAD, breaking_off())

    assert isinstance(look_up(path, "example.cn"), Filing)
    assert [file.name for file in path.parent.iterdir()] == ["register.db"]


_SLOW_IMPORT = """
import sys, time
from pathlib import Path
from tests.collect.register.test_store import HEAD, many
from icplint.collect.register.store import write_store

def slow():
    for number, row in enumerate(many(50_000)):
        if number == 40_000:
            print("amidst", flush=True)
            time.sleep(60)
        yield row

write_store(Path(sys.argv[1]), HEAD, slow())
"""


def test_a_process_killed_amidst_of_writing_leaves_the_old_store_whole(path: Path) -> None:
    write_store(path, HEAD, [FULL])
    before = path.read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW_IMPORT, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"amidst\n"
        writer.kill()

    assert path.read_bytes() == before
    assert isinstance(look_up(path, "example.cn"), Filing)
    write_store(path, HEAD, many(5))
    assert isinstance(look_up(path, "firm4.cn"), Filing)


def test_a_full_disk_is_one_line_and_leaves_the_old_store(path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of a process are set by a POSIX call")
    write_store(path, HEAD, [FULL])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024, limits[1]))
    try:
        with pytest.raises(RegisterError) as refused:
            write_store(path, HEAD, many(20_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert str(path) in refused.value.en
    assert "\n" not in refused.value.en + refused.value.zh
    assert isinstance(look_up(path, "example.cn"), Filing)
    assert [file.name for file in path.parent.iterdir()] == ["register.db"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none/register\.db: the register cannot be written"):
        write_store(tmp_path / "none" / "register.db", HEAD, [])


def test_a_folder_is_no_place_for_a_store(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be written"):
        write_store(tmp_path, HEAD, [])

    assert list(tmp_path.parent.glob(".*.part")) == []


def _numbers(path: Path, hosts: list[str]) -> list[str | None]:
    with open_store(path, is_checked=True) as store:
        return [
            answer.site if isinstance(answer := store.look_up(host, TODAY), Filing) else None
            for host in hosts
        ]


def test_ten_processes_read_one_store_at_once(path: Path) -> None:
    write_store(path, HEAD, many(2000))
    hosts = [f"www.firm{number}.cn" for number in range(0, 2000, 7)]
    with multiprocessing.get_context("spawn").Pool(10) as pool:
        told = pool.starmap(_numbers, [(path, hosts)] * 10, chunksize=1)

    assert told == [[f"京ICP备{number:08}号-1" for number in range(0, 2000, 7)]] * 10


# --- what is no store of ours ---


def line_of(path: Path) -> str:
    with pytest.raises(RegisterError) as refused:
        open_store(path)
    assert "\n" not in refused.value.en + refused.value.zh
    assert str(path) in refused.value.en
    assert str(path) in refused.value.zh
    return refused.value.en


def test_what_is_no_store_is_told_apart_without_opening_it(tmp_path: Path, path: Path) -> None:
    write_store(path, HEAD, [])
    foreign = tmp_path / "foreign.db"
    sqlite3.connect(foreign).execute("CREATE TABLE rows (domain)").connection.close()
    (tmp_path / "list.csv").write_text("domain\nexample.cn\n", encoding="utf-8")

    assert is_store(path)
    assert not is_store(foreign)
    assert not is_store(tmp_path / "list.csv")
    assert not is_store(tmp_path / "absent.db")
    assert not is_store(tmp_path)
    assert "is no register" in line_of(foreign)
    assert "is no register" in line_of(tmp_path / "list.csv")
    assert "cannot be read" in line_of(tmp_path / "absent.db")
    assert "cannot be read" in line_of(tmp_path)


def test_a_newer_store_is_refused_by_its_version(path: Path) -> None:
    write_store(path, HEAD, [])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 7")

    assert "is of version 7, this icplint reads version 1" in line_of(path)


def test_a_store_that_was_cut_off_is_refused(path: Path) -> None:
    write_store(path, HEAD, many(2000))
    os.truncate(path, path.stat().st_size - 4096)

    assert "damaged" in line_of(path)


def test_a_store_with_rotten_pages_is_refused(path: Path) -> None:
    write_store(path, HEAD, many(2000))
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * 3)

    assert "damaged" in line_of(path)


def test_pages_that_rot_after_the_check_make_nothing_known(path: Path) -> None:
    write_store(path, HEAD, many(2000))
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * 3)
    with open_store(path, is_checked=True) as store:
        told = {store.look_up(f"firm{number}.cn", TODAY) for number in range(2000)}

    assert Unknown("register-damaged", "filings.csv", date(2026, 11, 20)) in told


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON rows BEGIN DELETE FROM rows; END",
        "CREATE VIEW v AS SELECT 1",
        "ALTER TABLE rows ADD COLUMN more",
        "DROP INDEX rows_by_domain",
        "DELETE FROM head",
        "UPDATE head SET as_of = 'soon'",
        "UPDATE head SET as_of = 5",
        "UPDATE head SET complete_for = '{'",
        "UPDATE head SET complete_for = '5'",
        "UPDATE head SET complete_for = replace(hex(zeroblob(10000)), '0', '[')",
        "INSERT INTO head SELECT * FROM head",
    ],
)
def test_a_store_that_holds_other_things_than_we_write_is_refused(path: Path, statement: str) -> None:
    write_store(path, HEAD, [FULL])
    with sqlite3.connect(path) as database:
        database.execute(statement)

    assert "damaged" in line_of(path)


@pytest.mark.parametrize(
    "change",
    [
        "x'ff00'",
        "CAST(x'ff00' AS TEXT)",
        "5",
        "NULL",
        "'示例公司'",
        "told || told",
        "replace(told, '2019-01-02', 'yesterday')",
        "replace(told, 'filed', 'on fire')",
        "replace(told, '[', '{')",
        f"replace(told, '示例', '{'长' * 30_000}')",
    ],
    ids=[
        "bytes",
        "no-utf-8",
        "number",
        "nothing",
        "too-few",
        "too-many",
        "no-day",
        "no-status",
        "no-json",
        "too-long",
    ],
)
def test_a_value_that_no_row_may_have_makes_that_name_unknown_and_no_other(path: Path, change: str) -> None:
    write_store(path, HEAD, [FULL, *many(3)])
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE rows SET told = {change} WHERE domain = 'example.cn'")  # noqa: S608 - our own words

    assert look_up(path, "example.cn") == Unknown("register-damaged", "filings.csv", date(2026, 11, 20))
    assert isinstance(look_up(path, "firm1.cn"), Filing)


def test_a_row_with_the_sign_that_parts_values_is_not_written(path: Path) -> None:
    with pytest.raises(RegisterError, match=r"example\.cn holds a control character"):
        write_store(path, HEAD, [RegisterRow(domains=("example.cn",), entity="示例\x1f公司")])


def test_a_name_with_more_rows_than_anything_real_is_unknown(path: Path) -> None:
    write_store(
        path, HEAD, (RegisterRow(domains=("example.cn",), site=f"京ICP备{n:08}号") for n in range(1500))
    )

    assert look_up(path, "example.cn") == Unknown("register-damaged", "filings.csv", date(2026, 11, 20))


def test_a_path_with_the_signs_of_an_address_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "备案 #1?mode=rwc&x=%41.db"
    write_store(path, HEAD, [FULL])

    assert isinstance(look_up(path, "example.cn"), Filing)
    assert json.dumps([file.name for file in tmp_path.iterdir()], ensure_ascii=False) == f'["{path.name}"]'
