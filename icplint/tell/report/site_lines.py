"""One site in the terminal report: its findings, and what about it was not checked."""

from collections.abc import Iterator

from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Outcome
from icplint.model.text import Language, Text
from icplint.tell.report.inert import inert_line
from icplint.tell.report.lines import Line, Span, Style, columns, line
from icplint.tell.report.sentences import (
    bases_of,
    count_phrase,
    filing_phrase,
    not_checked_sentence,
    place_phrase,
    rules_phrase,
    unread_phrase,
)
from icplint.tell.report.state import name_of, reported
from icplint.tell.report.verdict_groups import verdict_groups
from icplint.words import reasons
from icplint.words import report as words

LONGEST_QUOTE = 200

_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


class SiteLines:
    """Tells single sites in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._between = "；" if language is Language.ZH else "; "

    def lines(self, outcome: Outcome) -> Iterator[Line]:
        """A site with reported findings, in full."""
        yield line(Span(inert_line(name_of(outcome.site)), Style.TITLE))
        about = " · ".join(self._about(outcome))
        if about:
            yield line(Span(about, Style.QUIET), indent=2)
        if (filing := filing_phrase(outcome.filing)) is not None:
            yield line(Span(inert_line(self._say(filing), LONGEST_QUOTE), Style.QUIET), indent=2)
        for finding in reported(outcome):
            yield line()
            yield from self._finding(finding, outcome)
        unmeasured, aside = self.why_unmeasured(outcome), self.aside(outcome)
        if unmeasured or aside:
            yield line()
        if unmeasured:
            yield line(Span(unmeasured, Style.UNMEASURED), indent=2)
        if aside:
            yield line(Span(aside, Style.QUIET), indent=2)

    def whose(self, outcome: Outcome) -> str:
        """The filing entity, or else the client, by which people know a site; empty where neither is known."""
        return inert_line(outcome.site.entity or outcome.site.client or "")

    def checked_at(self, outcome: Outcome) -> str:
        """The address that was checked, where the site goes by another name; empty where not."""
        site = outcome.site
        if name_of(site) == site.label:
            return ""
        return self._say(words.CHECKED_ADDRESS.fill(url=inert_line(site.label)))

    def why_unmeasured(self, outcome: Outcome) -> str:
        """Why a site, or some of its rules, were not measured; empty where all was."""
        whole = not_checked_sentence(outcome)
        if whole is not None:
            return self._say(whole)
        return self._between.join(
            self._say(
                words.RULES_SAY.fill(
                    rules=rules_phrase(rules),
                    sentence=reasons.not_measured(reasons.unmeasured_reason(reason)),
                )
            )
            for reason, rules in verdict_groups(outcome).unmeasured.items()
        )

    def rest_unchecked(self, outcome: Outcome) -> str:
        """Of a site without findings that was checked in part: how much is missing, and why."""
        missing = verdict_groups(outcome).unmeasured_count
        told = (
            self._say(words.NOT_FOUND_IN_CHECKED.fill(n=str(missing))),
            self.why_unmeasured(outcome),
            self.aside(outcome),
        )
        return " · ".join(part for part in told if part)

    def aside(self, outcome: Outcome) -> str:
        """What was found and is not reported, what the site does not owe, and which further pages were not read."""
        told = []
        quiet = [
            f"{finding.rule} {self._say(words.STATUSES[finding.status])}"
            for finding in outcome.findings
            if finding.status is not Status.REPORTED
        ]
        if quiet:
            told.append(self._say(words.NOT_REPORTED.fill(findings=" · ".join(quiet))))
        for reason, rules in verdict_groups(outcome).out_of_scope.items():
            why = reasons.out_of_scope_reason(reason)
            told.append(self._say(words.OUT_OF_SCOPE_BECAUSE.fill(rules=rules_phrase(rules), reason=why)))
        if unread := self.unread(outcome):
            told.append(unread)
        return " · ".join(told)

    def unread(self, outcome: Outcome) -> str:
        """Which further pages were chosen and not read."""
        return unread_phrase(outcome, self._language)

    def _about(self, outcome: Outcome) -> Iterator[str]:
        site = outcome.site
        for name in (site.entity, site.client, site.responsible):
            if name:
                yield inert_line(name)
        for column, value in site.columns.items():
            if value.strip():
                told = words.COLUMN.fill(name=column, value=value)
                yield inert_line(self._say(told), LONGEST_QUOTE)
        if checked_at := self.checked_at(outcome):
            yield checked_at
        if outcome.final_url and site.label.rstrip("/") not in outcome.final_url:
            yield self._say(words.LANDED.fill(url=inert_line(outcome.final_url)))

    def _finding(self, finding: Finding, outcome: Outcome) -> Iterator[Line]:
        notes = [finding.name, self._say(words.CONFIDENCE.fill(level=words.CONFIDENCES[finding.confidence]))]
        often = count_phrase(finding)
        if often:
            notes.append(self._say(often))
        yield line(
            Span(self._say(words.SEVERITIES[finding.severity]), _STYLES[finding.severity]),
            " ",
            Span(finding.rule, Style.TITLE),
            Span("  " + " · ".join(notes), Style.QUIET),
            indent=2,
        )
        yield line(inert_line(self._say(finding.message)), indent=4)
        is_named = finding.page in (outcome.final_url, name_of(outcome.site))
        page = "" if is_named else finding.page or ""
        where = [inert_line(part) for part in (page, place_phrase(finding.place, self._language)) if part]
        if where:
            yield self._labelled(words.WHERE, " · ".join(where))
        if finding.place.snippet:
            yield self._labelled(words.QUOTE, inert_line(finding.place.snippet, LONGEST_QUOTE))
        yield self._labelled(words.WHY, inert_line(self._say(finding.why)))
        yield self._labelled(words.FIX, inert_line(self._say(finding.fix.what)))
        if finding.reason_code is not None:
            yield self._labelled(words.CHECKERS_WORDS, inert_line(finding.reason_code))
        if finding.customer_message is not None:
            yield self._labelled(words.CUSTOMER_MESSAGE, inert_line(self._say(finding.customer_message)))
        if finding.due is not None:
            yield self._labelled(words.DUE, finding.due.isoformat())
        for row in (finding.fix.html or "").splitlines():
            yield self._labelled(words.PASTE, row, Style.CODE)
        if finding.sources:
            told = self._between.join(self._say(basis) for basis in bases_of(finding))
            yield self._labelled(words.BASIS, inert_line(told), Style.QUIET)

    def _labelled(self, label: Text, told: str, style: Style = Style.PLAIN) -> Line:
        name = self._say(label)
        width = 6 if self._language is Language.ZH else 7
        return Line((Span(told, style),), indent=4, label=name, label_width=max(width, columns(name) + 1))

    def _say(self, text: Text) -> str:
        return text.of(self._language)
