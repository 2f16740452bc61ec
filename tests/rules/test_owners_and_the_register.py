"""Whose site it is: what the register, the list and the configuration tell the rules about owners."""

from pathlib import Path
from typing import Any

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.entity import Entity
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.finding import Confidence, Severity, Status
from icplint.model.outcome import Failed, Outcome, Passed
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.settings import JudgeSettings, RuleSetting
from icplint.model.site import SavedPage, Site
from icplint.read.reader import read
from tests.rules.cases import TODAY, rules

URL = "https://www.lantian-shili.cn/"
ENTITY = "杭州蓝田石立科技有限公司"
OTHER = "宁波远初仪表有限公司"
OWNER_RULES = ("CPY002", "CPY003", "CPY005")
UNIVERSITY = Filing(domain="shili.edu.cn", of_parent=True, entity="石立大学", nature="事业单位")


def outcome(
    owner: str,
    *,
    filing: RegisterAnswer = NOT_OFFERED,
    url: str = URL,
    settings: JudgeSettings | None = None,
    **columns: Any,
) -> Outcome:
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>石立</title></head><body><h1>通知公告</h1>'
        f"<p>本周发布两则通知。</p><footer><p>© 2026 {owner} 版权所有</p></footer></body></html>"
    )
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), url), **columns)
    case = Case(site, filing=filing).plus([read(Answer(Response(url=url), html.encode()))])
    return judge(case, rules(), settings or JudgeSettings(), TODAY)


@pytest.mark.parametrize("rule", [*OWNER_RULES, "ICP020"])
def test_a_universitys_row_does_not_say_who_runs_a_host_below_it(rule: str) -> None:
    checked = outcome("石立大学信息学院", filing=UNIVERSITY, url="https://cs.shili.edu.cn/")
    listed = outcome(ENTITY, filing=UNIVERSITY, url="https://lab.shili.edu.cn/", entity=ENTITY, nature="企业")

    if rule == "ICP020":
        assert checked.verdicts[rule] == NotApplicable("no-listed-entity")
        assert listed.verdicts[rule] == Unmeasured("needs-register")
    else:
        assert checked.verdicts[rule] == Unmeasured("needs-register")
        assert listed.verdicts[rule] == Passed()


@pytest.mark.parametrize("rule", OWNER_RULES)
def test_a_company_below_a_university_is_unmeasured_until_the_list_names_it(rule: str) -> None:
    host = "https://lab.shili.edu.cn/"

    unnamed = outcome(ENTITY, filing=UNIVERSITY, url=host, nature="企业")

    assert unnamed.verdicts[rule] == Unmeasured("needs-register")


@pytest.mark.parametrize("rule", OWNER_RULES)
def test_a_universitys_own_row_says_that_it_is_a_public_body(rule: str) -> None:
    own = Filing(domain="shili.edu.cn", entity="石立大学", nature="事业单位")

    assert outcome("石立大学", filing=own, url="https://www.shili.edu.cn/").verdicts[rule] == NotApplicable(
        "public-body"
    )


def test_a_parents_row_names_the_owner_of_an_ordinary_sub_domain() -> None:
    row = Filing(domain="lantian-shili.cn", of_parent=True, entity=OTHER)

    assert outcome(ENTITY, filing=row, url="https://shop.lantian-shili.cn/").verdicts["CPY002"] == Failed()


@pytest.mark.parametrize("rule", OWNER_RULES)
@pytest.mark.parametrize(
    ("filing", "verdict"),
    [
        (Unknown("not-in-file"), Unmeasured("not-in-file")),
        (Unknown("register-stale"), Unmeasured("register-stale")),
        (Unknown("needs-register"), Unmeasured("needs-register")),
        (NOT_OFFERED, Unmeasured("not-offered:entity")),
        (Filing(subject="浙ICP备2021009999号"), Unmeasured("not-offered:entity")),
        (NotFiled("register.csv"), NotApplicable("not-filed")),
    ],
    ids=lambda one: str(getattr(one, "reason", type(one).__name__)),
)
def test_where_nobody_names_the_entity_the_rules_say_why(
    rule: str, filing: RegisterAnswer, verdict: Unmeasured | NotApplicable
) -> None:
    assert outcome(ENTITY, filing=filing).verdicts[rule] == verdict


@pytest.mark.parametrize("filing", [Unknown("not-in-file"), Filing(), NotFiled("register.csv")])
def test_the_lists_entity_stands_in_where_the_register_names_none(filing: RegisterAnswer) -> None:
    assert outcome(ENTITY, filing=filing, entity=ENTITY).verdicts["CPY002"] == Passed()
    assert outcome(OTHER, filing=filing, entity=ENTITY).verdicts["CPY002"] == Failed()


def test_the_register_goes_before_the_list() -> None:
    checked = outcome(ENTITY, filing=Filing(entity=OTHER), entity=ENTITY)
    [finding] = [one for one in checked.findings if one.rule == "CPY002"]

    assert finding.fault == "filing-of-another"
    assert OTHER in finding.message.zh
    assert finding.fix.html is None


def test_the_registers_name_is_what_to_paste_where_list_and_notice_differ() -> None:
    checked = outcome("绍兴青禾茶业有限公司", filing=Filing(entity=OTHER), entity=ENTITY)
    [finding] = [one for one in checked.findings if one.rule == "CPY002"]

    assert finding.fault == "different"
    assert finding.fix.html is not None
    assert OTHER in finding.fix.html


@pytest.mark.parametrize("rule", OWNER_RULES)
def test_an_individuals_filing_is_compared_with_no_owner(rule: str) -> None:
    checked = outcome(ENTITY, filing=Filing(nature="个人", entity="林小禾"), entity=ENTITY, nature="企业")

    assert checked.verdicts[rule] == NotApplicable("individual")


@pytest.mark.parametrize(
    ("filing", "verdict"),
    [
        (NOT_OFFERED, Unmeasured("not-offered:register")),
        (Unknown("register-stale"), Unmeasured("register-stale")),
        (Filing(subject="浙ICP备2021009999号"), Unmeasured("not-offered:register-field")),
        (NotFiled("register.csv"), NotApplicable("not-filed")),
        (Filing(entity=ENTITY), Passed()),
        (Filing(entity=OTHER), Failed()),
    ],
    ids=["not offered", "stale", "silent", "not filed", "same", "another"],
)
def test_the_lists_entity_is_compared_with_the_register(filing: RegisterAnswer, verdict: object) -> None:
    assert outcome(ENTITY, filing=filing, entity=ENTITY).verdicts["ICP020"] == verdict


def test_another_holder_is_sure_only_where_names_are_declared() -> None:
    declared = JudgeSettings(entities=(Entity(name=ENTITY),))

    guessed, known = (
        next(one for one in checked.findings if one.rule == "ICP020")
        for checked in (
            outcome(ENTITY, filing=Filing(entity=OTHER), entity=ENTITY),
            outcome(ENTITY, filing=Filing(entity=OTHER), entity=ENTITY, settings=declared),
        )
    )

    assert (guessed.confidence, guessed.status) == (Confidence.LOW, Status.BELOW_CONFIDENCE)
    assert (known.confidence, known.status) == (Confidence.HIGH, Status.REPORTED)


@pytest.mark.parametrize(
    ("owner", "usual"), [(OTHER, Severity.WARNING), (f"{ENTITY}宁波分公司", Severity.INFO)]
)
def test_the_option_makes_any_other_name_an_error(owner: str, usual: Severity) -> None:
    strict = JudgeSettings(rules={"CPY002": RuleSetting(options={"owner": "strict"})})

    severities = [
        [one.severity for one in checked.findings if one.rule == "CPY002"]
        for checked in (outcome(owner, entity=ENTITY), outcome(owner, entity=ENTITY, settings=strict))
    ]

    assert severities == [[usual], [Severity.ERROR]]


def test_a_former_name_in_the_filing_leaves_the_notice_as_it_is() -> None:
    declared = JudgeSettings(entities=(Entity(name=ENTITY, former_names=(OTHER,)),))
    checked = outcome(ENTITY, filing=Filing(entity=OTHER), settings=declared)
    [finding] = [one for one in checked.findings if one.rule == "CPY002"]

    assert finding.fault == "former-name-filed"
    assert finding.fix.html is None
    assert "曾用名" in finding.message.zh


def test_thousands_of_entities_are_looked_up_by_name() -> None:
    many = tuple(
        Entity(name=f"杭州示例{number}科技有限公司", brands=(f"示例{number}",)) for number in range(3000)
    )
    settings = JudgeSettings(entities=(*many, Entity(name=ENTITY, brands=("蓝田石立",))))

    assert outcome("蓝田石立", entity=ENTITY, settings=settings).verdicts["CPY003"] == Passed()
    assert outcome("示例77", entity=ENTITY, settings=settings).verdicts["CPY003"] == Failed()


def test_a_brand_of_two_entities_names_neither_for_the_list() -> None:
    pair = (Entity(name=ENTITY, brands=("石立云",)), Entity(name=OTHER, brands=("石立云",)))
    settings = JudgeSettings(entities=pair)

    assert outcome("石立云", entity=ENTITY, settings=settings).verdicts["CPY003"] == Passed()
    assert outcome(ENTITY, entity="石立云", settings=settings).verdicts["CPY003"] == Failed()
