"""A rule that names what it is about is not asked where that is absent: it must have nothing else to say there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from icplint.judge.presence import page_evidence
from icplint.model.answer import Answer, FetchFailure, Response
from icplint.model.filing import NOT_OFFERED
from icplint.model.rule import BasisLevel, NotApplicable, PageEvidence, Rule, RuleContext, Without
from icplint.model.site import SavedPage, Site
from icplint.read.reader import read
from tests.rules import cases

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOST = "www.example.cn"
CONTEXT = RuleContext(
    site=Site(index=0, label=HOST, target=SavedPage(Path("page.html"), f"https://{HOST}/")),
    host=HOST,
    domain="example.cn",
    basis_level=BasisLevel.PRACTICE,
    province=None,
    filing=NOT_OFFERED,
    today=date(2026, 11, 24),
)
RULES = [rule for rule in cases.rules() if rule.info.about]
SELDOM_ASKED = """
    ICP002 ICP003 ICP004 ICP005 ICP006 ICP007 ICP008 ICP009 ICP010 ICP011 ICP014 ICP015 ICP017 ICP018 ICP019 ICP023
    LIC001 LIC002 LIC003 LIC004 LIC005 LIC006 LIC008
    PSB002 PSB003 PSB004 PSB005 PSB006 PSB007 PSB008 PSB009 PSB010 PSB013 PSB014 PSB015 PSB016 PSB017
""".split()
"""A page pays for these only where it shows what they are about."""


def _pages() -> Iterator[PageEvidence]:
    for path in sorted(FIXTURES.rglob("*.html")):
        found = read(Answer(Response(url=f"https://{HOST}/"), path.read_bytes()))
        if not isinstance(found, FetchFailure) and found.needs_rendering is None:
            yield page_evidence(found, f"https://{HOST}/", HOST)


PAGES = list(_pages())


def _says_unasked(rule: Rule, page: PageEvidence) -> list[NotApplicable]:
    match rule.info.without:
        case Without.ICP_RUNG:
            return [NotApplicable(page.icp_presence.value)]
        case Without.PSB_RUNG:
            return [NotApplicable(page.psb_presence.value)]
        case why:
            return [NotApplicable(why)]


def test_most_rules_are_asked_only_where_they_have_something_to_judge() -> None:
    assert [rule.info.id for rule in RULES] == SELDOM_ASKED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.id)
def test_what_is_said_unasked_is_what_the_rule_says_itself(rule: Rule) -> None:
    unasked = [page for page in PAGES if page.holds.isdisjoint(rule.info.about)]
    assert unasked
    for page in unasked:
        assert rule.judge_page is not None
        assert list(rule.judge_page(page, CONTEXT)) == _says_unasked(rule, page), page.footer.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.id)
def test_every_rule_is_asked_on_some_page(rule: Rule) -> None:
    assert any(not page.holds.isdisjoint(rule.info.about) for page in PAGES)
