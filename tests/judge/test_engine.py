"""Verdicts and findings of one site."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.case import Case
from icplint.model.finding import Confidence, Severity, Status
from icplint.model.outcome import Failed, OutOfScope, Passed
from icplint.model.reading import Reading
from icplint.model.rule import (
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    PageEvidence,
    Presence,
    Rule,
    RuleContext,
    RuleInfo,
    RuleSays,
    Source,
    Unmeasured,
    Where,
)
from icplint.model.settings import JudgeSettings, RuleSetting
from icplint.model.site import FilingStatus, SavedPage, Site, WebAddress
from icplint.model.text import text
from icplint.packs import load_rules
from icplint.read.reader import read

TODAY = date(2026, 11, 24)
SHOWN = "<html><body><h1>某某科技有限公司</h1><footer>京ICP备16059763号-1</footer></body></html>"
BARE = "<html><body><h1>某某科技有限公司</h1><p>欢迎访问我们的网站。</p></body></html>"
SHELL = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'


def _info(id_: str, where: Where = Where.HOME, *, needs: tuple[Need, ...] = (Need.HTML,)) -> RuleInfo:
    return RuleInfo(
        id=id_,
        name=f"rule-{id_.lower()}",
        title=text(en="t", zh="t"),
        why=text(en="why", zh="为什么"),
        fix=text(en="do {what}", zh="请{what}"),
        faults={
            "missing": FaultInfo(
                severity=Severity.ERROR, message=text(en="no number on {host}", zh="{host} 没有")
            )
        },
        since="0.1.0",
        sources=(Source("SC-292", "12"),),
        needs=needs,
        where=where,
    )


def _presence(evidence: PageEvidence, _: RuleContext) -> Iterator[RuleSays]:
    if evidence.icp_presence is Presence.NEEDS_RENDERING:
        yield Unmeasured("needs-rendering")
    elif evidence.icp_presence is not Presence.SHOWN:
        yield Fault("missing", details={"what": "x"})


def _about_numbers(evidence: PageEvidence, _: RuleContext) -> Iterator[RuleSays]:
    if not evidence.evidence.icp:
        yield NotApplicable("no-number")
    for number in evidence.evidence.icp:
        yield Fault("missing", number, details={"what": "x"})


def _crash(evidence: PageEvidence, _: RuleContext) -> Iterator[RuleSays]:
    raise ZeroDivisionError(evidence.url)


PRESENCE = Rule(info=_info("ICP001"), pack="icp", judge_page=_presence)
NUMBERS = Rule(info=_info("ICP005", Where.EVERY_PAGE), pack="icp", judge_page=_about_numbers)
CRASH = Rule(info=_info("ICP099", Where.EVERY_PAGE), pack="icp", judge_page=_crash)
RENDERED = Rule(info=_info("ICP016", needs=(Need.RENDER,)), pack="icp", judge_page=_crash)


def _site(
    url: str = "https://www.example.cn/", status: FilingStatus | None = None, *, typed: bool = True
) -> Site:
    return Site(index=0, label=url, target=WebAddress(url), filing_status=status, typed=typed)


def _reading(html: str, url: str = "https://www.example.cn/") -> Reading:
    reading = read(Answer(Response(url=url, status=200), html.encode()))
    assert isinstance(reading, Reading)
    return reading


def _case(html: str, url: str = "https://www.example.cn/", **site: FilingStatus | bool | None) -> Case:
    return Case(_site(url, **site)).plus([_reading(html, url)])  # type: ignore[arg-type]


def test_a_number_that_is_shown_passes_and_the_site_is_clean() -> None:
    outcome = judge(_case(SHOWN), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": Passed()}
    assert outcome.measured
    assert outcome.clean
    assert outcome.domain == "example.cn"


def test_a_missing_number_is_one_finding_with_its_words_filled_in() -> None:
    outcome = judge(_case(BARE), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": Failed()}
    assert [finding.message.en for finding in outcome.findings] == ["no number on www.example.cn"]
    assert outcome.findings[0].fix.what.zh == "请x"
    assert outcome.findings[0].sources[0].mark == "law"
    assert outcome.measured
    assert not outcome.clean


@pytest.mark.parametrize("reason", list(NotCheckedReason))
def test_a_site_without_an_answer_neither_passes_nor_fails(reason: NotCheckedReason) -> None:
    case = Case(_site()).plus([FetchFailure(reason=reason, url="https://www.example.cn/")])

    outcome = judge(case, [PRESENCE, NUMBERS], JudgeSettings(), TODAY)

    assert outcome.not_checked is reason
    assert outcome.verdicts == {"ICP001": Unmeasured(reason.value), "ICP005": Unmeasured(reason.value)}
    assert not outcome.measured
    assert not outcome.findings


def test_a_shell_is_unmeasured_for_every_rule_and_never_clean() -> None:
    outcome = judge(_case(SHELL), [PRESENCE, NUMBERS], JudgeSettings(), TODAY)

    assert outcome.not_checked is None
    assert set(outcome.verdicts.values()) == {Unmeasured("needs-rendering")}
    assert not outcome.measured
    assert not outcome.clean


def test_a_need_that_the_run_does_not_offer_leaves_a_site_clean() -> None:
    outcome = judge(_case(SHOWN), [PRESENCE, RENDERED], JudgeSettings(), TODAY)

    assert outcome.verdicts["ICP016"] == Unmeasured("not-offered:render")
    assert outcome.measured
    assert outcome.clean


def test_a_rule_that_raises_is_counted_and_never_a_pass() -> None:
    outcome = judge(_case(SHOWN), [PRESENCE, CRASH], JudgeSettings(), TODAY)

    assert outcome.verdicts["ICP099"] == Unmeasured("rule-crashed")
    assert outcome.crashed_rules == ("ICP099",)
    assert not outcome.clean
    assert outcome.verdicts["ICP001"] == Passed()


def test_a_rule_that_names_an_unknown_fault_has_crashed() -> None:
    def judge_page(_: PageEvidence, __: RuleContext) -> Iterator[RuleSays]:
        yield Fault("unheard-of")

    outcome = judge(
        _case(SHOWN), [Rule(info=_info("ICP098"), pack="icp", judge_page=judge_page)], JudgeSettings(), TODAY
    )

    assert outcome.crashed_rules == ("ICP098",)


@pytest.mark.parametrize(
    "status",
    [
        FilingStatus.OVERSEAS,
        FilingStatus.INTRANET,
        FilingStatus.EXEMPT,
        FilingStatus.APP_ONLY,
        FilingStatus.FIRST_FILING,
        FilingStatus.REDIRECT_ONLY,
        FilingStatus.CANCELLED,
    ],
)
def test_presence_is_out_of_scope_by_filing_status_but_numbers_are_judged(status: FilingStatus) -> None:
    outcome = judge(_case(SHOWN, status=status), [PRESENCE, NUMBERS], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": OutOfScope("filing_status"), "ICP005": Failed()}
    assert outcome.measured


def test_presence_is_not_asked_of_inner_pages() -> None:
    outcome = judge(_case(BARE, "https://www.example.cn/news/1.html"), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": OutOfScope("not-home")}


@pytest.mark.parametrize("path", ["/", "", "/index.html", "/zh-CN/", "/en/index.htm", "/?page=1"])
def test_roots_and_language_roots_are_home_pages(path: str) -> None:
    outcome = judge(_case(BARE, f"https://www.example.cn{path}"), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": Failed()}


def test_a_sub_domain_s_missing_number_is_a_warning() -> None:
    outcome = judge(_case(BARE, "https://blog.example.cn/"), [PRESENCE], JudgeSettings(), TODAY)

    assert [finding.severity for finding in outcome.findings] == [Severity.WARNING]


def test_a_platform_s_name_owes_nothing() -> None:
    outcome = judge(_case(BARE, "https://someone.github.io/"), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"ICP001": OutOfScope("platform")}


def test_a_foreign_page_is_judged_with_low_confidence() -> None:
    english = "<html><body><h1>Acme</h1><p>Welcome to our site, friends.</p></body></html>"
    outcome = judge(_case(english, "https://acme.example.com/"), [PRESENCE], JudgeSettings(), TODAY)

    assert outcome.findings[0].confidence is Confidence.LOW
    assert outcome.findings[0].status is Status.BELOW_CONFIDENCE
    assert "filing_status=overseas" in outcome.findings[0].message.zh
    assert outcome.clean


def test_a_private_address_of_a_list_owes_no_presence_but_a_typed_one_does() -> None:
    listed = judge(_case(BARE, "http://127.0.0.1:8000/", typed=False), [PRESENCE], JudgeSettings(), TODAY)
    typed = judge(_case(BARE, "http://127.0.0.1:8000/", typed=True), [PRESENCE], JudgeSettings(), TODAY)

    assert listed.verdicts == {"ICP001": OutOfScope("private-address")}
    assert typed.verdicts == {"ICP001": Failed()}


def test_a_preview_is_judged_by_the_address_that_it_stands_for() -> None:
    site = Site(
        index=0, label="x", target=WebAddress("http://127.0.0.1:8000/"), stands_for="https://www.example.cn/"
    )
    outcome = judge(
        Case(site).plus([_reading(BARE, "http://127.0.0.1:8000/")]), [PRESENCE], JudgeSettings(), TODAY
    )

    assert outcome.domain == "example.cn"
    assert outcome.findings[0].message.en == "no number on www.example.cn"


def test_the_configuration_sets_severities_and_switches_rules_off() -> None:
    settings = JudgeSettings(ignore=("ICP005",), rules={"ICP001": RuleSetting(severity=Severity.INFO)})
    outcome = judge(_case(BARE), [PRESENCE, NUMBERS], settings, TODAY)

    assert list(outcome.verdicts) == ["ICP001"]
    assert outcome.findings[0].severity is Severity.INFO


@pytest.mark.parametrize("wanted", ["ICP001", "rule-icp001", "ICP", "icp001"])
def test_rules_are_selected_by_id_name_or_prefix(wanted: str) -> None:
    outcome = judge(_case(BARE), [PRESENCE], JudgeSettings(select=(wanted,)), TODAY)

    assert list(outcome.verdicts) == ["ICP001"]


def test_the_same_finding_again_raises_its_count_and_fingerprints_ignore_blanks() -> None:
    twice = (
        "<html><body><h1>某</h1><footer>京ICP备16059763号-1 | 京 ICP 备 16059763 号-1</footer></body></html>"
    )
    outcome = judge(_case(twice), [NUMBERS], JudgeSettings(), TODAY)

    assert [finding.count for finding in outcome.findings] == [2]


def test_two_equal_cases_give_equal_outcomes() -> None:
    first = judge(_case(SHOWN), [PRESENCE, NUMBERS], JudgeSettings(), TODAY)
    second = judge(_case(SHOWN), [PRESENCE, NUMBERS], JudgeSettings(), TODAY)

    assert first == second


def test_a_saved_page_offers_no_response() -> None:
    rule = Rule(info=_info("SITE002", needs=(Need.RESPONSE,)), pack="site", judge_page=_crash)
    site = Site(index=0, label="x", target=SavedPage(Path("x.html"), "https://www.example.cn/"))
    outcome = judge(Case(site).plus([_reading(SHOWN)]), [rule], JudgeSettings(), TODAY)

    assert outcome.verdicts == {"SITE002": Unmeasured("not-offered:response")}


def test_a_rule_that_ends_the_program_has_crashed() -> None:
    def judge_page(_: PageEvidence, __: RuleContext) -> Iterator[RuleSays]:
        raise SystemExit

    outcome = judge(
        _case(SHOWN), [Rule(info=_info("ICP097"), pack="icp", judge_page=judge_page)], JudgeSettings(), TODAY
    )

    assert outcome.crashed_rules == ("ICP097",)


def test_a_piece_in_a_file_owes_nothing_unless_it_stands_for_the_home_page() -> None:
    def verdict(url: str) -> object:
        site = Site(index=0, label="x", target=SavedPage(Path("x.html"), url or None))
        piece = Case(site).plus([_reading("<p>欢迎访问我们的网站。</p>", url)])
        return judge(piece, [PRESENCE], JudgeSettings(), TODAY).verdicts["ICP001"]

    assert verdict("") == OutOfScope("fragment")
    assert verdict("https://www.example.cn/parts/head.html") == OutOfScope("fragment")
    assert verdict("https://www.example.cn/") == Failed()


def test_the_dot_of_the_root_is_no_part_of_a_host() -> None:
    site = Site(index=0, label="x", target=WebAddress("https://www.example.gov.cn./"))
    reading = read(
        Answer(Response(url="https://www.example.gov.cn./", status=200), b"<html><body>x</body></html>")
    )
    assert isinstance(reading, Reading)

    outcome = judge(Case(site).plus([reading]), load_rules(), JudgeSettings(), date(2026, 11, 24))

    assert outcome.domain == "example.gov.cn"
    assert outcome.verdicts["GOV002"] == Failed()
