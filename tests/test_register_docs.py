"""The documents of the register: every command runs, and the tables are those of the code."""

import json
import re
import shlex
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import trio

from icplint.collect.register.columns import Field, known_field
from icplint.run.wiring import real_world
from tests.fakes.command_line import icplint
from tests.fakes.register_service import PlayedService, row, rows

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [DOCS / "register.md", DOCS / "register.zh-CN.md"]
WRITTEN_ON = "2026-11-20"
"""The day of the example file; a run goes by today's, for an old register tells nothing."""
SERVICE = "http://127.0.0.1:16181"
NOT_FOR_PEOPLE = (Field.PERSONAL, Field.IGNORED)
HOME_PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>首页</title></head>
<body><h1>首页</h1><p>欢迎访问本站，这里是产品与服务介绍。</p>{footer}</body></html>
"""


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def commands() -> list[list[str]]:
    return [shlex.split(line)[1:] for block in blocks(PAGES[0], "sh") for line in block.splitlines()]


def example(folder: Path) -> None:
    """The example file as the page shows it, with today's day, and a home page with the footer that it shows."""
    today = real_world().today()
    (register,) = blocks(PAGES[0], "csv")
    (footer,) = blocks(PAGES[0], "html")
    (folder / "register.csv").write_text(register.replace(WRITTEN_ON, f"{today}"), encoding="utf-8")
    (folder / "index.html").write_text(HOME_PAGE.format(footer=footer), encoding="utf-8")


def column_rows(page: Path) -> Iterator[list[str]]:
    table = next(
        table
        for table in re.findall(r"(?:^\|.*\n)+", page.read_text(encoding="utf-8"), re.MULTILINE)
        if "| `entity` |" in table
    )
    return ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:])


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_page_names_every_column_of_a_register_in_both_languages(page: Path) -> None:
    written = {name.strip("`"): header for name, header, _ in column_rows(page)}
    known = {header: known_field(header) for header in written.values()}

    assert set(written) == {field.value for field in Field if field not in NOT_FOR_PEOPLE}
    assert {name: found and found[0].value for name, found in zip(written, known.values(), strict=True)} == {
        name: name for name in written
    }


def test_the_twins_have_the_same_bones() -> None:
    english, chinese = (page.read_text(encoding="utf-8") for page in PAGES)
    fences, headings, table_lines = r"^```\w+\n.*?^```$", r"^#+(?= )", r"^\|"

    assert re.findall(fences, english, re.MULTILINE | re.DOTALL) == re.findall(
        fences, chinese, re.MULTILINE | re.DOTALL
    )
    assert re.findall(headings, english, re.MULTILINE) == re.findall(headings, chinese, re.MULTILINE)
    assert len(re.findall(table_lines, english, re.MULTILINE)) == len(
        re.findall(table_lines, chinese, re.MULTILINE)
    )


@pytest.mark.slow
async def test_every_command_of_the_page_runs_in_its_order(nursery: trio.Nursery, tmp_path: Path) -> None:
    example(tmp_path)
    address = await PlayedService({"example.cn": rows(row())}).open(nursery)
    ended: list[tuple[str, int, str]] = []
    for command in commands():
        arguments = [argument.replace(SERVICE, address) for argument in command]
        done = await trio.to_thread.run_sync(partial(icplint, *arguments, cwd=tmp_path))
        ended.append((" ".join(command), done.returncode, done.stderr.decode()))

    assert len(ended) >= 8
    assert [one for one in ended if one[1] != 0] == []


@pytest.mark.slow
def test_the_footer_of_the_page_is_the_one_that_is_printed(tmp_path: Path) -> None:
    example(tmp_path)
    (shown,) = blocks(PAGES[0], "html")
    command = next(one for one in commands() if one[0] == "snippet")
    this_year = real_world().today().year

    assert icplint(*command, cwd=tmp_path).stdout.decode() == shown.replace("2021-2026", f"2021-{this_year}")


@pytest.mark.slow
def test_the_footer_of_the_page_agrees_with_its_register(tmp_path: Path) -> None:
    example(tmp_path)
    command = next(one for one in commands() if one[0] == "check")
    told = [*command[: command.index("--register")], "--register", "register.csv", "--format", "json", "-q"]
    (site,) = json.loads(icplint(*told, cwd=tmp_path).stdout)["sites"]

    assert site["filing"]["answer"] == "filing"
    assert site["findings"] == []
