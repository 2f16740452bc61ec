"""Markdown for a comment on a pull request or a job's summary: short, the gravest first, and never too long to post."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Language, Text
from icplint.tell.report.addresses import address_of
from icplint.tell.report.gaps import gap_sentence, gaps_of
from icplint.tell.report.markdown_text import block, code, words
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import head_phrases, place_phrase, rules_phrase
from icplint.tell.report.state import State, headline, name_of, reported, state_of
from icplint.tell.report.verdict_groups import NOT_OFFERED
from icplint.words import machine_reports, table
from icplint.words import markdown as ui
from icplint.words import report as report_words

MOST = 65_536
"""Characters of a comment, counted as UTF-16 does, which is never less than any host counts."""

_SHARE_OF_FINDINGS = 0.5
_SHARE_OF_GAPS = 0.15
_SHARE_OF_FIXES = 0.2
_SHARE_OF_ASIDE = 0.1
"""Shares of the room; head and foot need the rest."""


class MarkdownReporter:
    """Writes the report; of a long run it goes over the outcomes once for each list and keeps none."""

    def __init__(self, manner: Manner, *, most: int = MOST) -> None:
        self._manner = manner
        self._most = most

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write counts and what was not checked first, so that no cut hides them; then the findings."""
        states: Counter[State] = Counter({State.UNMEASURED: len(head.rejected)})
        gaps = len(head.rejected)
        aside = 0
        for outcome in outcomes:
            states[state_of(outcome)] += 1
            gaps += any(gaps_of(outcome))
            aside += sum(one.status is not Status.REPORTED for one in outcome.findings)
        total = head.summary.errors + head.summary.warnings + head.summary.infos
        out.writelines(f"{line}\n".encode() for line in self._head(head, states, gaps))
        sections = (
            (self._findings(head, outcomes, total), _SHARE_OF_FINDINGS),
            (self._fixes(outcomes, total), _SHARE_OF_FIXES),
            (self._gaps(head, outcomes, gaps), _SHARE_OF_GAPS),
            (self._aside(outcomes, aside), _SHARE_OF_ASIDE),
        )
        for section, share in sections:
            out.writelines(f"{line}\n".encode() for line in section.lines(int(self._most * share)))
        out.write(f"\n{self._say(ui.CAVEAT)}\n".encode())

    def _head(self, head: ReportHead, states: Counter[State], gaps: int) -> Iterator[str]:
        summary = head.summary
        yield f"## {self._say(report_words.TITLE)}"
        yield ""
        yield f"**{self._say(headline(states))}**"
        yield ""
        if head.run.interrupted:
            yield f"{self._say(report_words.INTERRUPTED)}"
            yield ""
        yield f"| {self._say(ui.PILE)} | {self._say(ui.PILE_COUNT)} |"
        yield "|---|---:|"
        for title, n in (
            (ui.REPORTED, summary.errors + summary.warnings + summary.infos),
            (ui.SUPPRESSED, summary.suppressed),
            (ui.BASELINED, summary.baselined),
            (ui.BELOW_CONFIDENCE, summary.below_confidence),
        ):
            yield f"| {self._say(title)} | {n:,} |"
        yield ""
        if gaps:
            yield f"{self._say(ui.UNMEASURED.fill(sites=report_words.sites(gaps)))}"
            yield ""
        for need, n in summary.not_offered.items():
            told = ui.NOT_OFFERED.fill(
                items=report_words.items(n), sentence=gap_sentence(f"{NOT_OFFERED}{need}")
            )
            yield f"- {self._say(told)}"
        if summary.crashed:
            yield f"- {self._say(report_words.CRASHED.fill(n=f'{summary.crashed:,}'))}"
        yield ""
        yield " · ".join(map(words, head_phrases(head, self._manner)))
        yield ""

    def _findings(self, head: ReportHead, outcomes: Iterable[Outcome], total: int) -> "_Section":
        if not total:
            return _Section(self._manner.language, before=(self._say(ui.NOTHING), ""), entries=(), total=0)
        columns = (table.SEVERITY, table.RULE, table.SITE, table.MESSAGE)
        return _Section(
            self._manner.language,
            before=(
                f"### {self._say(report_words.FINDINGS)}",
                "",
                f"| {' | '.join(map(self._say, columns))} |",
                "|---|---|---|---|",
            ),
            entries=(self._row(finding, outcome, head) for finding, outcome in _by_gravity(outcomes)),
            total=total,
        )

    def _row(self, finding: Finding, outcome: Outcome, head: ReportHead) -> str:
        title = head.rule_titles.get(finding.rule)
        rule = finding.rule if title is None else f"{finding.rule} {words(self._say(title), 80)}"
        cells = (
            self._say(report_words.SEVERITIES[finding.severity]),
            rule,
            code(finding.page or name_of(outcome.site), 120),
            words(self._say(finding.message)),
        )
        return f"| {' | '.join(cells)} |"

    def _fixes(self, outcomes: Iterable[Outcome], total: int) -> "_Section":
        return self._folded(
            ui.HOW_TO_MEND,
            (self._fix(finding, outcome) for finding, outcome in _by_gravity(outcomes)),
            total,
        )

    def _fix(self, finding: Finding, outcome: Outcome) -> str:
        place = place_phrase(finding.place, self._manner.language)
        about = f"{finding.rule} {code(address_of(outcome, finding), 120)}"
        where = f" {code(place, 200)}" if place else ""
        told = f"**{about}**{where}\n\n{words(self._say(machine_reports.FIX.fill(fix=finding.fix.what)))}\n"
        return f"{told}\n{block(finding.fix.html)}\n" if finding.fix.html else told

    def _gaps(self, head: ReportHead, outcomes: Iterable[Outcome], total: int) -> "_Section":
        def entries() -> Iterator[str]:
            for outcome in outcomes:
                told = [
                    self._say(gap.sentence)
                    if gap.whole
                    else self._say(
                        report_words.RULES_SAY.fill(rules=rules_phrase(gap.rules), sentence=gap.sentence)
                    )
                    for gap in gaps_of(outcome)
                ]
                if told:
                    yield f"- {code(name_of(outcome.site), 120)} {words(' '.join(told))}"
            for row in head.rejected:
                yield f"- {code(f'{row.source}:{row.line}', 120)} {words(self._say(row.reason))}"

        return self._folded(table.NOT_CHECKED, entries(), total)

    def _aside(self, outcomes: Iterable[Outcome], total: int) -> "_Section":
        return self._folded(
            ui.NOT_REPORTED,
            (
                f"- {finding.rule} {code(name_of(outcome.site), 120)} {self._say(report_words.STATUSES[finding.status])}"
                for outcome in outcomes
                for finding in outcome.findings
                if finding.status is not Status.REPORTED
            ),
            total,
        )

    def _folded(self, title: Text, entries: Iterable[str], total: int) -> "_Section":
        if not total:
            return _Section(self._manner.language, before=(), entries=(), total=0)
        before = (f"<details><summary>{self._say(title)} ({total:,})</summary>", "")
        return _Section(
            self._manner.language, before=before, entries=entries, total=total, after=("", "</details>", "")
        )

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)


class _Section:
    """A list that ends where its room does, and says how much it leaves out."""

    def __init__(
        self,
        language: Language,
        *,
        before: Iterable[str],
        entries: Iterable[str],
        total: int,
        after: Iterable[str] = ("",),
    ) -> None:
        self._language = language
        self._before = tuple(before)
        self._entries = entries
        self._total = total
        self._after = tuple(after)

    def lines(self, room: int) -> Iterator[str]:
        """The section in at most so many characters, unless its frame alone takes more."""
        if not self._before:
            return
        frame = [*self._before, *self._after, self._cut(self._total)]
        room -= sum(_length(line) for line in frame)
        yield from self._before
        shown = 0
        for entry in self._entries:
            room -= _length(entry)
            if room < 0:
                break
            yield entry
            shown += 1
        if shown < self._total:
            yield ""
            yield self._cut(self._total - shown)
        yield from self._after

    def _cut(self, n: int) -> str:
        return ui.CUT.fill(n=f"{n:,}").of(self._language)


def _by_gravity(outcomes: Iterable[Outcome]) -> Iterator[tuple[Finding, Outcome]]:
    """Reported findings, the gravest first, of each severity in the order of the list."""
    for severity in Severity:
        for outcome in outcomes:
            yield from ((one, outcome) for one in reported(outcome) if one.severity is severity)


def _length(line: str) -> int:
    """UTF-16 units, the end of the line with them."""
    return len(line.encode("utf-16-le", "replace")) // 2 + 1
