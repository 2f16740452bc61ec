import pytest

from icplint.judge.require import declared_rules
from icplint.model.settings import Requirement
from icplint.model.text import Language
from icplint.packs import load_rules
from icplint.tell.rule_page import rule_page

RULES = {rule.info.id: rule for rule in load_rules()}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_told_in_full(rule: object, language: Language) -> None:
    told = next(one for one in RULES.values() if one is rule)

    page = rule_page(told, language)

    assert page.startswith(f"{told.info.id}  {told.info.name}\n{told.info.title.of(language)}\n")
    assert told.info.why.of(language) in page
    assert all(f"\n  {fault}  " in page for fault in told.info.faults)
    assert told.info.good in page
    assert "{" not in page.replace(told.info.good, "").replace(told.info.bad, "")


def test_the_basis_is_told_with_article_date_and_mark() -> None:
    english, chinese = (rule_page(RULES["ICP001"], language) for language in (Language.EN, Language.ZH))

    assert "(State Council Order 292), article 12 (text of 2024-12-06) [law]" in english
    assert "（国务院令第292号）第 12 条（2024-12-06 文本）［法规条文］" in chinese


def test_second_hand_law_and_platforms_are_told_apart() -> None:
    page = rule_page(RULES["ICP005"], Language.EN)

    assert "article 13 (text of 2005-02-08) [law, second-hand]" in page
    assert "[platform's requirement]" in page


def test_severity_stands_before_each_fault() -> None:
    page = rule_page(RULES["ICP008"], Language.ZH)

    assert "  dead-path  需核实：" in page
    assert "  http  建议：" in page


def test_braces_of_a_demanded_pattern_are_no_gaps_and_nothing_is_said_of_a_basis() -> None:
    [rule] = declared_rules([Requirement(name="hotline", pattern=r"\d{3}-\d{8}")])

    page = rule_page(rule, Language.EN)

    assert r"a line that fits \d{3}-\d{8}" in page
    assert "What it rests on" not in page
