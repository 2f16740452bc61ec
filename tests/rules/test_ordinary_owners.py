"""Whole pages of ordinary owners: each gets the findings that its owner would call right, and no others.

`fixtures/pages/owners/<who>.html` is the home page of an invented owner. The file beside it says what the list
tells of the site (see `cases.py`), which findings it must get, and of some rules the verdict:

    about = "…"                             whose page it is, and why it is here
    [[finding]]                             rule, fault, severity; confidence where it matters
    [verdicts]                              rule = "passed", or a verdict with its reason: "out-of-scope: platform"
"""

from pathlib import Path
from typing import Any

import pytest

from icplint.judge.engine import judge
from icplint.model.finding import Finding
from icplint.model.outcome import Outcome
from icplint.model.settings import JudgeSettings
from tests.rules.cases import TODAY, case_of, rules, told_beside
from tests.rules.told import named

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages" / "owners").glob("*.html"))


def judged(page: Path) -> Outcome:
    told = told_beside(page)
    return judge(case_of(page, told), rules(), JudgeSettings(), told.get("today", TODAY))


def written(finding: Finding, asked: dict[str, Any]) -> dict[str, Any]:
    """A finding as the file writes it, with the keys that it uses."""
    return {key: str(getattr(finding, key)) for key in asked}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_ordinary_owner_gets_the_expected_findings_and_no_others(page: Path) -> None:
    expected = sorted(told_beside(page).get("finding", []), key=lambda one: (one["rule"], one["fault"]))
    found = sorted(judged(page).findings, key=lambda one: (one.rule, one.fault))

    assert [(one.rule, one.fault) for one in found] == [(one["rule"], one["fault"]) for one in expected]
    assert [written(one, asked) for one, asked in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "verdicts" in told_beside(page)], ids=lambda page: page.stem
)
def test_an_ordinary_owner_gets_the_expected_verdicts(page: Path) -> None:
    expected = told_beside(page)["verdicts"]
    verdicts = judged(page).verdicts

    assert {rule: named(verdicts[rule]) for rule in expected} == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_rule_crashes_on_an_ordinary_page(page: Path) -> None:
    outcome = judged(page)

    assert outcome.crashed_rules == ()
    assert outcome.not_checked is None
    assert told_beside(page)["about"]


def test_the_owners_are_many() -> None:
    assert len(PAGES) >= 24
