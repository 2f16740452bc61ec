"""What an import says of a file as a whole, and of the rows that it leaves out."""

import json
import os
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import pytest

from icplint.collect.register.importing import Imported, complete_zones, read_rows
from icplint.collect.register.row import RegisterRow
from icplint.collect.register.sniff import is_store
from icplint.collect.register.tables.table import Unit
from icplint.collect.register.tally import MAX_TOLD
from icplint.errors import RegisterError

HEADER = "网站域名,主办单位名称,主办单位性质,网站备案号,审核通过日期\n"
GOOD = "example.cn,某某有限公司,企业,京ICP备2021000351号-1,2024-05-06\n"


def csv_file(folder: Path, text: str, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> tuple[Imported, list[RegisterRow]]:
    register = read_rows(path)
    return register, list(register.rows)


def errors_of(folder: Path, *lines: str) -> dict[int, tuple[str, str]]:
    register, _ = read(csv_file(folder, HEADER + "".join(f"{line}\n" for line in lines)))
    return {error.place: (error.reason.en, error.reason.zh) for error in register.tally.errors}


# --- the head ---


def test_the_day_is_that_of_the_last_modification_in_beijing(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER + GOOD)
    late = datetime(2026, 11, 1, 17, 0, tzinfo=UTC).timestamp()
    os.utime(path, (late, late))

    assert read_rows(path).head.as_of == date(2026, 11, 2)


def test_a_note_above_the_header_tells_the_day_and_what_the_file_is_complete_for(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "# 某某导出\n# as_of: 2026-11-01\n#complete_for：gov.cn、某某大学\n" + HEADER + GOOD
    )

    register, rows = read(path)

    assert register.head.as_of == date(2026, 11, 1)
    assert register.head.complete_for == ("gov.cn", "某某大学")
    assert len(rows) == 1


def test_arguments_go_before_what_the_file_says(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "# as_of: 2026-11-01\n# complete_for: *\n" + HEADER + GOOD)

    head = read_rows(path, as_of=date(2026, 10, 9), complete_for=["Example.CN"]).head

    assert (head.as_of, head.complete_for) == (date(2026, 10, 9), ("example.cn",))


def test_a_file_that_does_not_say_so_is_complete_for_nothing(tmp_path: Path) -> None:
    assert read_rows(csv_file(tmp_path, HEADER + GOOD)).head.complete_for == ()


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "# as_of: yesterday\n" + HEADER + GOOD)

    with pytest.raises(RegisterError, match=r'^register\.csv: as_of: "yesterday" is no date'):
        read_rows(path)


def test_zones_are_folded_and_entities_are_not() -> None:
    written = (
        "*",
        ".GOV.cn",
        "*.Example.CN",
        "示例.中国",
        "cn",
        "某某（北京） 科技有限公司",
        "Example Co. Ltd",
        "*",
    )

    assert complete_zones(written) == (
        "*",
        "gov.cn",
        "example.cn",
        "xn--fsq092h.xn--fiqs8s",
        "cn",
        "某某（北京） 科技有限公司",
        "Example Co. Ltd",
    )


def test_the_source_is_the_name_of_the_file_without_signs_that_steer_a_terminal(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER + GOOD, name="a\x1b[31m.csv")

    assert read_rows(path).head.source == "a\ufffd[31m.csv"


# --- rows ---


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER + GOOD * 5000)

    register = read_rows(path)
    first = list(islice(register.rows, 3))

    assert len(first) == register.tally.kept == 3


def test_a_wrong_row_is_left_out_with_its_line_and_the_remedy(tmp_path: Path) -> None:
    errors = errors_of(
        tmp_path,
        "example.cn,某某有限公司,企业,京ICP备2021000351号-1,2024-13-06",
        "",
        "不是域名,某某有限公司,企业,京ICP备2021000351号-1,2024-05-06",
        ",某某有限公司,企业,京ICP备2021000351号-1,2024-05-06",
        "example.cn,某某有限公司,企业,京ICP备20210003号-1-1,2024-05-06",
        "example.cn,某某有限公司,企业,1.23E+13,2024-05-06",
        'example.cn,"某某有限公司,企业,京ICP备2021000351号-1,2024-05-06',
        "example.cn,某某有限公司,企业,京ICP备2021000351号-1,2024-05-06,x",
        "example.cn,,,,",
        "example.com,某某有限公司,企业,京ICP备2021000351号-1,2024-05-06",
    )

    english = {line: en for line, (en, _) in errors.items()}
    assert english == {
        2: '"审核通过日期": "2024-13-06" is no date; write it as 2024-05-06',
        4: '"不是域名" is no domain; write it as example.cn, several with commas between them',
        5: "the row names no domain; fill in the domain column",
        6: '"京ICP备20210003号-1-1" is no ICP number of a known form; write it as 京ICP备16059763号-1',
        7: '"1.23E+13" was rounded by a spreadsheet; format the column as text and enter the number anew',
        8: "a quotation mark is opened and not closed within 20 lines",
        9: "6 fields where the header has 5; put fields that hold the separator in quotes",
        10: "the row says of its domain nothing that was filed; fill in a number, the entity, a date or the status",
    }
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in zh) for _, zh in errors.values())


def test_several_rows_of_one_domain_are_all_kept(tmp_path: Path) -> None:
    _, rows = read(csv_file(tmp_path, HEADER + GOOD + GOOD.replace("号-1", "号-7")))

    assert [row.site for row in rows] == ["京ICP备2021000351号-1", "京ICP备2021000351号-7"]


def test_all_wrong_rows_are_counted_and_the_first_are_told(tmp_path: Path) -> None:
    register, rows = read(csv_file(tmp_path, HEADER + ",x,企业,,\n" * (MAX_TOLD + 50)))

    assert rows == []
    assert (register.tally.wrong, len(register.tally.errors)) == (MAX_TOLD + 50, MAX_TOLD)


@pytest.mark.parametrize(
    "number", ["京ICP备2021000351号-2A", "京ICP备2021000351号-3X", "京ICP备2021000351号-4K"]
)
def test_an_app_is_skipped_and_counted_even_without_a_domain(tmp_path: Path, number: str) -> None:
    register, rows = read(csv_file(tmp_path, f"{HEADER},某某有限公司,企业,{number},\n{GOOD}"))

    assert (len(rows), register.tally.apps, register.tally.wrong) == (1, 1, 0)


@pytest.mark.parametrize("kind", ["6", "7", "8", "APP", "小程序", "快应用"])
def test_an_app_is_told_by_its_service_type(tmp_path: Path, kind: str) -> None:
    register, rows = read(
        csv_file(tmp_path, f"域名,服务类型,网站备案号\nexample.cn,{kind},京ICP备2021000351号-2\n")
    )

    assert (rows, register.tally.apps) == ([], 1)


@pytest.mark.parametrize("kind", ["1", "网站", ""])
def test_a_website_is_no_app(tmp_path: Path, kind: str) -> None:
    _, rows = read(csv_file(tmp_path, f"域名,服务类型,网站备案号\nexample.cn,{kind},京ICP备2021000351号-2\n"))

    assert len(rows) == 1


# --- what is never kept ---


def test_the_name_of_an_individual_is_dropped_with_its_aliases(tmp_path: Path) -> None:
    register, rows = read(
        csv_file(
            tmp_path,
            "域名,主办单位名称,主办单位性质,别名,网站备案号\nexample.cn,王小明,个人,小明的网站,京ICP备2021000351号-1\n",
        )
    )

    assert (rows[0].entity, rows[0].aliases, rows[0].nature) == (None, (), "个人")
    assert (register.tally.individuals, register.tally.presumed_individuals) == (1, 0)


@pytest.mark.parametrize("name", ["王小明", "欧阳小明", "李四", "买买提·艾力", "张学军", "李宇轩"])
def test_without_a_nature_a_name_like_a_persons_is_dropped(tmp_path: Path, name: str) -> None:
    register, rows = read(
        csv_file(tmp_path, f"域名,主办单位名称,网站备案号\nexample.cn,{name},京ICP备2021000351号-1\n")
    )

    assert rows[0].entity is None
    assert register.tally.presumed_individuals == 1


@pytest.mark.parametrize(
    "name",
    [
        "某某有限公司",
        "北京大学",
        "外交部",
        "新华社",
        "某某县档案局",
        "某某书店",
        "Example Ltd",
        "某某网络科技",
    ],
)
def test_without_a_nature_an_organisations_name_is_kept(tmp_path: Path, name: str) -> None:
    register, rows = read(
        csv_file(tmp_path, f"域名,主办单位名称,网站备案号\nexample.cn,{name},京ICP备2021000351号-1\n")
    )

    assert rows[0].entity == name
    assert register.tally.individuals == 0


def test_a_nature_keeps_a_short_name(tmp_path: Path) -> None:
    _, rows = read(csv_file(tmp_path, HEADER + "example.cn,王小明,企业,京ICP备2021000351号-1,\n"))

    assert rows[0].entity == "王小明"


# --- files as a whole ---


def test_a_file_without_a_column_of_domains_is_refused_in_one_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "主办单位名称,网站备案号\n某某有限公司,京ICP备2021000351号-1\n")

    with pytest.raises(RegisterError) as refused:
        read_rows(path)

    assert refused.value.en == (
        "register.csv: no column holds domains; name one domain or 网站域名 "
        '(the header has: "主办单位名称", "网站备案号")'
    )
    assert "\n" not in refused.value.zh


def test_a_file_that_is_missing_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"^none\.csv: cannot be read: "):
        read_rows(tmp_path / "none.csv")


def test_a_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        read_rows(tmp_path)


def test_a_name_that_no_file_can_have_is_one_line() -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        read_rows(Path("a\0b.csv"))


def test_a_file_that_goes_away_meanwhile_is_one_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER + GOOD)
    register = read_rows(path)
    path.unlink()

    with pytest.raises(RegisterError, match=r"^register\.csv: cannot be read: "):
        list(register.rows)


def test_a_place_is_told_as_people_count_there() -> None:
    assert [(unit.at(7).en, unit.at(7).zh) for unit in Unit] == [
        ("line 7", "第 7 行"),
        ("row 7", "第 7 行"),
        ("item 7", "第 7 条"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "张\u3000三",
        "张 三",
        "买买提.艾力",
        "买买提．艾力",
        "张三（个人）",
        "个人：张三",
        "张三、李四",
        "张三 13800000000",
        "张三11010119900101123X",
    ],
)
def test_a_persons_name_is_known_also_where_it_is_padded_or_has_more_beside_it(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "register.json"
    path.write_text(json.dumps([{"domain": "a.cn", "entity": name, "icp": "京ICP备2021000351号-1"}]))

    assert [row.entity for row in read(path)[1]] == [None]


@pytest.mark.parametrize(
    "name", ["某某（北京）科技有限公司", "某某网络 科技有限公司", "甲公司、乙公司", "某某工作室(有限合伙)"]
)
def test_signs_in_an_organisations_name_do_not_make_it_a_persons(tmp_path: Path, name: str) -> None:
    path = tmp_path / "register.json"
    path.write_text(json.dumps([{"domain": "a.cn", "entity": name, "icp": "京ICP备2021000351号-1"}]))

    assert [row.entity for row in read(path)[1]] == [name]


# --- what a register is complete for ---

DECLARED = "# complete_for: *\n" + HEADER


def test_a_register_of_which_a_row_was_left_out_is_complete_for_nothing(tmp_path: Path) -> None:
    wrong = "filed.cn,某某有限公司,企业,京ICP备2021000352号-1,2024-13-45\n"
    register, _ = read(csv_file(tmp_path, DECLARED + GOOD + wrong))

    assert register.tally.wrong == 1
    assert (register.head.complete_for, register.settled_head.complete_for) == (("*",), ())


def test_a_register_of_which_every_row_was_used_stays_complete(tmp_path: Path) -> None:
    app = "app.cn,某某有限公司,企业,京ICP备2021000352号-3A,2024-05-06\n"
    register, _ = read(csv_file(tmp_path, DECLARED + GOOD + app))

    assert register.tally.apps == 1
    assert register.settled_head.complete_for == ("*",)


def test_a_register_of_the_police_alone_is_complete_for_nothing_of_the_ministry(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "# complete_for: *\ndomain,entity,psb\nexample.cn,某某公司,京公网安备11010502030001号\n"
    )

    assert read_rows(path).head.complete_for == ()
    assert read_rows(path, complete_for=("*",)).head.complete_for == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "register.csv"
    os.mkfifo(pipe)

    assert not is_store(pipe)
    with pytest.raises(RegisterError, match="no regular file; save the register as a file first"):
        read_rows(pipe)
