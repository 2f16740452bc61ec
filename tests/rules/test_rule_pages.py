"""Every rule on pages that pass it, and on pages that fail it in every way."""

import pytest

from icplint.model.outcome import Failed, OutOfScope, Passed
from icplint.model.rule import Need, NotApplicable
from tests.rules.cases import PAGES, RulePage, judged, rule_pages, rules

CASES = list(rule_pages())
CANNOT_BE_A_PAGE: set[tuple[str, str]] = set()
"""Faults that no page shows."""
NEED_MORE_THAN_PAGES = {"SITE006": Need.HISTORY}
"""Rules with a need that no page meets; `test_what_the_register_tells.py` asks them directly."""


@pytest.mark.parametrize("page", [page for page in CASES if page.fault], ids=str)
def test_a_failing_page_shows_its_fault_and_no_other(page: RulePage) -> None:
    outcome = judged(page)
    faults = {finding.fault for finding in outcome.findings if finding.rule == page.rule}

    assert faults == {page.fault}
    assert outcome.verdicts[page.rule] == Failed()
    assert not outcome.crashed_rules


@pytest.mark.parametrize("page", [page for page in CASES if not page.fault], ids=str)
def test_a_passing_page_passes(page: RulePage) -> None:
    outcome = judged(page)

    assert isinstance(outcome.verdicts[page.rule], Passed | NotApplicable | OutOfScope)
    assert not outcome.crashed_rules


@pytest.mark.parametrize(
    "rule", [rule.info.id for rule in rules() if rule.info.id not in NEED_MORE_THAN_PAGES]
)
def test_every_rule_has_a_page_that_passes_and_one_for_each_fault(rule: str) -> None:
    info = next(one.info for one in rules() if one.info.id == rule)
    pages = [page for page in CASES if page.rule == rule]
    wanted = {fault for fault in info.faults if (rule, fault) not in CANNOT_BE_A_PAGE}

    assert wanted <= {page.fault for page in pages}
    assert any(page.fault is None for page in pages)


def test_only_a_rule_whose_need_no_page_meets_goes_without_pages() -> None:
    needs = {rule.info.id: rule.info.needs for rule in rules()}

    assert all(need in needs[rule] for rule, need in NEED_MORE_THAN_PAGES.items())


def test_every_folder_of_pages_belongs_to_a_rule() -> None:
    known = {rule.info.id for rule in rules()}

    assert {folder.name for folder in PAGES.iterdir() if folder.is_dir()} <= known


@pytest.mark.parametrize("page", [page for page in CASES if page.fault], ids=str)
def test_a_finding_is_told_in_full_in_both_languages(page: RulePage) -> None:
    for finding in judged(page).findings:
        for sentence in (finding.message, finding.fix.what):
            for written in (sentence.en, sentence.zh):
                assert written.strip()
                assert "{" not in written or "{" in (finding.about or "")
                assert "None" not in written
