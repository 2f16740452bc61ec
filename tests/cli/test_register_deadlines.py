"""`icplint register deadlines` as a user calls it."""

import csv
import json
import os
import subprocess
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from icplint.run.wiring import real_world
from tests.fakes.command_line import icplint

HEADER = "domain,entity,subject,site,psb,nature,first_filed_on,opened_on,psb_on,status"


def day(days: int) -> date:
    return real_world().today() + timedelta(days=days)


def rows() -> list[str]:
    return [
        f"apply.cn,海风有限公司,浙ICP备2021009999号,浙ICP备2021009999号-1,,企业,{day(-20)},,,",
        f"hang.cn;hang.com.cn,岚山有限公司,浙ICP备2021008888号,浙ICP备2021008888号-1,33010602012345,企业,{day(-90)},,{day(-10)},",
        f"old.cn,旧城有限公司,浙ICP备15007777号,浙ICP备15007777号-1,,企业,{day(-900)},,,",
        f"gone.cn,远山有限公司,浙ICP备15006666号,浙ICP备15006666号-1,,企业,{day(-20)},,,已注销",
    ]


def written(folder: Path, *lines: str, name: str = "register.csv", as_of: date | None = None) -> None:
    head = [f"# as_of: {as_of}"] if as_of else []
    (folder / name).write_text("\n".join((*head, HEADER, *lines, "")), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path, *rows())
    return tmp_path


def deadlines(
    folder: Path, *arguments: str, language: str = "en", register: str | None = "register.csv"
) -> subprocess.CompletedProcess[bytes]:
    named = ("--register", register) if register else ()
    return icplint("register", "deadlines", "--lang", language, *named, *arguments, cwd=folder)


def names_due(ended: subprocess.CompletedProcess[bytes]) -> list[tuple[str, list[str]]]:
    document: dict[str, Any] = json.loads(ended.stdout)
    return [(one["kind"], one["names"]) for one in document["deadlines"]]


def test_all_that_falls_due_is_told_by_its_date(folder: Path) -> None:
    ended = deadlines(folder, "--format", "json")

    assert ended.returncode == 0, ended.stderr.decode()
    assert names_due(ended) == [
        ("apply-psb", ["apply.cn"]),
        ("hang-psb", ["hang.cn", "hang.com.cn"]),
        ("renew-register", ["register.csv"]),
    ]
    assert json.loads(ended.stdout)["left_out"] == 1


@pytest.mark.parametrize(
    ("language", "word"), [("zh", "还有 10 天  申请公安联网备案"), ("en", "10 days left")]
)
def test_people_are_told_in_their_language(folder: Path, language: str, word: str) -> None:
    ended = deadlines(folder, language=language)

    assert word in ended.stdout.decode()
    assert not ended.stderr


def test_a_list_chooses_sites_and_its_dates_count(folder: Path) -> None:
    (folder / "sites.csv").write_text(
        f"domain,first_filed_on\nwww.apply.cn,{day(-1)}\nunknown.cn,{day(-2)}\n://,\n", encoding="utf-8"
    )
    ended = deadlines(folder, "@sites.csv", "--format", "json")
    found = json.loads(ended.stdout)["deadlines"]

    assert [(one["names"], one["due"]) for one in found] == [
        (["unknown.cn"], f"{day(28)}"),
        (["apply.cn"], f"{day(29)}"),
        (["register.csv"], f"{day(30)}"),
    ]
    assert b"sites.csv, line 4" in ended.stderr


def test_sites_without_a_known_day_are_told_not_passed_over(folder: Path) -> None:
    written(folder, "dated.cn,,,浙ICP备2021009999号-1,,,,,,", "gone.cn,,,浙ICP备15006666号-1,,,,,,已注销")
    every = deadlines(folder)
    listed = deadlines(folder, "other.cn", "elsewhere.cn", "dated.cn", "gone.cn")
    no_day = "icplint: sites without a known day that a term starts from (first_filed_on, opened_on, psb_on)"

    assert every.stderr.decode() == f"{no_day}: 1, such as dated.cn; their terms are not known\n"
    assert listed.returncode == 0
    assert listed.stderr.decode().splitlines() == [
        "icplint: sites about which the register does not tell: 2, such as other.cn; their terms are not known",
        f"{no_day}: 1, such as dated.cn; their terms are not known",
    ]
    assert (
        "有 2 个网站（如 other.cn）" in deadlines(folder, "other.cn", "b.cn", language="zh").stderr.decode()
    )


def test_a_site_on_whose_number_rows_differ_is_told_by_that_reason(folder: Path) -> None:
    filed = f"twice.cn,,,浙ICP备2021009999号-1,{{}},,,{day(-20)},,"
    written(folder, filed.format("33010602012345"), filed.format("33010602012346"))
    ended = deadlines(folder, "--format", "json")

    assert names_due(ended) == [("renew-register", ["register.csv"])]
    assert ended.stderr.decode() == (
        "icplint: sites on whose public-security number the register's rows differ: 1, such as twice.cn; their terms "
        "are not known\n"
    )


def test_a_list_alone_tells_its_own_dates(folder: Path) -> None:
    (folder / "sites.csv").write_text(f"domain,psb_on\napply.cn,{day(-3)}\n", encoding="utf-8")
    ended = deadlines(folder, "sites.csv", "--format", "json", register=None)

    assert names_due(ended) == [("hang-psb", ["apply.cn"])]


def test_a_page_without_an_address_belongs_to_nobody(folder: Path) -> None:
    (folder / "page.html").write_text("<html><body>首页</body></html>", encoding="utf-8")
    ended = deadlines(folder, "page.html", "--format", "json")

    assert names_due(ended) == [("renew-register", ["register.csv"])]
    assert b"1 sites of the list name no host" in ended.stderr


def test_dates_of_an_old_register_still_count(folder: Path) -> None:
    written(folder, *rows(), as_of=day(-200))
    ended = deadlines(folder, "--format", "json", "--past", "400")

    assert names_due(ended)[0] == ("renew-register", ["register.csv"])
    assert ("apply-psb", ["apply.cn"]) in names_due(ended)


def test_a_filing_and_its_police_number_may_lie_in_different_rows(folder: Path) -> None:
    written(folder, rows()[0], f"apply.cn,,,,33010602012345,,,,{day(-5)},")
    ended = deadlines(folder, "--format", "json")

    assert [kind for kind, _ in names_due(ended)] == ["hang-psb", "renew-register"]


def test_an_imported_register_tells_the_same(folder: Path) -> None:
    imported = icplint("register", "import", "register.csv", "-o", "register.db", cwd=folder)
    assert imported.returncode == 0, imported.stderr.decode()

    assert (
        names_due(deadlines(folder, "--format", "json", register="register.db"))[:2]
        == names_due(deadlines(folder, "--format", "json"))[:2]
    )


def test_files_take_their_form_from_their_suffix(folder: Path) -> None:
    icalendar = pytest.importorskip("icalendar", reason="needs the extra calendar")
    ended = deadlines(folder, "-o", "d.ics", "-o", "d.csv", "-o", "d.json", "-o", "d.txt", language="zh")

    assert ended.returncode == 0, ended.stderr.decode()
    calendar = icalendar.Calendar.from_ical((folder / "d.ics").read_bytes())
    table = list(csv.DictReader(StringIO((folder / "d.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert next(str(event["SUMMARY"]) for event in calendar.walk("VEVENT")) == "申请公安联网备案：apply.cn"
    assert [row["域名"] for row in table] == ["apply.cn", "hang.cn、hang.com.cn", "register.csv"]
    assert len(json.loads((folder / "d.json").read_bytes())["deadlines"]) == 3
    assert (folder / "d.txt").read_text(encoding="utf-8") == ended.stdout.decode()
    assert not list(folder.glob(".*.part"))


@pytest.mark.parametrize(
    ("arguments", "register", "said"),
    [
        ((), None, "neither a register nor a list"),
        ((), "https://register.example/query", "a service tells no day"),
        ((), "absent.csv", "absent.csv"),
        (("-o", "d.pdf"), "register.csv", "the suffix names no format"),
        (("-o", "d.csv", "-o", "./d.csv"), "register.csv", "named for two files"),
        (("-o", "register.csv"), "register.csv", "is read by this command"),
        (("--format", "ics"), "register.csv", "--format must be one of text, csv, json"),
        (("--past", "soon"), "register.csv", "--past must be a whole number from 0 to 36500"),
        (("@absent.csv",), "register.csv", "absent.csv"),
        (("-o", "no/such/folder/d.csv"), "register.csv", "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    folder: Path, arguments: tuple[str, ...], register: str | None, said: str
) -> None:
    ended = deadlines(folder, *arguments, register=register)

    assert ended.returncode == 2
    assert said in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1
    assert not ended.stdout
    assert {path.name for path in folder.iterdir()} == {"register.csv"}


@pytest.mark.parametrize(
    ("extra", "arguments", "said", "code"),
    [
        ("icalendar", ("-o", "d.ics"), 'pip install "icplint[calendar]"', 2),
        ("chinese_calendar", (), "Holidays are unknown", 0),
    ],
)
def test_a_missing_extra_is_one_line_that_names_it(
    folder: Path, extra: str, arguments: tuple[str, ...], said: str, code: int
) -> None:
    """A package of that name which cannot be imported stands before the installed one."""
    hidden = folder / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        f"import sys, importlib.util\nsys.modules['{extra}'] = None\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *more: None if name == '{extra}' else find(name, *more)\n"
    )
    path = os.pathsep.join((str(hidden), str(Path(__file__).parents[2])))
    ended = icplint(
        *("register", "deadlines", "--lang", "en", "--register", "register.csv", *arguments),
        cwd=folder,
        env={"PYTHONPATH": path},
    )

    assert ended.returncode == code, ended.stderr.decode()
    assert said in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1
