"""SARIF's notifications: all that a run could not measure, so that no absent result looks like a pass."""

from collections.abc import Iterator, Mapping

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Language, Text
from icplint.tell.report.gaps import gap_sentence, gaps_of
from icplint.tell.report.inert import inert_line
from icplint.tell.report.sarif_rules import plain_message
from icplint.tell.report.sentences import rules_phrase
from icplint.tell.report.state import name_of
from icplint.tell.report.verdict_groups import NOT_OFFERED
from icplint.words import machine_reports
from icplint.words import report as words

_NOT_CHECKED = "not-checked"
_NOT_OFFERED = "not-offered"
_REJECTED = "rejected-row"
_INTERRUPTED = "interrupted"

DESCRIPTORS: Mapping[str, Text] = {
    _NOT_CHECKED: machine_reports.NOT_CHECKED_DESCRIPTOR,
    _NOT_OFFERED: machine_reports.NOT_OFFERED_DESCRIPTOR,
    _REJECTED: machine_reports.REJECTED_DESCRIPTOR,
    _INTERRUPTED: machine_reports.INTERRUPTED_DESCRIPTOR,
}
"""The kinds of notification, by id."""

Json = dict[str, object]


def notices_of_run(head: ReportHead, language: Language) -> Iterator[Json]:
    """What holds for the whole run: that it was interrupted, unusable rows, needs that it did not offer."""
    if head.run.interrupted:
        yield _notice(_INTERRUPTED, "error", words.INTERRUPTED.of(language))
    for row in head.rejected:
        told = machine_reports.ROW_REJECTED.fill(source=row.source, line=str(row.line), reason=row.reason)
        yield _notice(_REJECTED, "error", told.of(language))
    for need, n in sorted(head.summary.not_offered.items()):
        reason = f"{NOT_OFFERED}{need}"
        told = words.RULES_SAY.fill(rules=words.items(n), sentence=gap_sentence(reason))
        yield _notice(_NOT_OFFERED, "note", told.of(language)) | {
            "properties": {"reason": reason, "count": n}
        }


def notices_of_site(outcome: Outcome, language: Language) -> Iterator[Json]:
    """One notification for each reason why something on a site was not measured."""
    name = name_of(outcome.site)
    for gap in gaps_of(outcome):
        said = machine_reports.SITE_GAP if gap.whole else machine_reports.RULES_GAP
        told = said.fill(site=name, rules=rules_phrase(gap.rules), sentence=gap.sentence)
        is_grave = gap.whole or gap.reason == "rule-crashed"
        notice = _notice(_NOT_CHECKED, "error" if is_grave else "warning", told.of(language))
        if len(gap.rules) == 1:
            notice["associatedRule"] = {"id": gap.rules[0]}
        yield notice | {"properties": {"target": name, "reason": gap.reason, "rules": list(gap.rules)}}


def _notice(kind: str, level: str, told: str) -> Json:
    return {
        "descriptor": {"id": kind},
        "level": level,
        "message": {"text": plain_message(inert_line(told))},
    }
