"""GitLab's Code Quality report: one JSON array.

GitLab compares two such arrays and calls what is missing in the newer one "fixed". So a site that could not be checked
stands in it as an entry of the lowest severity, lest its faults look mended; and what was suppressed, baselined or is
too unsure stays out, since the array knows no such states.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from icplint.model.finding import Finding, Severity
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Text
from icplint.tell.report.addresses import address_of, file_of, row_of
from icplint.tell.report.gaps import gaps_of
from icplint.tell.report.inert import inert_line
from icplint.tell.report.json_text import json_bytes
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import rules_phrase
from icplint.tell.report.state import name_of, reported
from icplint.words import machine_reports as words

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}
"""Never `critical` or `blocker`: a missing number in a footer is neither."""

_NOT_CHECKED = "not-checked"

Json = dict[str, object]


class GitlabReporter:
    """Writes the array, one entry a line."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write reported findings and what was not measured, in the order of the list."""
        separator = b"["
        for entry in self._entries(head, outcomes):
            out.write(separator + b"\n" + json_bytes(entry))
            separator = b","
        out.write(b"[]\n" if separator == b"[" else b"\n]\n")

    def _entries(self, head: ReportHead, outcomes: Iterable[Outcome]) -> Iterator[Json]:
        for outcome in outcomes:
            # The same fault twice on a page is one finding; pages that differ in their query alone are two.
            seen: set[str] = set()
            for finding in reported(outcome):
                print_ = _fingerprint(finding.fingerprint, outcome.site.label, finding.page or "")
                if print_ not in seen:
                    seen.add(print_)
                    yield self._finding(finding, outcome, print_)
            for gap in gaps_of(outcome):
                site = name_of(outcome.site)
                told = (words.SITE_GAP if gap.whole else words.RULES_GAP).fill(
                    site=site, rules=rules_phrase(gap.rules), sentence=gap.sentence
                )
                print_ = _fingerprint(_NOT_CHECKED, outcome.site.label, gap.reason)
                yield _entry(self._say(told), _NOT_CHECKED, print_, "info", self._place(outcome))
        for row in head.rejected:
            told = words.ROW_REJECTED.fill(source=row.source, line=str(row.line), reason=row.reason)
            print_ = _fingerprint("rejected-row", row.source, str(row.line))
            yield _entry(self._say(told), "rejected-row", print_, "info", (row.source, row.line))

    def _finding(self, finding: Finding, outcome: Outcome, fingerprint: str) -> Json:
        said = words.SITE_GAP.fill(site=address_of(outcome, finding), sentence=finding.message)
        told = f"{self._say(said)} {self._say(words.FIX.fill(fix=finding.fix.what))}"
        place = self._place(outcome, finding)
        return _entry(
            told, f"{finding.rule} {finding.name}", fingerprint, _SEVERITIES[finding.severity], place
        )

    def _place(self, outcome: Outcome, finding: Finding | None = None) -> tuple[str, int]:
        """A saved page with its line, else the row of the list, else the address without its scheme."""
        path = file_of(outcome.site, self._manner.folder, finding)
        if path is not None:
            line = finding.place.line if finding is not None else None
            return path, line or 1
        return row_of(outcome.site) or (address_of(outcome, finding).partition("://")[2] or "-", 1)

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)


def _entry(told: str, check: str, fingerprint: str, severity: str, place: tuple[str, int]) -> Json:
    path, line = place
    return {
        "description": inert_line(told),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": inert_line(path), "lines": {"begin": line}},
    }


def _fingerprint(*parts: str) -> str:
    """Equal in another run for the same fault on the same page, and unlike that of any other."""
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:32]
