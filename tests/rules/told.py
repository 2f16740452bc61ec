"""What a rule tells of its own pages, written down: `fixtures/rules/<ID>/findings.txt`.

First the verdicts on the pages of ordinary owners, then for each page of the rule its verdict; for each finding fault, severity (at `--basis strict` too, where it differs) and confidence,
what it is about, where, the last day of its term, and the HTML to paste. Words are left out: they are read in the rule files.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import assert_never

from icplint.judge.engine import judge
from icplint.model.case import Case
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import BasisLevel, NotApplicable, Rule, Unmeasured
from icplint.model.settings import JudgeSettings
from tests.rules.cases import TODAY, RulePage, case_of, rule_pages, settings_of, told_beside

OWNERS = sorted((Path(__file__).parents[2] / "fixtures" / "pages" / "owners").glob("*.html"))


def told(rule: Rule) -> str:
    """What a rule tells of all its pages."""
    of_pages = chain.from_iterable(_of_page(rule, page) for page in _pages(rule.info.id))
    return "".join(f"{line}\n" for line in chain(_of_owners(rule), of_pages))


def named(verdict: Verdict) -> str:
    """A verdict with its reason."""
    match verdict:
        case Passed():
            return "passed"
        case Failed():
            return "failed"
        case Unmeasured(reason=reason):
            return f"unmeasured: {reason}"
        case NotApplicable(why=why):
            return f"not-applicable: {why}"
        case OutOfScope(reason=reason):
            return f"out-of-scope: {reason}"
        case never:
            assert_never(never)


def _of_owners(rule: Rule) -> Iterator[str]:
    """A line for each verdict, with the owners who get it."""
    owners: dict[str, list[str]] = {}
    for page in OWNERS:
        outcome = judge(_owners_case(page), [rule], JudgeSettings(), told_beside(page).get("today", TODAY))
        crashed = ", crashed" if outcome.crashed_rules else ""
        owners.setdefault(named(outcome.verdicts[rule.info.id]) + crashed, []).append(page.stem)
    for verdict, names in sorted(owners.items()):
        yield f"{verdict}: {' '.join(names)}"
    yield ""


def _of_page(rule: Rule, page: RulePage) -> Iterator[str]:
    case, settings = _case(page)
    usual = _judged(case, rule, settings, page)
    strict = _judged(case, rule, replace(settings, basis_level=BasisLevel.STRICT), page)
    crashed = ", crashed" if usual.crashed_rules or strict.crashed_rules else ""
    yield f"{page.path.stem}: {named(usual.verdicts[rule.info.id])}{crashed}"
    for one, stern in zip(usual.findings, strict.findings, strict=True):
        yield from _of_finding(one, stern)


def _of_finding(one: Finding, stern: Finding) -> Iterator[str]:
    severity = (
        one.severity if stern.severity is one.severity else f"{one.severity} (strict: {stern.severity})"
    )
    count = f", {one.count} times" if one.count > 1 else ""
    yield f"  {one.fault}: {severity}, {one.confidence} confidence{count}"
    due = one.due.isoformat() if one.due else None
    for what, value in (
        ("about", one.about),
        ("at", one.place.selector),
        ("due", due),
        ("paste", one.fix.html),
    ):
        if value:
            yield f"    {what} {' '.join(value.split())}"


def _judged(case: Case, rule: Rule, settings: JudgeSettings, page: RulePage) -> Outcome:
    return judge(case, [rule], settings, told_beside(page.path).get("today", TODAY))


@cache
def _pages(rule: str) -> tuple[RulePage, ...]:
    return tuple(page for page in rule_pages() if page.rule == rule)


@cache
def _owners_case(page: Path) -> Case:
    return case_of(page, told_beside(page))


@cache
def _case(page: RulePage) -> tuple[Case, JudgeSettings]:
    beside = told_beside(page.path)
    return case_of(page.path, beside), settings_of(page.rule, beside)
