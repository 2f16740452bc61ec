"""GitHub's workflow commands: the gravest findings as annotations, and a last one with the counts.

GitHub shows ten annotations of each level for a step and drops the rest in silence. So findings that are more than
ten of a level are grouped by rule, and what still has no place is counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import BinaryIO

from icplint.late import dataclass
from icplint.model.finding import Finding, Severity
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Text
from icplint.tell.report.addresses import address_of, file_of, row_of
from icplint.tell.report.finding_lines import finding_lines
from icplint.tell.report.gaps import gaps_of
from icplint.tell.report.inert import inert, inert_line
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import listed_names, piles_phrase
from icplint.tell.report.state import State, headline, name_of, reported, state_of
from icplint.words import machine_reports as words
from icplint.words import report as report_words

MOST = 10
"""Annotations of a level that GitHub shows for a step."""

NAMED = 5
"""Sites that a grouped annotation names."""

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """One command; texts as they came, escaped when they are written."""

    level: str
    title: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None


@dataclass(slots=True)
class _Sites:
    """So many sites, the first of them by name."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.names) < NAMED:
            self.names.append(inert_line(name, 120))


@dataclass(slots=True)
class _Level:
    """The findings of one severity: the first in full, all by rule."""

    first: list[_Annotation] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    sites: dict[str, _Sites] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class GithubReporter:
    """Writes the commands in one pass over the outcomes; only counts and the first findings are kept."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write errors, then warnings, what was not checked, notices, and the result as the last notice."""
        levels = {severity: _Level() for severity in Severity}
        gaps = _Sites()
        states: Counter[State] = Counter({State.UNMEASURED: len(head.rejected)})
        for outcome in outcomes:
            states[state_of(outcome)] += 1
            if any(gaps_of(outcome)):
                gaps.add(name_of(outcome.site))
            self._sort(outcome, levels, head)
        for row in head.rejected:
            gaps.add(f"{row.source}:{row.line}")
        left_out = 0
        for severity, level in levels.items():
            keeps_place = (severity is Severity.WARNING and gaps.count > 0) or severity is Severity.INFO
            shown, missing = self._shown(severity, level, MOST - keeps_place, head)
            left_out += missing
            out.writelines(_command(one) for one in shown)
            if severity is Severity.WARNING and gaps.count:
                out.write(_command(self._gaps(gaps)))
        out.write(_command(self._last(head, states, left_out)))

    def _sort(self, outcome: Outcome, levels: Mapping[Severity, _Level], head: ReportHead) -> None:
        seen: set[tuple[Severity, str]] = set()
        for finding in reported(outcome):
            level = levels[finding.severity]
            if len(level.first) < MOST:
                level.first.append(self._annotation(finding, outcome, head))
            level.findings[finding.rule] += 1
            level.names[finding.rule] = finding.name
            if (finding.severity, finding.rule) not in seen:
                seen.add((finding.severity, finding.rule))
                level.sites.setdefault(finding.rule, _Sites()).add(name_of(outcome.site))

    def _annotation(self, finding: Finding, outcome: Outcome, head: ReportHead) -> _Annotation:
        path = file_of(outcome.site, self._manner.folder, finding)
        row = row_of(outcome.site)
        lines = list(finding_lines(finding, self._manner.language))
        if finding.page is None:
            lines.insert(1, self._say(words.PAGE.fill(address=inert_line(address_of(outcome)))))
        annotation = _Annotation(
            level=_LEVELS[finding.severity],
            title=self._title(finding.rule, finding.name, head),
            message="\n".join(lines),
            file=path,
            line=finding.place.line if path is not None else None,
            column=finding.place.column if path is not None and finding.place.line else None,
        )
        if path is not None or row is None:
            return annotation
        return _Annotation(
            level=annotation.level,
            title=annotation.title,
            message=annotation.message,
            file=row[0],
            line=row[1],
        )

    def _shown(
        self, severity: Severity, level: _Level, most: int, head: ReportHead
    ) -> tuple[list[_Annotation], int]:
        """What is shown of a level, and how many findings are not."""
        total = level.findings.total()
        if total <= most:
            return level.first, 0
        by_number = sorted(level.findings, key=lambda rule: (-level.findings[rule], rule))
        shown = [self._group(severity, rule, level, head) for rule in by_number[:most]]
        return shown, sum(level.findings[rule] for rule in by_number[most:])

    def _group(self, severity: Severity, rule: str, level: _Level, head: ReportHead) -> _Annotation:
        title = self._title(rule, level.names[rule], head)
        sites = level.sites[rule]
        told = words.GROUPED.fill(
            message=title, sites=report_words.sites(sites.count), names=self._names(sites)
        )
        return _Annotation(level=_LEVELS[severity], title=title, message=self._say(told))

    def _gaps(self, gaps: _Sites) -> _Annotation:
        told = words.ANNOTATION_GAPS.fill(sites=report_words.sites(gaps.count), names=self._names(gaps))
        return _Annotation(level="warning", title=self._say(words.GAPS_TITLE), message=self._say(told))

    def _last(self, head: ReportHead, states: Counter[State], left_out: int) -> _Annotation:
        lines = [self._say(headline(states)), self._say(piles_phrase(head.summary))]
        if head.run.interrupted:
            lines.insert(0, self._say(report_words.INTERRUPTED))
        if left_out:
            lines.append(self._say(words.LEFT_OUT.fill(n=f"{left_out:,}")))
        return _Annotation(level="notice", title=self._say(words.RESULT_TITLE), message="\n".join(lines))

    def _names(self, sites: _Sites) -> str:
        names = listed_names(sites.names)
        told = names if sites.count <= len(sites.names) else words.AND_OTHERS.fill(names=names)
        return self._say(told)

    def _title(self, rule: str, name: str, head: ReportHead) -> str:
        title = head.rule_titles.get(rule)
        return f"{rule} {name if title is None else self._say(title)}"

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)


def _command(one: _Annotation) -> bytes:
    """One line; nothing of a stranger's text can end it, or begin a command of its own."""
    about: dict[str, str | int | None] = {
        "file": one.file,
        "line": one.line,
        "col": one.column,
        "title": inert_line(one.title, _LONGEST_TITLE),
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in about.items() if value)
    return f"::{one.level} {properties}::{_data(one.message)}\n".encode()


def _data(text: str) -> str:
    return inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(inert_line(text)).replace(":", "%3A").replace(",", "%2C")
