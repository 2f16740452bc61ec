import io
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.model.text import Language
from icplint.tell.report.github import MOST, GithubReporter
from icplint.tell.report.reporter import Manner
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import (
    LINK_MISSING,
    Fleet,
    infested,
    sample_head,
    sample_outcomes,
    saved_page,
    told_apart,
)

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::([^\r\n]*)")


def commands(
    found: tuple[Outcome, ...],
    rejected: tuple[RejectedRow, ...] = (),
    language: Language = Language.ZH,
    head: ReportHead | None = None,
) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each line, as the runner cuts and unescapes them."""
    out = io.BytesIO()
    GithubReporter(Manner(language=language)).write(head or fakes.head_for(found, rejected), found, out)
    read = []
    for line in out.getvalue().decode().split("\n")[:-1]:
        cut = COMMAND.fullmatch(line)
        assert cut is not None, line
        properties = dict(one.split("=", 1) for one in cut[2].split(","))
        read.append((cut[1], {name: undone(value) for name, value in properties.items()}, undone(cut[3])))
    return read


def undone(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=4).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_whole_commands_within_github_s_caps(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    read = commands(found, rejected, language)

    assert max(Counter(level for level, _, _ in read).values()) <= MOST
    assert read[-1][0] == "notice"


@pytest.mark.parametrize(
    "hostile",
    [
        *fakes.HOSTILE,
        "x\n::set-env name=PATH::/evil",
        "\r\n::stop-commands::x",
        "a,file=/etc/passwd::b",
        "100%0A",
    ],
)
def test_no_text_of_a_stranger_ends_a_command_or_begins_one(hostile: str) -> None:
    plain = [(level, sorted(properties)) for level, properties, _ in commands((infested("plain"),))]
    read = [(level, sorted(properties)) for level, properties, _ in commands((infested(hostile),))]

    assert read == plain


def test_a_percent_sign_stays_one() -> None:
    outcome = infested("100%0A")

    assert "100%0A" in commands((outcome,))[0][2]
    assert "100%0A" not in as_written(outcome)


def as_written(outcome: Outcome) -> str:
    out = io.BytesIO()
    GithubReporter(Manner()).write(fakes.head_for((outcome,)), (outcome,), out)
    return out.getvalue().decode()


def test_the_gravest_come_first_and_the_result_last() -> None:
    read = commands(sample_outcomes(), sample_head().rejected)

    assert [(level, properties["title"].split()[0]) for level, properties, _ in read] == [
        ("error", "ICP005"),
        ("warning", "PSB009"),
        ("warning", "CPY002"),
        ("warning", "未核查"),
        ("notice", "ICP008"),
        ("notice", "核查结果"),
    ]


def test_what_was_not_checked_is_a_warning_that_names_sites_and_rows() -> None:
    told = next(
        message
        for _, about, message in commands(sample_outcomes(), sample_head().rejected)
        if about["title"] == "未核查"
    )

    assert told.startswith("5 个网站未能核查或只核查了一部分，不代表存在或不存在问题：")
    assert "https://gone.example.cn/" in told
    assert "sites.csv:12" in told


def test_more_than_ten_of_a_level_are_grouped_by_rule() -> None:
    found = tuple(Fleet(200))
    read = commands(found)
    errors = [(about["title"], message) for level, about, message in read if level == "error"]

    assert len(errors) == 1
    assert errors[0][0] == "ICP005 icp-link-missing"
    assert "共 23 个网站：https://shop.example0.cn/" in errors[0][1]
    assert errors[0][1].endswith(" 等")


def test_what_has_no_place_is_counted_in_the_last_notice() -> None:
    outcome = sample_outcomes()[0]
    many = tuple(
        replace(LINK_MISSING, rule=f"ICP{100 + n}", page="https://shop.example.cn/")
        for n in range(13)
        for _ in range(1 + (n < 10))
    )
    read = commands((replace(outcome, findings=many),), language=Language.EN)
    errors = [about["title"] for level, about, _ in read if level == "error"]

    assert errors == [f"ICP{100 + n} icp-link-missing" for n in range(10)]
    assert "3 more findings are not shown here" in read[-1][2]


def test_ten_of_a_level_are_shown_in_full_and_eleven_are_not() -> None:
    outcome = sample_outcomes()[0]
    for n, is_grouped in ((10, False), (11, True)):
        found = (replace(outcome, findings=(LINK_MISSING,) * n),)
        errors = [message for level, _, message in commands(found) if level == "error"]

        assert (len(errors), "共 1 个网站" in errors[0]) == ((1, True) if is_grouped else (10, False))


def test_a_saved_page_is_annotated_at_its_line() -> None:
    _, about, message = commands((saved_page("pages/a,b.html"),))[0]

    assert (about["file"], about["line"], about["col"]) == ("pages/a,b.html", "118", "7")
    assert "\n整改：将编号链接到 https://beian.miit.gov.cn/。\n" in message


def test_a_site_of_a_list_is_annotated_at_its_row_alone() -> None:
    read = commands((told_apart(),))

    assert [level for level, _, _ in read] == ["error", "notice"]
    assert (read[0][1]["file"], read[0][1]["line"]) == ("lists/sites.csv", "7")
    assert "已豁免 1 项 · 存量问题 1 项 · 低于可信度下限 1 项" in read[-1][2]


def test_an_interrupted_run_says_so() -> None:
    head = sample_head()
    read = commands(sample_outcomes(), head=replace(head, run=replace(head.run, interrupted=True)))

    assert read[-1][2].startswith("本次核查被中断")
