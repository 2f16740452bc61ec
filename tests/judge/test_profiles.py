"""How a province, a checker and the basis level change what a site gets."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icplint.facts import laws
from icplint.judge.engine import judge
from icplint.judge.profile import profile_of
from icplint.judge.triage import is_active
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.finding import Finding, Severity
from icplint.model.outcome import Failed, Outcome, Passed
from icplint.model.profile import GENERAL, Checker
from icplint.model.rule import BasisLevel
from icplint.model.settings import JudgeSettings, RuleSetting
from icplint.model.site import SavedPage, Site
from icplint.packs import load_rules
from icplint.read.reader import read

RULES = load_rules()
TODAY = date(2026, 11, 24)
URL = "https://www.qingya-shili.cn/"
HUAWEI = JudgeSettings(checker=Checker.HUAWEI)


def outcome(footer: str, settings: JudgeSettings | None = None, **columns: Any) -> Outcome:
    html = f"<html lang='zh'><body><h1>包装与印刷</h1><p>我们制作纸盒与标签。</p><footer>{footer}</footer></body></html>"
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), URL), **columns)
    case = Case(site).plus([read(Answer(Response(url=URL), html.encode()))])
    return judge(case, RULES, settings or JudgeSettings(), TODAY)


def linked(number: str) -> str:
    return f'<p><a href="https://beian.miit.gov.cn/">{number}</a></p>'


def finding(checked: Outcome, rule: str) -> Finding:
    [found] = [one for one in checked.findings if one.rule == rule]
    return found


@pytest.mark.parametrize(
    ("province", "checker", "name"),
    [
        ("江苏", None, "江苏@2026-11"),
        ("江苏", Checker.TENCENT, "江苏+tencent@2026-11"),
        ("四川", Checker.HUAWEI, "huawei@2026-11"),
        ("四川", None, None),
        (None, None, None),
    ],
)
def test_a_profile_is_named_by_those_of_whom_lines_are_known(
    province: str | None, checker: Checker | None, name: str | None
) -> None:
    assert profile_of(province, checker).name == name


def test_a_province_without_lines_follows_the_general_rule() -> None:
    assert profile_of("四川", None) is GENERAL
    assert outcome(linked("蜀ICP备2021009999号-1")).profile is None


def test_the_profile_goes_by_the_list_before_the_number() -> None:
    assert outcome(linked("苏ICP备2021009999号-1")).profile == "江苏@2026-11"
    assert outcome(linked("苏ICP备2021009999号-1"), province="四川").profile is None


def test_the_subject_number_passes_in_guangdong_before_every_checker() -> None:
    for checker in Checker:
        checked = outcome(linked("粤ICP备2021009999号"), JudgeSettings(checker=checker))
        assert checked.verdicts["ICP011"] == Passed()


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        (JudgeSettings(), Severity.INFO),
        (HUAWEI, Severity.WARNING),
        (JudgeSettings(basis_level=BasisLevel.STRICT), Severity.ERROR),
        (JudgeSettings(basis_level=BasisLevel.STRICT, checker=Checker.HUAWEI), Severity.ERROR),
        (
            JudgeSettings(
                basis_level=BasisLevel.STRICT,
                checker=Checker.HUAWEI,
                rules={"ICP011": RuleSetting(severity=Severity.INFO)},
            ),
            Severity.INFO,
        ),
    ],
    ids=["nobody", "checker", "strict", "checker and strict", "configured"],
)
def test_the_configuration_outranks_strictness_which_outranks_the_checker(
    settings: JudgeSettings, severity: Severity
) -> None:
    assert finding(outcome(linked("蜀ICP备2021009999号"), settings), "ICP011").severity is severity


def test_an_old_list_about_a_province_makes_advice_and_names_itself() -> None:
    found = finding(outcome(linked("浙ICP备2021009999号")), "ICP011")

    assert (found.fault, found.severity) == ("subject-only-asked", Severity.INFO)
    assert "腾讯云" in found.message.zh


def test_a_checker_takes_another_sites_number_more_gravely() -> None:
    footer = linked("蜀ICP备2021009999号-2")

    assert finding(outcome(footer, icp="蜀ICP备2021009999号-1"), "ICP013").severity is Severity.WARNING
    assert finding(outcome(footer, HUAWEI, icp="蜀ICP备2021009999号-1"), "ICP013").severity is Severity.ERROR


def test_a_notice_is_owed_more_in_jiangsu_by_the_lines_severity() -> None:
    there, elsewhere = (outcome(linked(f"{sign}ICP备2021009999号-1")) for sign in "苏蜀")

    assert finding(there, "CPY001").severity is Severity.WARNING
    assert "江苏" in finding(there, "CPY001").message.zh
    assert "Jiangsu" in finding(there, "CPY001").message.en
    assert finding(elsewhere, "CPY001").severity is Severity.INFO


def test_findings_carry_the_named_checkers_words_and_nobody_elses() -> None:
    footer = "<p>蜀ICP备2021009999号-1</p>"
    code = finding(outcome(footer, HUAWEI), "ICP005")

    assert code.reason_code == "备案号未添加链接工信部网站"
    assert code.customer_message is not None
    assert finding(outcome(footer), "ICP005").reason_code is None
    assert finding(outcome(footer, JudgeSettings(checker=Checker.ALIBABA)), "ICP005").reason_code is None


def test_the_list_of_the_site_number_is_pasted_where_it_is_known() -> None:
    known = finding(outcome(linked("蜀ICP备2021009999号"), icp="蜀ICP备2021009999号-3"), "ICP011")
    unknown = finding(outcome(linked("蜀ICP备2021009999号")), "ICP011")

    assert "蜀ICP备2021009999号-3" in (known.fix.html or "")
    assert unknown.fix.html is None


def test_the_level_of_law_judges_by_statutes_that_were_read_and_nothing_else() -> None:
    law = JudgeSettings(basis_level=BasisLevel.LAW)
    active = {rule.info.id for rule in RULES if is_active(rule.info, law)}

    assert active == {rule.info.id for rule in RULES if laws.rests_on_law(rule.info.sources)}
    assert "ICP001" in active
    assert not active & {"ICP005", "ICP006", "ICP007", "ICP008", "ICP011", "CPY001", "PSB005", "PSB009"}


@pytest.mark.parametrize("rule", ["PSB005", "PSB009", "ICP011", "ICP013", "CPY002"])
def test_strictness_raises_link_icon_suffix_and_owner(rule: str) -> None:
    info = next(one.info for one in RULES if one.info.id == rule)

    assert any(fault.strict is Severity.ERROR for fault in info.faults.values())


def test_a_site_that_was_not_checked_has_no_profile() -> None:
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), URL), province="江苏")

    assert judge(Case(site), RULES, HUAWEI, TODAY).profile is None
    assert outcome(linked("蜀ICP备2021009999号"), HUAWEI).verdicts["ICP011"] == Failed()
