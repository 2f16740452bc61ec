"""Deadlines as text, table and JSON."""

import csv
import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest

from icplint.compare.agenda import deadlines_of, in_order, renewal
from icplint.facts.working_days import WEEK_ALONE
from icplint.model.deadline import Deadline
from icplint.model.filing import Filing
from icplint.model.text import Language
from icplint.tell.deadlines.agenda import Agenda, agenda
from icplint.tell.deadlines.csv_table import deadlines_csv
from icplint.tell.deadlines.json_document import deadlines_json
from icplint.tell.deadlines.text import deadlines_text

TODAY = date(2026, 11, 25)


def due_in(days: int, name: str = "a.cn", **fields: Any) -> Deadline:
    [deadline] = deadlines_of(name, Filing(first_filed_on=TODAY + timedelta(days=days - 30), **fields))
    return deadline


def approved(days_ago: int, name: str = "b.cn") -> Deadline:
    [deadline] = deadlines_of(name, Filing(psb_on=TODAY - timedelta(days=days_ago), psb="33010602012345"))
    return deadline


def told(*deadlines: Deadline, past_days: int = 90) -> Agenda:
    return agenda(in_order(deadlines), today=TODAY, past_days=past_days)


def text_of(told_: Agenda, language: Language = Language.ZH) -> str:
    return deadlines_text(told_, language).decode()


@pytest.mark.parametrize(
    ("deadline", "zh", "en"),
    [
        (due_in(0), "2026-11-25  今天到期", "2026-11-25  today"),
        (due_in(1), "还有 1 天", "1 day left"),
        (due_in(7), "还有 7 天", "7 days left"),
        (due_in(-1), "已逾期 1 天", "overdue by 1 day "),
        (due_in(-9), "已逾期 9 天", "overdue by 9 days"),
        (approved(31), "已满 30 日，未满 30 个工作日", "30 working days are not"),
        (approved(44), "已逾期 2 天", "overdue by 2 days"),
    ],
    ids=["today", "tomorrow", "a week", "yesterday", "nine days ago", "between", "after both"],
)
def test_a_line_tells_how_much_time_is_left(deadline: Deadline, zh: str, en: str) -> None:
    assert zh in text_of(told(deadline))
    assert en in text_of(told(deadline), Language.EN)


def test_between_two_possible_ends_nobody_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("icplint.compare.deadlines.work_calendar", lambda: WEEK_ALONE)

    assert "30 个工作日未必已满" in text_of(told(approved(45)))
    assert "未满 30 个工作日" in text_of(told(approved(31)))


def test_who_asks_for_it_is_told() -> None:
    assert "第十二条" in text_of(told(due_in(3)))
    assert "个人网站办理属平台要求" in text_of(told(due_in(3, nature="个人")))
    assert "第十二条" not in text_of(told(due_in(3, nature="个人")))
    assert "转述的平台要求" in text_of(told(approved(3)))
    assert "--register-max-age" in text_of(told(renewal("reg.csv", TODAY, 30)))


def test_the_headline_counts() -> None:
    counted = text_of(told(due_in(3), due_in(-3, "c.cn"), approved(31)))

    assert counted.startswith("到期事项（截至 2026-11-25，北京时间）：共 3 项，其中逾期 1 项\n")
    assert text_of(told()).startswith("按已知日期没有到期事项")


def test_what_is_long_overdue_is_counted_not_listed() -> None:
    old, new = due_in(-91, "old.cn"), due_in(-90, "new.cn")
    listed = text_of(told(old, new))

    assert "new.cn" in listed
    assert "old.cn" not in listed
    assert "另有 1 项逾期超过 90 天" in listed
    assert "old.cn" in text_of(told(old, new, past_days=91))


def test_many_names_of_a_site_are_told_in_short() -> None:
    deadlines = [due_in(3, f"{letter}.cn", site="浙ICP备2021009999号-1") for letter in "abcd"]

    assert "a.cn 等 4 个" in text_of(told(*deadlines))
    assert "a.cn and 3 more" in text_of(told(*deadlines), Language.EN)
    assert "a.cn、b.cn、c.cn\n" in text_of(told(*deadlines[:3])).replace("  浙ICP备2021009999号-1", "")


def test_hostile_names_do_not_steer_a_terminal() -> None:
    hostile = due_in(3, "a.cn", entity="有限\x1b[2J公司\n2026-11-25  今天到期")
    lines = text_of(told(hostile)).splitlines()

    assert "\x1b" not in "".join(lines)
    assert len([line for line in lines if line.startswith("2026-")]) == 1


def rows(told_: Agenda, language: Language = Language.ZH) -> list[dict[str, str]]:
    written = deadlines_csv(told_, language)
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in written
    return list(csv.DictReader(StringIO(written.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_deadline() -> None:
    first, second = rows(told(due_in(-3, entity="蓝田石立"), approved(31)))

    assert (first["到期日"], first["剩余天数"], first["状态"]) == ("2026-11-22", "-3", "已逾期")
    assert (first["域名"], first["主办单位"]) == ("a.cn", "蓝田石立")
    assert (second["较长期限最早届满日"], second["较长期限最晚届满日"]) == ("2026-12-04", "2026-12-04")
    assert second["依据"] == "平台要求"
    assert rows(told(due_in(3)), Language.EN)[0]["What"] == "Apply for the public-security filing"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_is_a_formula(sign: str) -> None:
    [row] = rows(told(due_in(3, f"{sign}1.cn", entity=f"{sign}HYPERLINK(1)", site=f"{sign}cmd")))

    for cell in (row["域名"], row["主办单位"], row["编号"]):
        assert cell.startswith("'")


def test_programs_get_every_field() -> None:
    document = json.loads(deadlines_json(told(approved(31), due_in(-200, "old.cn"))))

    assert document == {
        "today": "2026-11-25",
        "left_out": 1,
        "deadlines": [
            {
                "kind": "hang-psb",
                "due": "2026-11-24",
                "days_left": -1,
                "standing": "between",
                "names": ["b.cn"],
                "entity": None,
                "number": "33010602012345",
                "since": "2026-10-25",
                "longer": {"earliest": "2026-12-04", "latest": "2026-12-04"},
                "basis": "platform",
            }
        ],
    }
