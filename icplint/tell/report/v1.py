"""The site object and the head of report v1: a copy of the model, never a dump of it.

The shape is a published contract: fields are added, never renamed or removed. So each field is named
here by hand, and a renamed field of the model changes nothing that a reader of reports sees.
"""

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from icplint.model.answer import FetchFailure
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.finding import Basis, Finding, Place
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.run import ReportHead, RunFacts, Summary, Tool
from icplint.model.site import RejectedRow
from icplint.model.suppression import Suppressed, SuppressionNote
from icplint.model.text import Text
from icplint.tell.report.moments import utc
from icplint.tell.report.v1_pages import Json, hop_objects, page_object, try_objects

SCHEMA = "icplint/report/v1"


def site_object(outcome: Outcome) -> Json:
    """One element of `sites`; in `jsonl` the same, with its `index`."""
    site = outcome.site
    told: Json = {
        "target": site.label,
        "id": site.id,
        "entity": site.entity,
        "responsible": site.responsible,
        "client": site.client,
        "provider": site.provider,
        "province": site.province,
        "nature": site.nature,
        "tags": list(site.tags),
        "filing_status": site.filing_status,
        "as": site.stands_for,
        "source": site.source,
        "line": site.line,
        "columns": dict(site.columns),
        "filing": filing_object(outcome.filing),
        "profile": outcome.profile,
        "domain": outcome.domain,
        "final_url": outcome.final_url,
        "outcome": "checked" if outcome.not_checked is None else "not-checked",
        "reason": outcome.not_checked,
        "failure": _failure(outcome.failure),
        "pages": [page_object(page) for page in outcome.pages],
        "verdicts": {rule: verdict_string(outcome.verdicts[rule]) for rule in sorted(outcome.verdicts)},
        "measured": outcome.measured,
        "clean": outcome.clean,
        "findings": [finding_object(finding) for finding in outcome.findings],
    }
    if outcome.unread:
        told["unread"] = [_failure(one) for one in outcome.unread]
    return told


def verdict_string(verdict: Verdict) -> str:
    """`pass`, `fail`, `unmeasured:<reason>`, `not-applicable[:<why>]` or `out-of-scope:<reason>`."""
    match verdict:
        case Passed():
            return "pass"
        case Failed():
            return "fail"
        case Unmeasured(reason):
            return f"unmeasured:{reason}"
        case NotApplicable(why):
            return f"not-applicable:{why}" if why else "not-applicable"
        case OutOfScope(reason):
            return f"out-of-scope:{reason}"
        case never:
            assert_never(never)


def tool_object(tool: Tool) -> Json:
    """Which icplint judged, and by which rules."""
    return {"name": "icplint", "version": tool.version, "rules": tool.rules_hash}


def run_object(run: RunFacts) -> Json:
    """The run's own facts; the only part that differs between two runs on the same input."""
    return {
        "id": run.id,
        "started_at": utc(run.started_at),
        "finished_at": utc(run.finished_at),
        "basis_level": run.basis_level,
        "checker": run.checker,
        "vantage": run.vantage,
        "authorised": run.authorised,
        "pace": {
            "host_concurrency": run.pace.host_concurrency,
            "host_interval_s": run.pace.host_interval_s,
            "address_concurrency": run.pace.address_concurrency,
        },
        "left_out": run.left_out,
        "interrupted": run.interrupted,
        "user_agent": run.user_agent,
        "settings": dict(run.settings),
        "suppression_notes": [_suppression_note(note) for note in run.suppression_notes],
        "more_suppression_notes": run.more_suppression_notes,
    }


def rejected_objects(rows: Iterable[RejectedRow]) -> list[Json]:
    """The rows of lists that name no site."""
    return [{"source": row.source, "line": row.line, "reason": _text(row.reason)} for row in rows]


def summary_object(summary: Summary) -> Json:
    """The counts of the run."""
    return {
        "sites": summary.sites,
        "measured": summary.measured,
        "unmeasured": summary.unmeasured,
        "clean": summary.clean,
        "incomplete": summary.incomplete,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "suppressed": summary.suppressed,
        "baselined": summary.baselined,
        "below_confidence": summary.below_confidence,
        "crashed": summary.crashed,
        "rejected": summary.rejected,
        "not_offered": {need: summary.not_offered[need] for need in sorted(summary.not_offered)},
    }


def end_object(head: ReportHead) -> Json:
    """The last line of `jsonl`."""
    return {
        "schema": SCHEMA,
        "summary": summary_object(head.summary),
        "run": run_object(head.run),
        "tool": tool_object(head.tool),
        "rejected_rows": rejected_objects(head.rejected),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(text: Text) -> Json:
    return {"en": text.en, "zh": text.zh}


def filing_object(answer: RegisterAnswer) -> Json:
    """What the register said of a site; every answer has the same fields."""
    filing = answer if isinstance(answer, Filing) else Filing(source=answer.source, as_of=answer.as_of)
    return {
        "source": filing.source,
        "as_of": _day(filing.as_of),
        "answer": _answer(answer),
        "domain": filing.domain,
        "of_parent": filing.of_parent,
        "entity": filing.entity,
        "nature": filing.nature,
        "subject": filing.subject,
        "site": filing.site,
        "other_sites": list(filing.other_sites),
        "psb": filing.psb,
        "psb_on": _day(filing.psb_on),
        "first_filed_on": _day(filing.first_filed_on),
        "last_approved_on": _day(filing.last_approved_on),
        "opened_on": _day(filing.opened_on),
        "status": filing.status,
        "access_restricted": filing.access_restricted,
        "province": filing.province,
        "disputed": list(filing.disputed),
    }


def _answer(answer: RegisterAnswer) -> str:
    match answer:
        case Filing():
            return "filing"
        case NotFiled():
            return "not-filed"
        case Unknown(reason):
            return f"unknown:{reason}"
        case never:
            assert_never(never)


def _failure(failure: FetchFailure | None) -> Json | None:
    if failure is None:
        return None
    return {
        "reason": failure.reason,
        "url": failure.url,
        "detail": failure.detail,
        "status": failure.status,
        "hops": hop_objects(failure.hops),
        "tries": try_objects(failure.tries),
    }


def finding_object(finding: Finding) -> Json:
    """One element of `findings`."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "fault": finding.fault,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "status": finding.status,
        "suppressed": _suppressed(finding.suppressed),
        "message": _text(finding.message),
        "why": _text(finding.why),
        "page": finding.page,
        "about": finding.about,
        "place": _place(finding.place),
        "due": _day(finding.due),
        "reason_code": finding.reason_code,
        "customer_message": None if finding.customer_message is None else _text(finding.customer_message),
        "fix": _text(finding.fix.what) | {"html": finding.fix.html},
        "sources": [_basis(basis) for basis in finding.sources],
        "count": finding.count,
        "fingerprint": finding.fingerprint,
    }


def _suppressed(by: Suppressed | None) -> Json | None:
    return None if by is None else {"reason": by.reason, "until": _day(by.until), "where": by.where}


def _suppression_note(note: SuppressionNote) -> Json:
    return {
        "kind": note.kind,
        "where": note.where,
        "rules": list(note.rules),
        "message": _text(note.message),
    }


def _place(place: Place) -> Json:
    return {
        "selector": place.selector,
        "line": place.line,
        "column": place.column,
        "snippet": place.snippet,
    }


def _basis(basis: Basis) -> Json:
    return {
        "id": basis.id,
        "article": basis.article,
        "text_of": _day(basis.text_of),
        "mark": basis.mark,
    }
