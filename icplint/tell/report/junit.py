"""JUnit XML: a suite for each site, a case for each rule on it.

A failure is a reported finding. What was not measured is an error, so that no pipeline takes it for a pass. A need
that the run did not offer is skipped: it was the caller's choice, and does not keep a site from being clean either.
Skipped are also rules that do not apply, and findings that were suppressed, baselined or are too unsure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import BinaryIO, assert_never

from icplint.late import dataclass
from icplint.model.finding import Finding, Status
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.model.text import Text
from icplint.tell.report.finding_lines import finding_lines
from icplint.tell.report.gaps import gap_sentence
from icplint.tell.report.moments import utc
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import not_checked_sentence
from icplint.tell.report.state import name_of
from icplint.tell.report.verdict_groups import NOT_OFFERED
from icplint.tell.report.xml_text import xml_attributes, xml_text
from icplint.words import machine_reports, reasons
from icplint.words import report as words


class _Element(StrEnum):
    """What stands in a case; a case that passed is empty."""

    PASSED = ""
    FAILURE = "failure"
    ERROR = "error"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    name: str
    element: _Element
    kind: str = ""
    message: str = ""
    body: str = ""


class JunitReporter:
    """Writes the suites in the order of the list, then one for each row that could not be used."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the document, going over the outcomes once for the totals and once for the suites."""
        total: Counter[_Element] = Counter()
        for outcome in outcomes:
            total.update(_elements(outcome))
        total[_Element.ERROR] += len(head.rejected)
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f"<testsuites{xml_attributes({'name': 'icplint'} | _counts(total))}>\n".encode())
        for outcome in outcomes:
            name = name_of(outcome.site)
            out.writelines(self._suite(name, list(self._cases(outcome, head)), head, _properties(outcome)))
        for row in head.rejected:
            out.writelines(self._suite(f"{row.source}:{row.line}", [self._rejected(row)], head, {}))
        out.write(b"</testsuites>\n")

    def _suite(
        self, name: str, cases: list[_Case], head: ReportHead, properties: Mapping[str, str]
    ) -> Iterator[bytes]:
        counts = _counts(Counter(case.element for case in cases))
        about = {"name": name, **counts, "timestamp": utc(head.run.started_at).removesuffix("Z")}
        yield f"<testsuite{xml_attributes(about)}>\n".encode()
        if properties:
            yield b"<properties>\n"
            for key, value in properties.items():
                yield f"<property{xml_attributes({'name': key, 'value': value})}/>\n".encode()
            yield b"</properties>\n"
        for case in cases:
            yield _written(case, name).encode()
        yield b"</testsuite>\n"

    def _cases(self, outcome: Outcome, head: ReportHead) -> Iterator[_Case]:
        whole = not_checked_sentence(outcome)
        if whole is not None and not outcome.verdicts:
            yield _Case(
                name=self._say(machine_reports.NO_VERDICT),
                element=_Element.ERROR,
                kind=str(outcome.not_checked),
                message=self._say(whole),
            )
        for rule in sorted(outcome.verdicts):
            title = head.rule_titles.get(rule)
            name = f"{rule} {self._say(title)}" if title is not None else rule
            yield self._case(name, rule, outcome)

    def _case(self, name: str, rule: str, outcome: Outcome) -> _Case:
        element = _element(outcome, rule)
        match outcome.verdicts[rule]:
            case Passed():
                return _Case(name=name, element=element)
            case Failed():
                return self._failed(name, element, [one for one in outcome.findings if one.rule == rule])
            case Unmeasured(reason):
                message = self._say(gap_sentence(reason))
                return _Case(name=name, element=element, kind=reason, message=message)
            case NotApplicable(why):
                told = machine_reports.NOT_APPLICABLE_BARE
                if why:
                    reason_told = reasons.not_applicable_reason(why)
                    told = machine_reports.NOT_APPLICABLE_SAYS.fill(reason=reason_told)
                return _Case(name=name, element=element, message=self._say(told))
            case OutOfScope(reason):
                told = machine_reports.OUT_OF_SCOPE_SAYS.fill(reason=reasons.out_of_scope_reason(reason))
                return _Case(name=name, element=element, message=self._say(told))
            case never:
                assert_never(never)

    def _failed(self, name: str, element: _Element, findings: list[Finding]) -> _Case:
        counting = [one for one in findings if one.status is Status.REPORTED]
        body = "\n\n".join(
            "\n".join(finding_lines(one, self._manner.language)) for one in counting or findings
        )
        if element is _Element.SKIPPED:
            status = words.STATUSES[findings[0].status]
            message = self._say(machine_reports.NOT_COUNTED.fill(status=status))
            return _Case(name=name, element=element, message=message, body=body)
        if not counting:
            return _Case(name=name, element=element, message=self._say(words.FAIL))
        gravest = min(counting, key=lambda one: one.severity.rank)
        message = self._say(gravest.message)
        if len(counting) > 1:
            told = machine_reports.TWICE.fill(message=message, more=str(len(counting) - 1))
            message = self._say(told)
        return _Case(name=name, element=element, kind=gravest.severity, message=message, body=body)

    def _rejected(self, row: RejectedRow) -> _Case:
        return _Case(
            name=self._say(machine_reports.ROW_CASE),
            element=_Element.ERROR,
            kind="rejected-row",
            message=self._say(row.reason),
        )

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)


def _element(outcome: Outcome, rule: str) -> _Element:
    """What stands in the case of a rule."""
    match outcome.verdicts[rule]:
        case Passed():
            return _Element.PASSED
        case Failed():
            statuses = {one.status for one in outcome.findings if one.rule == rule}
            # A verdict without its finding is never a pass.
            is_counted = not statuses or Status.REPORTED in statuses
            return _Element.FAILURE if is_counted else _Element.SKIPPED
        case Unmeasured(reason):
            return _Element.SKIPPED if reason.startswith(NOT_OFFERED) else _Element.ERROR
        case NotApplicable() | OutOfScope():
            return _Element.SKIPPED
        case never:
            assert_never(never)


def _elements(outcome: Outcome) -> list[_Element]:
    """What stands in the cases of a site."""
    if outcome.not_checked is not None and not outcome.verdicts:
        return [_Element.ERROR]
    return [_element(outcome, rule) for rule in outcome.verdicts]


def _counts(cases: Counter[_Element]) -> dict[str, str | int]:
    return {
        "tests": cases.total(),
        "failures": cases[_Element.FAILURE],
        "errors": cases[_Element.ERROR],
        "skipped": cases[_Element.SKIPPED],
    }


def _properties(outcome: Outcome) -> dict[str, str]:
    """What the list says about the site, unknown columns included."""
    site = outcome.site
    known = {
        "target": site.label,
        "id": site.id,
        "entity": site.entity,
        "responsible": site.responsible,
        "client": site.client,
        "final_url": outcome.final_url,
    }
    return {name: value for name, value in known.items() if value} | dict(site.columns)


def _written(case: _Case, site: str) -> str:
    begin = f"<testcase{xml_attributes({'classname': site, 'name': case.name})}"
    if case.element is _Element.PASSED:
        return f"{begin}/>\n"
    about = xml_attributes(
        {"type": case.kind, "message": case.message} if case.kind else {"message": case.message}
    )
    inner = f">{xml_text(case.body)}</{case.element}>" if case.body else "/>"
    return f"{begin}><{case.element}{about}{inner}</testcase>\n"
