"""What provinces and checkers ask: each line with its source, and none without."""

import tomllib
from datetime import date
from typing import Any

import pytest

from icplint.facts import checkers, laws, provinces
from icplint.facts.link_eras import link_eras
from icplint.facts.reason_codes import reason_code, reason_codes
from icplint.facts.regions import regions
from icplint.model.profile import Checker, HowAsked, NumberForm
from icplint.model.rule import Source
from icplint.packs import load_rules
from icplint.resources import bundled

NAMES = {region.name for region in regions()}
RULES = {rule.info.id: rule.info for rule in load_rules()}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(bundled(f"facts/{name}.toml").read_text(encoding="utf-8"))


def lines() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{name}: {kind}", entry)
        for name in ("provinces", "checkers", "reason_codes")
        for kind, entries in table(name).items()
        if isinstance(entries, list) and kind != "checker"
        for entry in entries
    ]


@pytest.mark.parametrize(("where", "entry"), lines(), ids=[where for where, _ in lines()])
def test_a_line_without_its_source_and_the_day_it_was_seen_is_no_line(
    where: str, entry: dict[str, Any]
) -> None:
    as_of = table(where.partition(":")[0])["as_of"]

    assert entry["source"]["zh"].strip()
    assert entry["source"]["en"].strip()
    assert entry.get("published", entry["seen"]) <= entry["seen"] <= as_of


def test_every_province_that_is_named_is_one() -> None:
    named = [*provinces.numbers_asked(), *provinces.copyrights_asked()]
    around = [
        name
        for entry in table("checkers")["number"]
        for name in (*entry.get("within", ()), *entry.get("outside", ()))
    ]

    assert named
    assert {*named, *around} <= NAMES


@pytest.mark.parametrize("checker", Checker)
def test_every_checker_takes_both_forms_in_guangdong_and_the_site_number_elsewhere(checker: Checker) -> None:
    asked = {name: checkers.number_asked_by(checker, name) for name in NAMES}

    assert {name for name, one in asked.items() if one is not None and NumberForm.SUBJECT in one.accepts} == {
        "广东"
    }
    assert all(one is not None and NumberForm.SITE in one.accepts for one in asked.values())
    assert checkers.number_asked_by(checker, None) is None


def test_guangdong_takes_the_subject_number_and_the_lines_own_up_to_their_contradictions() -> None:
    guangdong = provinces.numbers_asked()["广东"]

    assert guangdong.form is NumberForm.SUBJECT
    assert guangdong.origin.contradicted is not None
    assert all(one.origin.contradicted for one in provinces.numbers_asked().values())


def test_jiangsu_alone_is_known_to_suggest_a_copyright_notice() -> None:
    [(name, asked)] = provinces.copyrights_asked().items()

    assert name == "江苏"
    assert asked.asked is HowAsked.SUGGESTED
    assert asked.origin.published == date(2022, 5, 17)


def test_severities_and_codes_name_rules_and_faults_that_there_are() -> None:
    for checker in Checker:
        for one in checkers.severities_of(checker):
            assert one.fault in RULES[one.rule].faults
        for code in reason_codes(checker):
            assert set(code.rules) <= RULES.keys()


def test_several_rules_share_one_code_and_one_message_and_no_rule_has_two() -> None:
    for checker in Checker:
        rules = [rule for code in reason_codes(checker) for rule in code.rules]
        assert len(rules) == len(set(rules))

    missing, hidden = (reason_code(Checker.HUAWEI, rule) for rule in ("ICP001", "ICP010"))
    assert missing is not None
    assert missing == hidden
    assert missing.words == "未正确悬挂备案号"


@pytest.mark.parametrize(
    ("rule", "words"),
    [("ICP005", "备案号未添加链接工信部网站"), ("PSB001", "底部未悬挂公安联网备案号")],
)
def test_a_code_is_a_providers_own_words(rule: str, words: str) -> None:
    code = reason_code(Checker.HUAWEI, rule)

    assert code is not None
    assert code.words == words


def test_no_words_are_made_up_for_a_provider_that_none_are_known_of() -> None:
    assert reason_codes(Checker.ALIBABA) == ()
    assert reason_code(None, "ICP001") is None
    assert reason_code(Checker.HUAWEI, "CPY001") is None


@pytest.mark.parametrize(
    ("day", "hosts"),
    [
        (date(2012, 1, 1), ["www.miibeian.gov.cn", "www.miitbeian.gov.cn"]),
        (date(2019, 1, 1), ["www.miibeian.gov.cn", "www.miitbeian.gov.cn"]),
        (date(2019, 7, 10), ["www.miitbeian.gov.cn", "www.beian.miit.gov.cn"]),
        (date(2020, 3, 1), ["www.beian.miit.gov.cn"]),
        (date(2026, 11, 24), ["beian.miit.gov.cn"]),
    ],
)
def test_the_right_address_of_a_day_is_told(day: date, hosts: list[str]) -> None:
    found = [era.address.split("/")[2] for era in link_eras("icp", day)]

    assert found == hosts


def test_an_address_of_unknown_time_is_told_only_where_no_dated_one_began() -> None:
    assert [era.is_dated for era in link_eras("icp", date(2012, 1, 1))] == [False, True]
    assert all(era.is_dated for era in link_eras("icp", date(2020, 3, 1)))


def test_the_polices_address_is_two_addresses_while_the_platform_moved() -> None:
    assert len(link_eras("psb", date(2023, 9, 1))) == 2
    assert [era.until for era in link_eras("psb", date(2024, 1, 1))] == [None]


def test_words_that_an_older_text_has_too_hold_from_that_one_on() -> None:
    shown, platform = laws.article(Source("SC-292", "12")), laws.article(Source("MPS-176-2026", "7"))

    assert shown is not None
    assert shown.holds_since == date(2011, 1, 8)
    assert shown.text_of == date(2024, 12, 6)
    assert platform is not None
    assert platform.holds_since == date(2026, 10, 1)
