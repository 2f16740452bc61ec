"""Licences of trades and marks of government sites: where they speak, and whose matter a number is."""

from pathlib import Path
from typing import Any

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.outcome import Failed, Outcome, OutOfScope
from icplint.model.rule import BasisLevel, NotApplicable, Unmeasured
from icplint.model.settings import JudgeSettings
from icplint.model.site import FilingStatus, SavedPage, Site
from icplint.read.reader import read
from tests.rules.cases import TODAY, URL, rules

TRADES = ("LIC", "GOV")
GOVERNMENT = "http://slj.shili.gov.cn/"


def outcome(
    footer: str, *, url: str = URL, basis: BasisLevel = BasisLevel.PRACTICE, **columns: Any
) -> Outcome:
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>示例</title></head><body>'
        f"<h1>示例</h1><p>欢迎访问本网站，这里介绍我们的工作。</p><footer>{footer}</footer></body></html>"
    )
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), url), **columns)
    reading = read(Answer(Response(url=url), html.encode()))
    return judge(Case(site).plus([reading]), rules(), JudgeSettings(basis_level=basis), TODAY)


def of_trades(checked: Outcome) -> list[tuple[str, str]]:
    return [(one.rule, one.fault) for one in checked.findings if one.rule.startswith(TRADES)]


@pytest.mark.parametrize(
    "footer",
    [
        "© 2026 杭州蓝田石立科技有限公司 浙ICP备2021009999号-1",
        "浙ICP备2021009999号-1 增值电信业务经营许可证：浙B2-20210059 公司地址：杭州市",
        "京ICP证030173号 京ICP备2021009999号-1 网络文化经营许可证：京网文〔2023〕1034-029号",
        "萌ICP备20257012号 浙ICP备2021009999号-1",
        "",
    ],
)
def test_an_owner_without_the_trade_gets_no_finding(footer: str) -> None:
    assert of_trades(outcome(footer)) == []


def test_a_malformed_telecom_licence_is_one_finding_of_one_rule() -> None:
    checked = outcome("增值电信业务经营许可证：浙B2-2021009")

    assert [(one.rule, one.fault) for one in checked.findings if one.rule[:3] in ("LIC", "ICP")] == [
        ("LIC001", "digits")
    ]
    assert checked.verdicts["ICP001"] == NotApplicable("near-miss")


@pytest.mark.parametrize("written", ["京ICP证09028442号", "京ICP备052311号"])
def test_a_filing_and_a_licence_mixed_up_stay_the_filing_rule_s_matter(written: str) -> None:
    checked = outcome(written)

    assert checked.verdicts["ICP002"] == Failed()
    assert of_trades(checked) == []


def test_only_statutes_that_were_read_carry_rules_at_the_level_of_law() -> None:
    judged = outcome("", basis=BasisLevel.LAW).verdicts

    assert {rule for rule in judged if rule.startswith(TRADES)} == {"LIC001", "LIC007", "LIC008", "LIC009"}


def test_a_government_site_with_nothing_gets_one_finding_for_each_mark() -> None:
    checked = outcome("主办单位：石立市水利局", url=GOVERNMENT)

    assert of_trades(checked) == [("GOV001", "missing"), ("GOV002", "missing"), ("GOV003", "missing")]


@pytest.mark.parametrize("rule", ["LIC007", "LIC009", "LIC010", "GOV001", "GOV002", "GOV003"])
def test_presence_is_asked_of_home_pages_alone(rule: str) -> None:
    inner = outcome("主办单位：石立市水利局", url=GOVERNMENT + "tzgg/t1.html")

    assert inner.verdicts[rule] == OutOfScope("not-home")


def test_a_site_abroad_owes_no_marks() -> None:
    checked = outcome("主办单位：石立市水利局", url=GOVERNMENT, filing_status=FilingStatus.OVERSEAS)

    assert of_trades(checked) == []


def test_a_page_that_scripts_draw_misses_nothing_yet() -> None:
    shell = '<html><head><title>t</title></head><body><div id="app"></div><script src="/a.js"></script></body></html>'
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), GOVERNMENT))
    checked = judge(
        Case(site).plus([read(Answer(Response(url=GOVERNMENT), shell.encode()))]),
        rules(),
        JudgeSettings(),
        TODAY,
    )

    assert of_trades(checked) == []
    assert checked.verdicts["GOV002"] == Unmeasured("needs-rendering")


def test_licences_in_an_article_are_not_judged() -> None:
    article = (
        "<article><p>根据通知，申请人应当提交下列材料：营业执照，互联网新闻信息服务许可证：1122018，以及网文许可证明。"
        "材料不齐的，应当在五日内补正；逾期不补正的，视为撤回申请。详情请咨询窗口工作人员。</p></article>"
    )
    rest = "<p>办事大厅周一至周五开放，周末和节假日休息，请提前安排时间。</p>" * 20

    assert of_trades(outcome(f"</footer>{article}{rest}<footer>© 2026 石立 浙ICP备2021009999号-1")) == []
