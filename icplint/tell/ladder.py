"""Draws the presence ladder of a page: what was found on each rung, and which one decides."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.reading import Occurrence
from icplint.model.rule import NotApplicable, Rule, Rung, Unmeasured
from icplint.model.text import Language, Text
from icplint.tell.report.inert import inert_line
from icplint.tell.report.lines import columns
from icplint.words import reasons
from icplint.words import report as report_words
from icplint.words import then_and_there as words

_LONGEST = 120
_DECIDES = "→ "


def ladder(rule: Rule, rungs: Sequence[Rung], outcome: Outcome, language: Language) -> str:
    """The ladder as plain lines, and below it what the rule says of the page.

    Args:
        rule: The rule that is asked about.
        rungs: Best first.
        outcome: Of the page, by all rules.
        language: Of the lines.
    """
    return "\n".join(_lines(rule, rungs, outcome, language)) + "\n"


def _lines(rule: Rule, rungs: Sequence[Rung], outcome: Outcome, language: Language) -> Iterator[str]:
    yield f"{rule.info.id}  {rule.info.name}  {inert_line(outcome.site.label, _LONGEST)}"
    yield rule.info.title.of(language)
    yield ""
    yield words.LADDER.of(language)
    decides = next(rung for rung in rungs if rung.holds)
    names = [words.RUNGS[rung.presence].of(language) for rung in rungs]
    width = max(map(columns, names))
    for rung, name in zip(rungs, names, strict=True):
        mark = _DECIDES if rung is decides else " " * columns(_DECIDES)
        first, *more = _found(rung, language, decides=rung is decides)
        yield f"  {mark}{name}{' ' * (width - columns(name))}  {first}"
        yield from (f"  {' ' * (columns(_DECIDES) + width)}  {line}" for line in more)
    yield ""
    verdict = outcome.verdicts.get(rule.info.id)
    yield words.ON_THIS_PAGE.of(language)
    yield f"  {(_verdict(verdict) if verdict is not None else words.NOTHING).of(language)}"
    for finding in outcome.findings:
        if finding.rule == rule.info.id:
            yield f"  {report_words.SEVERITIES[finding.severity].of(language)}  {inert_line(finding.message.of(language))}"


def _found(rung: Rung, language: Language, *, decides: bool) -> list[str]:
    if rung.why is not None:
        return [words.A_SHELL.fill(why=rung.why).of(language)]
    if rung.found:
        return [_occurrence(one) for one in rung.found]
    return [(words.HERE if decides else words.NOTHING).of(language)]


def _verdict(verdict: Verdict) -> Text:
    match verdict:
        case Passed():
            return report_words.PASS
        case Failed():
            return report_words.FAIL
        case Unmeasured(reason):
            return reasons.not_measured(reasons.unmeasured_reason(reason))
        case NotApplicable(why):
            return _because(report_words.NOT_APPLICABLE, reasons.not_applicable_reason(why))
        case OutOfScope(reason):
            return _because(report_words.OUT_OF_SCOPE, reasons.out_of_scope_reason(reason))
        case never:
            assert_never(never)


def _because(verdict: Text, why: Text) -> Text:
    return Text(en=f"{verdict.en} ({why.en})", zh=f"{verdict.zh}（{why.zh}）")


def _occurrence(one: Occurrence) -> str:
    place = f"  {inert_line(one.selector, _LONGEST)}" if one.selector else ""
    link = f"  → {inert_line(one.href, _LONGEST)}" if one.href else ""
    return f"{inert_line(one.raw, _LONGEST)}{place}{link}"
