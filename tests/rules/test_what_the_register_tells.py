"""Rules that ask the register: what each of its answers makes of them, and the days that run from its dates."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from icplint.facts.working_days import WEEK_ALONE
from icplint.judge.engine import judge
from icplint.model.answer import Answer, NotCheckedReason, Response
from icplint.model.case import Case
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.finding import Confidence, Finding, Severity
from icplint.model.history import Look
from icplint.model.outcome import Failed, Outcome, Passed
from icplint.model.rule import (
    BasisLevel,
    NotApplicable,
    Rule,
    RuleContext,
    RuleSays,
    SiteEvidence,
    Unmeasured,
)
from icplint.model.settings import JudgeSettings
from icplint.model.site import FilingStatus, SavedPage, Site
from icplint.read.reader import read
from tests.rules.cases import TODAY, rules

URL = "https://www.lantian-shili.cn/"
ICP = '<a href="https://beian.miit.gov.cn/">浙ICP备2021009999号-1</a>'
PSB = '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345"><img src="/ga.png" alt="">浙公网安备33010602012345号</a>'
FILED = Filing(subject="浙ICP备2021009999号", site="浙ICP备2021009999号-1", psb="33010602012345")
NOT_FILED = NotFiled("register.csv", TODAY - timedelta(days=4))
ASK_THE_REGISTER = ("ICP013", "ICP018", "ICP019", "ICP021", "PSB014")


def outcome(footer: str, answer: RegisterAnswer, *, today: date = TODAY, **columns: Any) -> Outcome:
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), URL), **columns)
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>蓝田石立</title></head><body>'
        f"<h1>工业传感器</h1><p>我们设计并生产压力、温度和流量传感器。</p><footer>{footer}</footer></body></html>"
    )
    reading = read(Answer(Response(url=URL), html.encode()))
    return judge(Case(site, filing=answer).plus([reading]), rules(), JudgeSettings(), today)


def rule(name: str) -> Rule:
    return next(one for one in rules() if one.info.id == name)


def only_finding(checked: Outcome, name: str) -> Finding:
    [finding] = [finding for finding in checked.findings if finding.rule == name]
    return finding


@pytest.mark.parametrize("name", ASK_THE_REGISTER)
@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (NOT_OFFERED.reason, "not-offered:register"),
        ("not-in-file", "not-in-file"),
        ("needs-register", "needs-register"),
        ("register-stale", "register-stale"),
        ("register-service", "register-service"),
        ("register-damaged", "register-damaged"),
    ],
)
def test_what_nobody_knows_is_unmeasured_for_its_own_reason(name: str, reason: str, told: str) -> None:
    checked = outcome(ICP + PSB, Unknown(reason))

    assert checked.verdicts[name] == Unmeasured(told)
    assert not [finding for finding in checked.findings if finding.rule == name]


@pytest.mark.parametrize("name", ["ICP013", "ICP018", "ICP021", "PSB014"])
def test_a_row_without_what_is_asked_for_is_silent(name: str) -> None:
    assert outcome(ICP + PSB, Filing()).verdicts[name] == Unmeasured("not-offered:register-field")


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("ICP013", {"icp": "浙ICP备2021009999号-1"}, Passed()),
        ("ICP013", {"icp": "浙ICP备2021009999号-2"}, Failed()),
        ("ICP018", {"icp": "浙ICP备2021009999号-1"}, Passed()),
        ("PSB014", {"psb": "33010602012345"}, Passed()),
        ("PSB014", {"psb": "33010602099999"}, Failed()),
    ],
)
@pytest.mark.parametrize("answer", [Filing(), Unknown("not-in-file"), NOT_OFFERED, NOT_FILED])
def test_the_list_speaks_where_the_register_gives_no_number(
    name: str, columns: dict[str, Any], expected: object, answer: RegisterAnswer
) -> None:
    assert outcome(ICP + PSB, answer, **columns).verdicts[name] == expected


@pytest.mark.parametrize("name", ["ICP013", "ICP018", "PSB014"])
def test_a_register_whose_numbers_cannot_be_read_compares_nothing(name: str) -> None:
    checked = outcome(ICP + PSB, Filing(subject="已备案", psb="已办理"))

    assert checked.verdicts[name] == Unmeasured("registered-number-unreadable")


@pytest.mark.parametrize("name", ["ICP013", "PSB014"])
def test_a_register_that_cannot_be_read_yields_to_a_list_that_can(name: str) -> None:
    answer = Filing(subject="已备案", psb="已办理")

    assert (
        outcome(ICP + PSB, answer, icp="浙ICP备2021009999号", psb="33010602012345").verdicts[name] == Passed()
    )


def test_that_nothing_was_filed_with_the_ministry_says_nothing_of_the_police() -> None:
    checked = outcome(ICP + PSB, NOT_FILED)

    assert checked.verdicts["PSB014"] == Unmeasured("not-offered:register-field")
    assert checked.verdicts["ICP019"] == Failed()
    assert checked.verdicts["ICP013"] == NotApplicable("not-filed")
    assert checked.verdicts["ICP018"] == NotApplicable("not-filed")
    assert checked.verdicts["ICP021"] == NotApplicable("not-filed")


def test_a_row_of_the_police_alone_does_not_tell_whether_the_ministry_filed() -> None:
    assert outcome(ICP, Filing(psb="33010602012345")).verdicts["ICP019"] == Unmeasured(
        "not-offered:register-field"
    )
    assert outcome(ICP, Filing(entity="杭州蓝田石立科技有限公司")).verdicts["ICP019"] == Passed()
    assert outcome(ICP, Filing(site="浙ICP备2021009999号-1", psb="1")).verdicts["ICP019"] == Passed()
    assert outcome(ICP, Filing(subject="浙ICP备2021009999号", psb="1")).verdicts["ICP019"] == Passed()


def test_rows_that_contradict_each_other_restrict_nothing() -> None:
    checked = outcome(ICP, Filing(disputed=("access_restricted",)))

    assert checked.verdicts["ICP021"] == Unmeasured("register-disputed")


@pytest.mark.parametrize(
    ("first_filed_on", "expected"),
    [
        (NOT_FILED.as_of, Unmeasured("register-stale")),
        (TODAY, Unmeasured("register-stale")),
        (date(2026, 11, 19), Failed()),
    ],
)
def test_a_register_from_before_the_filing_cannot_hold_it(first_filed_on: date, expected: object) -> None:
    assert outcome(ICP, NOT_FILED, first_filed_on=first_filed_on).verdicts["ICP019"] == expected


def test_a_register_without_a_day_may_hold_every_filing() -> None:
    assert outcome(ICP, NotFiled("register.csv"), first_filed_on=TODAY).verdicts["ICP019"] == Failed()


@pytest.mark.parametrize(
    ("answer", "columns", "en", "zh"),
    [
        (
            NOT_FILED,
            {},
            "(register.csv as of 2026-11-20) has no filing",
            "（register.csv，截至 2026-11-20）中没有",
        ),
        (NotFiled("register.csv"), {}, "(register.csv) has no filing", "（register.csv）中没有"),
        (Filing(status=FilingStatus.CANCELLED), {}, "but the register says", "而备案数据注明"),
        (NOT_FILED, {"filing_status": FilingStatus.CANCELLED}, "but the list says", "而清单注明"),
    ],
)
def test_a_domain_without_a_filing_is_told_with_its_witness(
    answer: RegisterAnswer, columns: dict[str, Any], en: str, zh: str
) -> None:
    message = only_finding(outcome(ICP, answer, **columns), "ICP019").message

    assert en in message.en
    assert zh in message.zh
    assert "lantian-shili.cn" in message.en


def test_the_restricted_domain_is_the_row_s() -> None:
    named = only_finding(outcome(ICP, Filing(access_restricted=True, domain="shili.cn")), "ICP021")
    nameless = only_finding(outcome(ICP, Filing(access_restricted=True)), "ICP021")

    assert "of shili.cn that" in named.message.en
    assert "of lantian-shili.cn that" in nameless.message.en


def test_all_registered_numbers_are_named_and_the_first_is_pasted() -> None:
    answer = Filing(
        site="浙ICP备2021008888号-1", other_sites=("浙ICP备2021008888号-2", "浙ICP备2021008888号-2")
    )
    finding = only_finding(outcome(ICP, answer), "ICP013")

    assert "但" not in finding.message.zh
    assert "登记的备案编号为 浙ICP备2021008888号-1、浙ICP备2021008888号-2" in finding.message.zh
    assert finding.fix.html is not None
    assert ">浙ICP备2021008888号-1</a>" in finding.fix.html


def test_the_register_s_province_chooses_the_profile() -> None:
    checked = outcome(ICP, Filing(subject="浙ICP备2021009999号", province="江苏"), province="广东")

    assert checked.profile is not None
    assert checked.profile.startswith("江苏@")


# --- days ---


@pytest.mark.parametrize(
    ("answer", "today", "severity", "due"),
    [
        (Filing(psb_on=date(2026, 10, 13)), date(2026, 11, 12), Severity.INFO, date(2026, 11, 12)),
        (Filing(psb_on=date(2026, 10, 13)), date(2026, 11, 13), Severity.WARNING, date(2026, 11, 24)),
        (Filing(psb_on=date(2026, 10, 13)), date(2026, 11, 24), Severity.WARNING, date(2026, 11, 24)),
        (Filing(psb_on=date(2026, 10, 13)), date(2026, 11, 25), Severity.ERROR, date(2026, 11, 24)),
        (Filing(psb="33010602012345"), date(2026, 11, 24), Severity.ERROR, None),
        (Filing(first_filed_on=date(2026, 10, 25)), date(2026, 11, 24), Severity.INFO, date(2026, 11, 24)),
        (Filing(first_filed_on=date(2026, 10, 25)), date(2026, 11, 25), Severity.WARNING, date(2026, 11, 24)),
        (Filing(opened_on=date(2026, 10, 25)), date(2026, 11, 24), Severity.INFO, date(2026, 11, 24)),
        (Filing(last_approved_on=date(2026, 10, 25)), date(2026, 11, 24), Severity.WARNING, None),
        (NOT_FILED, date(2026, 11, 24), Severity.WARNING, None),
    ],
)
def test_an_absent_police_number_is_told_with_its_last_day(
    answer: RegisterAnswer, today: date, severity: Severity, due: date | None
) -> None:
    finding = only_finding(outcome(ICP, answer, today=today, nature="企业"), "PSB001")

    assert finding.severity is severity
    assert finding.due == due


def test_a_number_is_not_late_before_the_last_day_that_unknown_holidays_allow() -> None:
    answer = Filing(psb_on=date(2027, 3, 1))
    severities = {
        day: only_finding(outcome(ICP, answer, today=day), "PSB001").severity
        for day in (date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 21), date(2027, 4, 22))
    }

    assert list(severities.values()) == [Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.ERROR]


def test_unknown_holidays_are_told_as_a_span(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("icplint.compare.deadlines.work_calendar", lambda: WEEK_ALONE)
    message = only_finding(outcome(ICP, Filing(psb_on=date(2026, 10, 20))), "PSB001").message

    assert "在 2026-11-26 至 2026-12-10 之间" in message.zh
    assert "which end between 2026-11-26 and 2026-12-10" in message.en


def test_known_holidays_are_told_as_a_day() -> None:
    message = only_finding(outcome(ICP, Filing(psb_on=date(2026, 10, 20))), "PSB001").message

    assert "30 个工作日的说法，于 2026-12-01 届满" in message.zh
    assert "which end on 2026-12-01)" in message.en


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_no_day_of_a_list_breaks_a_rule(day: date) -> None:
    for columns in ({"psb_on": day}, {"first_filed_on": day}):
        checked = outcome(ICP, Filing(opened_on=day, psb_on=day), **columns)

        assert checked.crashed_rules == ()


# --- a filed site that nobody reaches ---


def says(answer: RegisterAnswer, *looks: Look) -> list[RuleSays]:
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), URL))
    context = RuleContext(
        site=site,
        host="www.lantian-shili.cn",
        domain="lantian-shili.cn",
        basis_level=BasisLevel.PRACTICE,
        province=None,
        filing=answer,
        today=TODAY,
        looks=looks,
    )
    evidence = SiteEvidence(site=site, host="www.lantian-shili.cn", domain="lantian-shili.cn", pages=())
    judge_site = rule("SITE006").judge_site
    assert judge_site is not None
    return list(judge_site(evidence, context))


def look(days_ago: int, reason: NotCheckedReason | None = NotCheckedReason.DNS) -> Look:
    return Look(TODAY - timedelta(days=days_ago), reason)


def test_without_a_history_nobody_says_that_a_site_is_not_in_use() -> None:
    for answer in (FILED, NOT_FILED, NOT_OFFERED):
        assert outcome(ICP, answer).verdicts["SITE006"] in (
            Unmeasured("not-offered:history"),
            Unmeasured("not-offered:register"),
        )
    assert says(FILED) == [Unmeasured("not-offered:history")]


@pytest.mark.parametrize("reason", [NotCheckedReason.DNS, NotCheckedReason.TCP, NotCheckedReason.TIMEOUT])
def test_two_looks_a_week_apart_tell_that_a_filed_site_is_out_of_reach(reason: NotCheckedReason) -> None:
    [fault] = says(FILED, look(30, None), look(7, reason), look(3), look(0, reason))

    assert getattr(fault, "name", None) == "out-of-reach"
    assert getattr(fault, "details", None) == {
        "domain": "lantian-shili.cn",
        "first": "2026-11-17",
        "last": "2026-11-24",
    }


@pytest.mark.parametrize(
    "looks",
    [
        [look(6), look(0)],
        [look(0)],
        [look(20), look(5, None), look(0)],
        [look(20), look(0, None)],
        [look(20), look(10, NotCheckedReason.WAF), look(0)],
        [look(20, NotCheckedReason.MAINTENANCE), look(0, NotCheckedReason.MAINTENANCE)],
    ],
    ids=["six days", "once", "came back between", "came back", "stopped by a firewall", "under maintenance"],
)
def test_less_tells_nothing(looks: list[Look]) -> None:
    assert says(FILED, *looks) == []


@pytest.mark.parametrize("answer", [NOT_FILED, Filing(status=FilingStatus.CANCELLED)])
def test_what_is_not_filed_need_not_be_in_use(answer: RegisterAnswer) -> None:
    assert says(answer, look(20), look(0)) == [NotApplicable("not-filed")]


def test_only_a_register_tells_that_a_site_is_filed() -> None:
    assert says(Unknown("not-in-file"), look(20), look(0)) == [Unmeasured("not-in-file")]
    assert says(NOT_OFFERED, look(20), look(0)) == [Unmeasured("not-offered:register")]


def test_what_is_out_of_reach_is_a_matter_for_a_look_by_a_person() -> None:
    fault = rule("SITE006").info.faults["out-of-reach"]

    assert fault.severity is Severity.WARNING
    assert fault.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("answer", "columns", "pasted"),
    [
        (FILED, {}, "浙ICP备2021009999号-1"),
        (NOT_OFFERED, {"icp": "浙icp备2021009999号-1"}, "浙ICP备2021009999号-1"),
        (FILED, {"icp": "京ICP备2021007777号-1"}, "浙ICP备2021009999号-1"),
        (NOT_OFFERED, {"icp": "办理中"}, None),
        (Unknown("not-in-file"), {}, None),
    ],
)
def test_a_missing_number_is_given_to_paste_where_register_or_list_know_it(
    answer: RegisterAnswer, columns: dict[str, Any], pasted: str | None
) -> None:
    html = only_finding(outcome("© 2026 蓝田石立", answer, **columns), "ICP001").fix.html

    assert (html is None) is (pasted is None)
    assert html is None or f">{pasted}</a>" in html


def test_a_police_number_on_which_rows_differ_is_not_taken_for_one_to_apply_for() -> None:
    filed = Filing(site="浙ICP备2021009999号-1", opened_on=TODAY - timedelta(days=100))
    differing = Filing(site="浙ICP备2021009999号-1", opened_on=filed.opened_on, disputed=("psb",))

    assert only_finding(outcome(ICP, filed), "PSB001").fault == "missing-maybe-in-review"
    assert only_finding(outcome(ICP, differing), "PSB001").fault == "missing-nothing-known"
