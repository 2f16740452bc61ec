"""Rules where the list or the page does not tell enough, and the days on which a severity changes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.finding import Severity
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed
from icplint.model.rule import BasisLevel, NotApplicable, Unmeasured
from icplint.model.settings import JudgeSettings
from icplint.model.site import BareDomain, SavedPage, Site, Target, WebAddress
from icplint.read.reader import read
from tests.rules.cases import TODAY, rules

URL = "https://www.lantian-shili.cn/"
ENTITY = "杭州蓝田石立科技有限公司"
NOTICE = f"<p>© 2026 {ENTITY} 版权所有</p>"
ICP = '<a href="https://beian.miit.gov.cn/">浙ICP备2021009999号-1</a>'
PSB = "浙公网安备33010602012345号"
PSB_LINKED = f'<a href="https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345"><img src="/ga.png" alt="">{PSB}</a>'
BLOCKED = "<html><head><meta charset='utf-8'></head><body><h1>您访问的网站未备案</h1></body></html>"


def page(footer: str, charset: str = '<meta charset="utf-8">') -> str:
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head>{charset}<title>蓝田石立</title></head><body>'
        f"<h1>工业传感器</h1><p>我们设计并生产压力、温度和流量传感器。</p><footer>{footer}</footer></body></html>"
    )


def outcome(
    html: str,
    *,
    target: Target | None = None,
    url: str = URL,
    today: date = TODAY,
    basis: BasisLevel = BasisLevel.PRACTICE,
    **columns: Any,
) -> Outcome:
    target = target or SavedPage(Path("home.html"), url)
    site = Site(index=0, label="home", target=target, **columns)
    status = None if isinstance(target, SavedPage) else 200
    reading = read(Answer(Response(url=url, status=status), html.encode()))
    return judge(Case(site).plus([reading]), rules(), JudgeSettings(basis_level=basis), today)


def severity(checked: Outcome, rule: str) -> Severity:
    [finding] = [finding for finding in checked.findings if finding.rule == rule]
    return finding.severity


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, Severity.INFO),
        (0, Severity.INFO),
        (30, Severity.INFO),
        (31, Severity.WARNING),
        (42, Severity.WARNING),
        (43, Severity.ERROR),
    ],
)
def test_an_absent_police_number_grows_graver_with_the_days_since_approval(
    days: int, expected: Severity
) -> None:
    checked = outcome(page(NOTICE + ICP), psb=PSB, psb_on=TODAY - timedelta(days=days))

    assert severity(checked, "PSB001") is expected


@pytest.mark.parametrize(("days", "expected"), [(30, Severity.INFO), (31, Severity.WARNING)])
def test_the_time_to_apply_ends_after_thirty_days(days: int, expected: Severity) -> None:
    checked = outcome(page(NOTICE + ICP), first_filed_on=TODAY - timedelta(days=days))

    assert severity(checked, "PSB001") is expected


def test_no_law_orders_the_police_number_into_the_footer() -> None:
    checked = outcome(page(NOTICE + ICP), psb=PSB, basis=BasisLevel.LAW)

    assert not [rule for rule in checked.verdicts if rule.startswith(("PSB", "CPY", "SITE"))]
    assert "ICP001" in checked.verdicts


def test_an_unreadable_police_number_of_the_list_is_compared_with_nothing() -> None:
    checked = outcome(page(NOTICE + PSB_LINKED), psb="已办理")

    assert checked.verdicts["PSB014"] == Unmeasured("registered-number-unreadable")


def test_without_a_registered_number_nothing_is_compared() -> None:
    checked = outcome(page(NOTICE + PSB_LINKED))

    assert checked.verdicts["PSB014"] == Unmeasured("not-offered:register")


@pytest.mark.parametrize(
    ("footer", "rule"),
    [
        ("浙公网安备3302000000123号", "PSB003"),
        ("浙公网安备330106020号", "PSB002"),
        (
            '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345"><img src="/ga.png" alt=""></a>',
            "PSB017",
        ),
        (PSB_LINKED.replace("012345", "054321"), "PSB014"),
        ("", "PSB001"),
    ],
)
@pytest.mark.parametrize("listed", [PSB, "33010602012345", "浙公网安备 33010602012345"])
def test_the_listed_police_number_is_what_to_paste(footer: str, rule: str, listed: str) -> None:
    checked = outcome(page(NOTICE + footer), psb=listed)
    [finding] = [finding for finding in checked.findings if finding.rule == rule]

    assert finding.fix.html is not None
    assert "code=33010602012345" in finding.fix.html
    assert f">{PSB}</a>" in finding.fix.html


def test_an_old_number_of_the_list_is_nothing_to_paste() -> None:
    checked = outcome(page(NOTICE), psb="京公网安备110105000728号")
    [finding] = [finding for finding in checked.findings if finding.rule == "PSB001"]

    assert finding.fix.html is None


def test_a_digit_pair_that_nobody_knows_proposes_no_number() -> None:
    checked = outcome(page(NOTICE + PSB_LINKED.replace("33010602", "33010630")))
    [finding] = [finding for finding in checked.findings if finding.rule == "PSB002"]

    assert finding.fix.html is None


@pytest.mark.parametrize("rule", ["CPY002", "CPY003", "CPY005"])
def test_an_owner_is_compared_only_where_the_entity_is_known(rule: str) -> None:
    assert outcome(page(NOTICE)).verdicts[rule] == Unmeasured("not-offered:entity")
    assert outcome(page(NOTICE), entity=ENTITY).verdicts[rule] == Passed()
    assert outcome(page(ICP), entity=ENTITY).verdicts[rule] == NotApplicable("no-copyright")
    assert outcome(page("© 2026"), entity=ENTITY).verdicts[rule] == NotApplicable("no-owner")


@pytest.mark.parametrize("rule", ["CPY002", "CPY003", "CPY005"])
@pytest.mark.parametrize(
    ("nature", "why"),
    [("个人", "individual"), ("政府机关", "public-body"), ("事业单位", "public-body")],
)
def test_individuals_and_public_bodies_owe_no_owner(rule: str, nature: str, why: str) -> None:
    checked = outcome(page("© 2026 林间小屋"), entity="林小禾", nature=nature)

    assert checked.verdicts[rule] == NotApplicable(why)


def test_a_sample_owner_is_told_once() -> None:
    checked = outcome(page("<p>Copyright © 2026 Your Company. All rights reserved.</p>"), entity=ENTITY)

    assert [finding.rule for finding in checked.findings if finding.rule.startswith("CPY")] == ["CPY004"]


def test_another_owner_is_an_error_where_the_run_is_strict() -> None:
    html = page("<p>© 2026 宁波远初仪表有限公司 版权所有</p>")

    assert severity(outcome(html, entity=ENTITY), "CPY002") is Severity.WARNING
    assert severity(outcome(html, entity=ENTITY, basis=BasisLevel.STRICT), "CPY002") is Severity.ERROR


def test_a_footer_written_by_script_may_hold_a_notice_too() -> None:
    checked = outcome(page(f"<script>document.write('{ICP}');</script>"))

    assert checked.verdicts["CPY001"] == Unmeasured("needs-rendering")


def test_a_shell_is_neither_with_nor_without_notice() -> None:
    shell = '<html><head><meta charset="utf-8"></head><body><div id="app"></div><script src="/app.js"></script></body></html>'

    assert outcome(shell).verdicts["CPY001"] == Unmeasured("needs-rendering")


def test_a_public_body_without_organiser_still_owes_a_notice() -> None:
    assert outcome(page(ICP), nature="政府机关").verdicts["CPY001"] == Failed()


def test_a_saved_page_does_not_tell_where_it_landed() -> None:
    assert outcome(page(NOTICE)).verdicts["SITE003"] == Unmeasured("not-offered:response")


@pytest.mark.parametrize(
    "asked", [WebAddress("https://shop.lantian-shili.cn/"), BareDomain("lantian-shili.cn:8080")]
)
def test_another_host_of_the_same_domain_is_no_other_place(asked: Target) -> None:
    assert outcome(page(NOTICE), target=asked).verdicts["SITE003"] == Passed()


def test_an_address_without_a_name_lands_nowhere_else() -> None:
    checked = outcome(page(NOTICE), target=WebAddress("http://203.0.113.7/"))

    assert checked.verdicts["SITE003"] == NotApplicable("no-name-asked-for")


def test_a_preview_is_followed_under_its_own_name() -> None:
    preview = "https://preview.example.net/"

    stays = outcome(page(NOTICE), target=WebAddress(preview), url=preview, stands_for=URL)
    leaves = outcome(page(NOTICE), target=WebAddress(preview), url="https://www.example.org/", stands_for=URL)

    assert stays.verdicts["SITE003"] == Passed()
    assert leaves.verdicts["SITE003"] == Failed()


def test_a_block_page_says_nothing_about_the_site() -> None:
    checked = outcome(BLOCKED, target=WebAddress(URL))

    assert checked.verdicts["SITE005"] == Failed()
    assert {rule for rule, verdict in checked.verdicts.items() if isinstance(verdict, Failed)} == {"SITE005"}
    assert checked.verdicts["SITE003"] == Unmeasured("blocked-by-provider")
    assert checked.verdicts["SITE004"] == Unmeasured("blocked-by-provider")


def test_a_saved_page_lost_the_header_that_declared_its_charset() -> None:
    checked = outcome(page(NOTICE, charset=""))

    assert checked.verdicts["SITE004"] == Unmeasured("not-offered:response")


def test_only_a_file_is_a_piece_of_a_page() -> None:
    """A server that left `<html>` out of its home page made every site of its kind come out clean."""
    bare = "<div><h1>工业传感器</h1><p>我们设计并生产压力、温度和流量传感器。</p></div>"

    assert outcome(bare, url="").verdicts["ICP001"] == OutOfScope("fragment")
    assert outcome(bare).verdicts["ICP001"] == Failed()
    assert outcome(bare, target=WebAddress(URL)).verdicts["ICP001"] == Failed()


def test_a_fragment_declares_no_charset() -> None:
    checked = outcome(f"<div class='footer'>{NOTICE}</div>", target=WebAddress(URL))

    assert checked.verdicts["SITE004"] == NotApplicable("fragment")


def test_a_notice_may_stand_in_the_script_that_writes_the_numbers() -> None:
    script = f"<div id='beian'></div><script>document.getElementById('beian').innerHTML = '{ICP}';</script>"

    assert outcome(page(script)).verdicts["CPY001"] == Unmeasured("needs-rendering")
    assert outcome(page(script + NOTICE)).verdicts["CPY001"] == Passed()
