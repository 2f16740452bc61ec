"""SARIF 2.1.0, written result by result so that memory stays flat.

What was suppressed, baselined or is too unsure stays in the file and is marked: a result that vanished would be
opened anew by the next run. What was not measured stands in the notifications of the run.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from icplint.model.finding import Finding, Status
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Language, Text
from icplint.tell.report.addresses import address_of, as_uri, file_of, row_of, without_scheme
from icplint.tell.report.inert import inert, inert_line
from icplint.tell.report.json_text import json_bytes, members
from icplint.tell.report.moments import utc
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sarif_notices import DESCRIPTORS, notices_of_run, notices_of_site
from icplint.tell.report.sarif_rules import LEVELS, plain_message, rule_object
from icplint.tell.report.v1 import summary_object
from icplint.words import machine_reports
from icplint.words import report as words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The name of the folder that saved pages are relative to, as consumers know it."""

WEB = "WEB"
"""What pages of the web are relative to: GitHub refuses a whole file for one `https:` in it."""

_LANGUAGES = {Language.ZH: "zh-CN", Language.EN: "en-GB"}
_LONGEST_CODE = 4_000

Json = dict[str, object]


class SarifReporter:
    """Writes one run: tool, results in list order, then the invocation with its notifications."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the file, going over the outcomes once for the results and once for the notifications."""
        out.write(b"{" + members({"$schema": SCHEMA, "version": "2.1.0"}) + b',"runs":[{')
        out.write(members(self._head(head)) + b',"results":[')
        _write_each(self._results(head, outcomes), out)
        invocation = members(_invocation(head))
        out.write(b'\n],"invocations":[{' + invocation + b',"toolExecutionNotifications":[')
        _write_each(self._notices(head, outcomes), out)
        out.write(b"\n]}]}]}\n")

    def _head(self, head: ReportHead) -> Json:
        driver: Json = {
            "name": "icplint",
            "version": head.tool.version,
            "semanticVersion": head.tool.version,
            "language": _LANGUAGES[self._manner.language],
            "rules": [rule_object(info, self._manner.language) for info in head.rules],
            "notifications": [
                {"id": name, "shortDescription": {"text": self._say(what)}}
                for name, what in DESCRIPTORS.items()
            ],
            "properties": {"rulesHash": head.tool.rules_hash},
        }
        return {
            "tool": {"driver": driver},
            "language": _LANGUAGES[self._manner.language],
            "columnKind": "unicodeCodePoints",
            "automationDetails": {"id": f"icplint/{head.run.id}"},
            "originalUriBaseIds": {
                ROOT: {"description": {"text": self._say(machine_reports.FOLDER_DESCRIPTION)}},
                WEB: {"description": {"text": self._say(machine_reports.WEB_DESCRIPTION)}},
            },
            "properties": {
                "basisLevel": head.run.basis_level,
                "checker": head.run.checker,
                "summary": summary_object(head.summary),
            },
        }

    def _results(self, head: ReportHead, outcomes: Iterable[Outcome]) -> Iterator[Json]:
        places = {info.id: n for n, info in enumerate(head.rules)}
        is_compared = head.has_baseline or head.summary.baselined > 0
        for outcome in outcomes:
            for finding in outcome.findings:
                yield self._result(finding, outcome, places, is_compared=is_compared)

    def _result(
        self, finding: Finding, outcome: Outcome, places: Mapping[str, int], *, is_compared: bool
    ) -> Json:
        told: Json = {"ruleId": finding.rule}
        if finding.rule in places:
            told["ruleIndex"] = places[finding.rule]
        told |= {
            "kind": "fail",
            "level": LEVELS[finding.severity],
            "message": {"text": self._message(finding)},
            "locations": [self._location(finding, outcome)],
            "occurrenceCount": finding.count,
        }
        if (row := row_of(outcome.site)) is not None:
            told["relatedLocations"] = [
                {
                    "physicalLocation": {
                        "artifactLocation": _file(row[0]),
                        "region": {"startLine": row[1]},
                    },
                    "message": {"text": self._say(machine_reports.ROW_OF_LIST)},
                }
            ]
        if finding.fingerprint:
            # GitHub reads the second name alone, and computes a hash of the source line where it is missing.
            told["partialFingerprints"] = {
                "icplint/v1": finding.fingerprint,
                "primaryLocationLineHash": f"{finding.fingerprint}:1",
            }
        if is_compared:
            told["baselineState"] = "unchanged" if finding.status is Status.BASELINED else "new"
        if finding.status is not Status.REPORTED:
            why = self._say(words.STATUSES[finding.status])
            told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        return told | {"properties": _properties(finding, outcome)}

    def _message(self, finding: Finding) -> str:
        lines = [inert_line(self._say(finding.message)), inert_line(self._say(finding.fix.what))]
        if finding.fix.html:
            lines.append(inert(finding.fix.html[:_LONGEST_CODE]))
        return plain_message("\n".join(filter(None, lines)) or finding.name)

    def _location(self, finding: Finding, outcome: Outcome) -> Json:
        place = finding.place
        region: Json = {}
        if place.line is not None:
            lines: Json = {"startLine": place.line}
            if place.column is not None:
                lines["startColumn"] = place.column
            if place.snippet:
                lines["snippet"] = {"text": inert_line(place.snippet)}
            region = {"region": lines}
        told: Json = {"physicalLocation": self._artifact(outcome, finding) | region}
        if place.selector:
            told["logicalLocations"] = [{"fullyQualifiedName": inert_line(place.selector), "kind": "element"}]
        return told

    def _notices(self, head: ReportHead, outcomes: Iterable[Outcome]) -> Iterator[Json]:
        yield from notices_of_run(head, self._manner.language)
        for outcome in outcomes:
            for notice in notices_of_site(outcome, self._manner.language):
                yield notice | {"locations": [{"physicalLocation": self._artifact(outcome)}]}

    def _artifact(self, outcome: Outcome, finding: Finding | None = None) -> Json:
        path = file_of(outcome.site, self._manner.folder, finding)
        if path is not None:
            return {"artifactLocation": _file(path)}
        uri = without_scheme(address_of(outcome, finding))
        return {"artifactLocation": {"uri": uri, "uriBaseId": WEB}}

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)


def _file(path: str) -> Json:
    """A file of the folder of the call; an absolute path stands on its own."""
    if path.startswith("/"):
        return {"uri": f"file://{as_uri(path)}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{as_uri(path[2:])}"}
    return {"uri": as_uri(path), "uriBaseId": ROOT}


def _properties(finding: Finding, outcome: Outcome) -> Json:
    site = outcome.site
    found: Json = {
        "target": site.label,
        "id": site.id,
        "entity": site.entity,
        "responsible": site.responsible,
        "client": site.client,
        "tags": list(dict.fromkeys(site.tags)),
        "columns": dict(site.columns),
        "name": finding.name,
        "fault": finding.fault,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "status": finding.status,
        "message": {"en": finding.message.en, "zh": finding.message.zh},
        "page": finding.page,
        "about": finding.about,
        "snippet": finding.place.snippet,
        "html": finding.fix.html,
        "due": None if finding.due is None else finding.due.isoformat(),
        "reasonCode": finding.reason_code,
    }
    return {name: value for name, value in found.items() if value}


def _invocation(head: ReportHead) -> Json:
    summary = head.summary
    measured_any = summary.measured > 0 or not summary.sites
    return {
        "executionSuccessful": not head.run.interrupted and not summary.crashed and measured_any,
        "startTimeUtc": utc(head.run.started_at),
        "endTimeUtc": utc(head.run.finished_at),
    }


def _write_each(objects: Iterable[Json], out: BinaryIO) -> None:
    separator = b"\n"
    for one in objects:
        out.write(separator + json_bytes(one))
        separator = b",\n"
