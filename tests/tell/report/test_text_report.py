import io
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from subprocess import run

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icplint.model.answer import NotCheckedReason
from icplint.model.finding import Fix
from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language, Text, text
from icplint.tell.report.inert import inert, inert_line, web_address
from icplint.tell.report.moments import local
from icplint.tell.report.reporter import Manner
from icplint.tell.report.text import LISTED, TextReporter
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import Fleet, sample_head, sample_outcomes

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def told(found: Iterable[Outcome], manner: Manner, rejected: tuple[RejectedRow, ...] = ()) -> str:
    out = io.BytesIO()
    found = tuple(found)
    TextReporter(manner).write(fakes.head_for(found, rejected), found, out)
    return out.getvalue().decode(manner.encoding)


ZH = Manner(language=Language.ZH)
EN = Manner(language=Language.EN)


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_no_text_of_a_stranger_steers_a_pipe(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    written = told(found, Manner(language=language), rejected)

    assert not STEERING.findall(written)


@CALM
@given(found=st.lists(fakes.outcomes, max_size=2).map(tuple), width=st.integers(20, 120))
def test_on_a_terminal_only_our_own_styles_are_escapes(found: tuple[Outcome, ...], width: int) -> None:
    written = told(found, Manner(on_terminal=True, width=width))

    assert not STEERING.findall(STYLE.sub("", written))


@pytest.mark.parametrize("hostile", fakes.HOSTILE)
def test_a_hostile_text_is_shown_but_steers_nothing(hostile: str) -> None:
    site = sample_outcomes()[0]
    finding = replace(
        site.findings[0],
        message=Text(en=hostile, zh=hostile),
        fix=Fix(what=Text(en=hostile, zh=hostile), html=hostile),
        place=replace(site.findings[0].place, snippet=hostile),
    )
    written = told((replace(site, site=replace(site.site, label=hostile), findings=(finding,)),), ZH)

    assert not STEERING.findall(written)
    assert inert_line(hostile) in written


def test_every_finding_tells_what_where_why_and_the_line_to_paste() -> None:
    written = told(sample_outcomes(), ZH)

    for part in (
        "应整改 ICP005",
        "核查时页脚的「京ICP备16059763号-1」未链接备案管理系统网址。",
        "位置  body > footer > p:nth-child(2)（第 118 行第 7 列）",
        "原因  访问者通过点击编号查验备案信息",
        '代码  <a href="https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">京ICP备16059763号-1</a>',
    ):
        assert part in written


def test_a_site_that_was_not_checked_is_told_as_neither_passed_nor_failed() -> None:
    shield = sample_outcomes()[5]

    written = told((shield,), ZH)

    assert "本次未能核查（防火墙拦截），不代表存在或不存在问题" in written
    assert "未发现问题的网站" not in written


@pytest.mark.parametrize("reason", NotCheckedReason)
def test_every_reason_is_told(reason: NotCheckedReason) -> None:
    outcome = replace(sample_outcomes()[4], not_checked=reason)

    assert "本次未能核查（" in told((outcome,), ZH)
    assert "Not checked this time (" in told((outcome,), EN)


def test_the_piles_are_always_told() -> None:
    assert "列入报告 0 项 · 已豁免 0 项 · 存量问题 0 项 · 低于可信度下限 0 项" in told((), ZH)
    assert "低于可信度下限 1 项" in told(sample_outcomes(), ZH)


def test_rejected_rows_are_told_with_their_line() -> None:
    row = RejectedRow(source="sites.csv", line=12, reason=text(en="no address", zh="不是有效网址"))

    assert "sites.csv:12  不是有效网址" in told((), ZH, (row,))


def test_long_lists_of_names_are_counted_instead() -> None:
    clean = sample_outcomes()[1]
    written = told(
        (replace(clean, site=replace(clean.site, label=f"site{n}.example.cn")) for n in range(LISTED + 7)), ZH
    )

    assert f"site{LISTED - 1}.example.cn" in written
    assert f"site{LISTED}.example.cn" not in written
    assert "另有 7 个" in written


def test_a_pipe_imports_no_terminal_library() -> None:
    program = (
        "import sys, io\n"
        "from icplint.tell.report.formats import Format, reporter_for\n"
        "from icplint.tell.report.reporter import Manner\n"
        "from tests.fakes.sample_run import sample_head, sample_outcomes\n"
        "reporter_for(Format.TEXT, Manner()).write(sample_head(), sample_outcomes(), io.BytesIO())\n"
        "print(sorted({'rich', 'jinja2'} & sys.modules.keys()))"
    )
    done = run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    assert done.stdout.strip() == "[]"


def test_a_gbk_pipe_gets_gbk_and_code_stays_right() -> None:
    site = sample_outcomes()[0]
    finding = replace(site.findings[0], fix=replace(site.findings[0].fix, html="<p>© 2026 某某</p>"))

    written = told((replace(site, findings=(finding,)),), Manner(encoding="gbk"))

    assert "<p>&#169; 2026 某某</p>" in written


def test_a_terminal_wraps_below_the_text_and_never_inside_code() -> None:
    out = io.BytesIO()
    TextReporter(Manner(language=Language.EN, on_terminal=True, width=60)).write(
        sample_head(), sample_outcomes()[:1], out
    )
    lines = STYLE.sub("", out.getvalue().decode()).splitlines()

    assert (
        '    Paste  <a href="https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">京ICP备16059763号-1</a>'
        in lines
    )
    why = next(n for n, line in enumerate(lines) if line.startswith("    Why    "))
    assert lines[why + 1].startswith("           ")


def test_a_fleet_is_told_without_keeping_it() -> None:
    out = io.BytesIO()
    TextReporter(ZH).write(sample_head(), Fleet(500), out)

    assert out.getvalue().decode().count("应整改 ICP005") == 56


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        (timezone(timedelta(hours=8)), Language.ZH, "2026-11-24 11:00（北京时间）"),
        (timezone(timedelta(hours=8)), Language.EN, "2026-11-24 11:00 (Beijing time)"),
        (UTC, Language.ZH, "2026-11-24 03:00（UTC）"),
        (timezone(-timedelta(hours=3, minutes=30)), Language.EN, "2026-11-23 23:30 (UTC-03:30)"),
    ],
    ids=["beijing-zh", "beijing-en", "utc", "newfoundland"],
)
def test_times_stand_in_the_reader_s_zone(zone: timezone, language: Language, said: str) -> None:
    assert local(datetime(2026, 11, 24, 3, 0, tzinfo=UTC), zone, language) == said


@given(st.text())
def test_inert_text_stays_inert(anything: str) -> None:
    once = inert(anything)

    assert inert(once) == once
    assert not STEERING.findall(once.replace("\t", ""))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//host/", "", "https://x/\u202e", "file:///etc/passwd"],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert web_address(address) is None


def test_a_web_address_becomes_a_link() -> None:
    assert web_address("HTTPS://例子.cn/") == "HTTPS://例子.cn/"


def test_a_preview_goes_by_the_public_address_that_it_stands_for() -> None:
    found = tuple(
        replace(
            one, site=replace(one.site, label="http://127.0.0.1:8000/", stands_for="https://www.example.cn/")
        )
        for one in sample_outcomes()
    )
    lines = [line.strip() for line in told(found, EN).splitlines()]

    assert sum(line.startswith("https://www.example.cn/") for line in lines) == len(found)
    assert sum("checked at http://127.0.0.1:8000/" in line for line in lines) == len(found)
    assert not any(line.startswith("http://127.0.0.1:8000/") for line in lines)


def test_a_column_that_the_tool_does_not_know_passes_through() -> None:
    found = tuple(
        replace(one, site=replace(one.site, columns={"机房": "东三\x1b[31m区", "note": " "}))
        for one in sample_outcomes()
    )
    written = told(found, EN)

    assert "机房: 东三" in written
    assert "note:" not in written
    assert "\x1b" not in written


def test_a_column_stands_with_the_colon_of_the_language() -> None:
    site = sample_outcomes()[0]
    found = (replace(site, site=replace(site.site, columns={"机房": "东区"})),)

    assert "机房：东区" in told(found, ZH)
    assert "机房: 东区" in told(found, EN)


@pytest.mark.parametrize("index", [1, 8, 6], ids=["clean", "partly", "unmeasured"])
def test_the_lists_of_sites_say_whose_they_are(index: int) -> None:
    outcome = sample_outcomes()[index]
    site = replace(outcome.site, label="https://one.example.cn/")
    of_entity = told((replace(outcome, site=site),), ZH)
    of_client = told((replace(outcome, site=replace(site, entity=None)),), ZH)
    of_nobody = told((replace(outcome, site=replace(site, entity=None, client=None)),), ZH)

    assert "  https://one.example.cn/  某某（北京）科技有限公司" in of_entity
    assert "  https://one.example.cn/  甲方客户" in of_client
    assert not any(name in of_nobody for name in ("某某（北京）科技有限公司", "甲方客户"))


@pytest.mark.parametrize("width", range(30, 60))
def test_no_filing_number_is_torn_between_two_rows(width: int) -> None:
    site = sample_outcomes()[0]
    numbers = ("蜀ICP备2026094728号-1", "沪公网安备31010102093582号", "粤B2-20090059", "京ICP证030173号")
    sentence = "核查时页面所示编号" + "与备案管理系统登记的".join(numbers) + "不一致"
    finding = replace(site.findings[0], message=Text(en=sentence, zh=sentence))
    manner = Manner(language=Language.ZH, on_terminal=True, width=width)
    rows = STYLE.sub("", told((replace(site, findings=(finding,)),), manner)).splitlines()

    assert [number for number in numbers if not any(number in row for row in rows)] == []
