"""The report for a terminal, and for a pipe the same words without styles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Text
from icplint.tell.report.inert import inert_line
from icplint.tell.report.lines import Line, Span, Style, line, paint
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sentences import head_phrases, piles_phrase, profiles_phrase
from icplint.tell.report.site_lines import SiteLines
from icplint.tell.report.state import State, headline, name_of, reported, state_of
from icplint.words import reasons, suppressions
from icplint.words import report as words

LISTED = 50
"""Sites that a section of mere names lists; the rest is counted."""


class TextReporter:
    """Writes the terminal report in one pass over the outcomes."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write sites with findings as they come, then the lists of the others, then the counts."""
        paint(_Telling(self._manner).lines(head, outcomes), self._manner, out)


class _Section:
    """A list of sites below the findings; it names the first and counts all."""

    def __init__(self, title: Text) -> None:
        self.title = title
        self.entries: list[tuple[str, str]] = []
        self.total = 0

    def add(self, name: str, *notes: str) -> None:
        self.total += 1
        if len(self.entries) < LISTED:
            self.entries.append((inert_line(name), inert_line(" · ".join(filter(None, notes)))))


class _Telling:
    """One report on its way."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._sites = SiteLines(manner.language)
        self._states: Counter[State] = Counter()
        self._profiles: Counter[str | None] = Counter()

    def lines(self, head: ReportHead, outcomes: Iterable[Outcome]) -> Iterator[Line]:
        yield line(Span(self._say(words.TITLE), Style.TITLE))
        yield line(Span(" · ".join(head_phrases(head, self._manner)), Style.QUIET))
        if head.run.interrupted:
            yield line(Span(self._say(words.INTERRUPTED), Style.WARNING))
        unmeasured = _Section(words.SITES_NOT_CHECKED)
        partly = _Section(words.SITES_PARTLY_CHECKED)
        clean = _Section(words.SITES_NOTHING_FOUND)
        rejected = _Section(words.ROWS_REJECTED)
        for outcome in outcomes:
            state = state_of(outcome)
            self._states[state] += 1
            if outcome.not_checked is None:
                self._profiles[outcome.profile] += 1
            name = name_of(outcome.site)
            about = self._sites.whose(outcome), self._sites.checked_at(outcome)
            if reported(outcome):
                yield line()
                yield from self._sites.lines(outcome)
            elif state is State.UNMEASURED:
                unmeasured.add(name, *about, self._sites.why_unmeasured(outcome), self._sites.unread(outcome))
            elif state is State.INCOMPLETE:
                partly.add(name, *about, self._sites.rest_unchecked(outcome))
            else:
                clean.add(name, *about, self._sites.aside(outcome))
        for row in head.rejected:
            rejected.add(f"{row.source}:{row.line}", self._say(row.reason))
        for section in (unmeasured, rejected, partly, clean):
            yield from self._section(section)
        yield from self._not_offered(head)
        yield from self._suppressions(head)
        yield from self._counts(head)

    def _section(self, section: _Section) -> Iterator[Line]:
        if not section.total:
            return
        yield line()
        yield line(Span(self._say(section.title), Style.TITLE), Span(f"  {section.total:,}", Style.QUIET))
        for name, note in section.entries:
            yield line(name, Span(f"  {note}", Style.QUIET), indent=2)
        more = section.total - len(section.entries)
        if more:
            yield line(Span(self._say(words.AND_MORE.fill(n=f"{more:,}")), Style.QUIET), indent=2)

    def _not_offered(self, head: ReportHead) -> Iterator[Line]:
        if not head.summary.not_offered:
            return
        yield line()
        yield line(Span(self._say(words.ITEMS_NOT_CHECKED), Style.TITLE))
        for need, n in head.summary.not_offered.items():
            why = reasons.not_measured(reasons.unmeasured_reason(f"not-offered:{need}"))
            yield line(Span(self._say(words.items(n)), Style.UNMEASURED), f"  {self._say(why)}", indent=2)

    def _suppressions(self, head: ReportHead) -> Iterator[Line]:
        if not head.run.suppression_notes:
            return
        yield line()
        yield line(Span(self._say(suppressions.TITLE), Style.TITLE))
        for note in head.run.suppression_notes:
            rules = f" {' '.join(note.rules)}" if note.rules else ""
            where = inert_line(f"{note.where}{rules}", 300)
            yield line(where, Span(f"  {inert_line(self._say(note.message), 300)}", Style.QUIET), indent=2)
        if head.run.more_suppression_notes:
            more = suppressions.MORE.fill(n=f"{head.run.more_suppression_notes:,}")
            yield line(Span(self._say(more), Style.QUIET), indent=2)

    def _counts(self, head: ReportHead) -> Iterator[Line]:
        summary = head.summary
        states = self._states + Counter({State.UNMEASURED: len(head.rejected)})
        yield line()
        yield line(Span(self._say(words.SUMMARY), Style.TITLE), f"  {self._say(headline(states))}")
        sites = words.SITE_COUNTS.fill(
            sites=f"{summary.sites:,}",
            measured=f"{summary.measured:,}",
            unmeasured=f"{summary.unmeasured:,}",
            clean=f"{summary.clean:,}",
            incomplete=f"{summary.incomplete:,}",
        )
        piles = piles_phrase(summary)
        severities = words.SEVERITY_COUNTS.fill(
            errors=f"{summary.errors:,}", warnings=f"{summary.warnings:,}", infos=f"{summary.infos:,}"
        )
        for counts in (sites, piles, severities):
            yield line(self._say(counts), indent=2)
        if self._profiles:
            yield line(self._say(profiles_phrase(self._profiles)), indent=2)
        if summary.crashed:
            yield line(Span(self._say(words.CRASHED.fill(n=f"{summary.crashed:,}")), Style.ERROR), indent=2)

    def _say(self, text: Text) -> str:
        return text.of(self._manner.language)
