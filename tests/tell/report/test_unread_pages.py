"""Further pages that were chosen and not read are named to people, whatever became of the site."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.text import Language
from icplint.tell.report.html import HtmlReporter
from icplint.tell.report.reporter import Manner, Reporter
from icplint.tell.report.text import TextReporter
from tests.fakes.sample_run import sample_head, sample_outcomes

CHECKED = tuple(outcome for outcome in sample_outcomes() if outcome.not_checked is None)
REPORTERS: dict[str, Callable[[Manner], Reporter]] = {"text": TextReporter, "html": HtmlReporter}


def unread(count: int, url: str = "https://www.a.cn/p{n}") -> tuple[FetchFailure, ...]:
    return tuple(
        FetchFailure(reason=NotCheckedReason.ROBOTS, url=url.format(n=number))
        for number in range(1, count + 1)
    )


def told(outcome: Outcome, reporter: str, language: Language) -> str:
    out = io.BytesIO()
    REPORTERS[reporter](Manner(language=language)).write(sample_head((outcome,)), (outcome,), out)
    return out.getvalue().decode()


@pytest.mark.parametrize("reporter", REPORTERS)
@pytest.mark.parametrize("outcome", CHECKED, ids=lambda outcome: outcome.site.label)
def test_unread_pages_are_told_with_their_reason(outcome: Outcome, reporter: str) -> None:
    shown = told(replace(outcome, unread=unread(2)), reporter, Language.ZH)

    assert "另有 2 个页面未能读取，未计入核查：https://www.a.cn/p1（" in shown
    assert "、https://www.a.cn/p2（" in shown
    assert "未能读取，未计入核查" not in told(outcome, reporter, Language.ZH)


@pytest.mark.parametrize("reporter", REPORTERS)
def test_one_page_is_one_and_of_many_the_first_are_named(reporter: str) -> None:
    one = told(replace(CHECKED[0], unread=unread(1)), reporter, Language.EN)
    many = told(replace(CHECKED[0], unread=unread(9)), reporter, Language.EN)

    assert "A further page was not read, and the site is judged without it: https://www.a.cn/p1 (" in one
    assert "https://www.a.cn/p5 (" in many
    assert "https://www.a.cn/p6" not in many
    assert " and 4 more" in many


@pytest.mark.parametrize("reporter", REPORTERS)
def test_an_address_of_a_stranger_is_harmless(reporter: str) -> None:
    shown = told(
        replace(CHECKED[0], unread=unread(1, "https://a.cn/\x1b[2J<script>alert(1)</script>")),
        reporter,
        Language.ZH,
    )

    assert "\x1b" not in shown
    assert reporter == "text" or "<script>alert" not in shown
