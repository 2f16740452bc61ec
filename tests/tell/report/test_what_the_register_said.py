"""How each answer of the register stands in the reports."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.site import FilingStatus
from icplint.model.text import Language
from icplint.tell.report.html import HtmlReporter
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import filing_phrase
from icplint.tell.report.text import TextReporter
from icplint.tell.report.v1 import site_object
from tests.fakes.outcomes import head_for
from tests.fakes.sample_run import sample_outcomes

DAY = date(2026, 11, 1)
ROW = Filing(
    domain="example.cn",
    entity="示例科技有限公司",
    subject="京ICP备12345678号",
    site="京ICP备12345678号-1",
    psb="京公网安备11010502030001号",
    source="register.csv",
    as_of=DAY,
)


def told(answer: RegisterAnswer) -> tuple[str, str]:
    phrase = filing_phrase(answer)
    assert phrase is not None
    return phrase.en, phrase.zh


def test_a_row_is_told_with_its_source_and_its_day() -> None:
    assert told(ROW) == (
        "Register: 示例科技有限公司 · 京ICP备12345678号-1 · 京公网安备11010502030001号 (register.csv, as of 2026-11-01)",
        "备案登记：示例科技有限公司 · 京ICP备12345678号-1 · 京公网安备11010502030001号（register.csv，截至 2026-11-01）",
    )


def test_what_is_special_about_a_row_is_told() -> None:
    odd = replace(
        ROW,
        entity=None,
        psb=None,
        other_sites=("京ICP备12345678号-2",),
        status=FilingStatus.CANCELLED,
        of_parent=True,
        disputed=("entity",),
    )

    assert told(odd)[1] == (
        "备案登记：京ICP备12345678号-1 · 京ICP备12345678号-2 · 已注销 · 按 example.cn 的登记 · "
        "备案数据中各条记录部分不一致（register.csv，截至 2026-11-01）"
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            NotFiled("register.csv", DAY),
            "备案登记：备案数据中无本网站的备案（register.csv，截至 2026-11-01）",
        ),
        (NotFiled("register.csv"), "备案登记：备案数据中无本网站的备案（register.csv）"),
        (
            Unknown("register-stale", "old.csv", DAY),
            "备案登记：未知，备案数据已过期（old.csv，截至 2026-11-01）",
        ),
        (Unknown("no-address"), "备案登记：未知，不知页面所属网站，请用 --as 指明网址"),
    ],
)
def test_what_is_not_known_is_told_as_that(answer: RegisterAnswer, said: str) -> None:
    assert told(answer)[1] == said


def test_without_a_register_nothing_is_told() -> None:
    assert filing_phrase(NOT_OFFERED) is None


@pytest.mark.parametrize("reporter", [TextReporter, HtmlReporter])
def test_reports_for_people_show_it_beside_the_site(
    reporter: type[TextReporter] | type[HtmlReporter],
) -> None:
    found = tuple(replace(outcome, filing=ROW) for outcome in sample_outcomes())
    out = io.BytesIO()
    reporter(Manner(language=Language.ZH)).write(head_for(found), found, out)

    assert "备案登记：示例科技有限公司 · 京ICP备12345678号-1" in out.getvalue().decode()


def filing_object(answer: RegisterAnswer) -> dict[str, object]:
    site = site_object(replace(next(iter(sample_outcomes())), filing=answer))
    written: dict[str, object] = json.loads(json.dumps(site))["filing"]
    return written


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (NOT_OFFERED, ("unknown:not-offered", None, None)),
        (Unknown("register-stale", "old.csv", DAY), ("unknown:register-stale", "old.csv", "2026-11-01")),
        (NotFiled("register.csv", DAY), ("not-filed", "register.csv", "2026-11-01")),
        (ROW, ("filing", "register.csv", "2026-11-01")),
    ],
)
def test_machines_are_told_source_and_day_of_every_answer(
    answer: RegisterAnswer, said: tuple[str, str | None, str | None]
) -> None:
    written = filing_object(answer)

    assert (written["answer"], written["source"], written["as_of"]) == said


def test_machines_are_told_the_whole_row() -> None:
    whole = replace(
        ROW,
        nature="企业",
        other_sites=("京ICP备12345678号-2",),
        psb_on=date(2019, 1, 2),
        first_filed_on=date(2018, 1, 2),
        last_approved_on=date(2024, 5, 6),
        opened_on=date(2018, 2, 3),
        status=FilingStatus.FILED,
        access_restricted=True,
        province="北京",
        aliases=("示例",),
        disputed=("psb",),
    )
    written = json.loads(
        json.dumps(site_object(replace(next(iter(sample_outcomes())), filing=whole))["filing"])
    )

    assert written == {
        "source": "register.csv",
        "as_of": "2026-11-01",
        "answer": "filing",
        "domain": "example.cn",
        "of_parent": False,
        "entity": "示例科技有限公司",
        "nature": "企业",
        "subject": "京ICP备12345678号",
        "site": "京ICP备12345678号-1",
        "other_sites": ["京ICP备12345678号-2"],
        "psb": "京公网安备11010502030001号",
        "psb_on": "2019-01-02",
        "first_filed_on": "2018-01-02",
        "last_approved_on": "2024-05-06",
        "opened_on": "2018-02-03",
        "status": "filed",
        "access_restricted": True,
        "province": "北京",
        "disputed": ["psb"],
    }
