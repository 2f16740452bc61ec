"""The examples that `icplint explain` shows do what they say."""

from pathlib import Path

import pytest

from icplint.judge.engine import judge
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.outcome import Failed, Passed, Verdict
from icplint.model.rule import Need, NotApplicable, Rule
from icplint.model.settings import JudgeSettings
from icplint.model.site import SavedPage, Site
from icplint.read.reader import read
from tests.rules.cases import TODAY, URL, rules

PAGE = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>示例</title></head><body><h1>示例</h1><p>欢迎访问。</p>{}</body></html>'
SHOWN = [rule for rule in rules() if rule.info.good and rule.info.bad and rule.info.needs == (Need.HTML,)]
"""Rules whose examples tell everything by their HTML."""


def verdict(rule: Rule, html: str) -> Verdict:
    site = Site(index=0, label="example", target=SavedPage(Path("example.html"), URL))
    answer = Answer(Response(url=URL), PAGE.format(html).encode())

    outcome = judge(Case(site).plus([read(answer)]), [rule], JudgeSettings(), TODAY)

    return outcome.verdicts[rule.info.id]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: str(rule.info.id))
def test_the_good_example_passes(rule: Rule) -> None:
    assert isinstance(verdict(rule, rule.info.good), Passed | NotApplicable)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: str(rule.info.id))
def test_the_bad_example_fails(rule: Rule) -> None:
    assert verdict(rule, rule.info.bad) == Failed()
