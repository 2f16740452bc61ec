"""Which suppressions did nothing in a run, and why: told in every report, so that none outlives its reason."""

from collections.abc import Sequence
from datetime import date

from icplint.judge.suppress import holds, honours_comments, line_of
from icplint.judge.triage import is_active
from icplint.model.outcome import Outcome
from icplint.model.reading import Reading
from icplint.model.rule import Rule
from icplint.model.settings import JudgeSettings
from icplint.model.suppression import Directive, DirectiveFault, NoteKind, SuppressionNote
from icplint.model.text import Text
from icplint.words import suppressions as words

MOST = 200
"""Notes that are told one by one; a folder may hold more comments than anybody reads."""

_FAULTS = {
    DirectiveFault.FORM: words.FORM,
    DirectiveFault.NO_REASON: words.NO_REASON,
    DirectiveFault.BAD_DATE: words.BAD_DATE,
}


class SuppressionLedger:
    """Follows the outcomes of a run."""

    def __init__(self, settings: JudgeSettings, rules: Sequence[Rule], today: date) -> None:
        self._settings = settings
        self._today = today
        self._known = {word for rule in rules for word in (rule.info.id, rule.info.name)}
        self._active = {
            word
            for rule in rules
            if is_active(rule.info, settings)
            for word in (rule.info.id, rule.info.name)
        }
        self._used: set[str] = set()
        """Places of the file's suppressions that silenced something."""
        self._notes: list[SuppressionNote] = []
        self._count = 0

    def see(self, outcome: Outcome) -> None:
        """Note what an outcome's suppressions did."""
        used_on_pages: set[tuple[str, str]] = set()
        for finding in outcome.findings:
            if finding.suppressed is not None:
                self._used.add(finding.suppressed.where)
                used_on_pages.add((finding.page or "", finding.suppressed.where))
        if not any(page.directives for page in outcome.pages):
            return
        if not honours_comments(outcome.site, self._settings):
            self._add(NoteKind.NOT_HONOURED, outcome.site.label, (), words.NOT_HONOURED)
            return
        for page in outcome.pages:
            for directive in page.directives:
                self._see_comment(outcome, page, directive, used_on_pages)

    def _see_comment(
        self, outcome: Outcome, page: Reading, directive: Directive, used: set[tuple[str, str]]
    ) -> None:
        where = f"{page.response.url or outcome.site.label}, {line_of(directive)}"
        if directive.fault is not None:
            self._add(NoteKind.NOT_READ, where, directive.rules, _FAULTS[directive.fault])
            return
        for rule in directive.rules:
            if rule not in self._known:
                self._add(NoteKind.UNKNOWN_RULE, where, directive.rules, words.UNKNOWN_RULE.fill(rule=rule))
        if not holds(directive.until, self._today):
            self._add(NoteKind.EXPIRED, where, directive.rules, _expired(directive.until))
        elif self._active.intersection(directive.rules) and not any(
            place == line_of(directive) for url, place in used if url in _addresses(outcome, page)
        ):
            self._add(NoteKind.UNUSED, where, directive.rules, words.UNUSED)

    def notes(self) -> tuple[SuppressionNote, ...]:
        """What is to be told, by place; those of the configuration first."""
        of_file = [
            SuppressionNote(kind=kind, where=one.where, rules=one.rules, message=message)
            for one in self._settings.suppress
            for kind, message in (
                [(NoteKind.EXPIRED, _expired(one.until))]
                if not holds(one.until, self._today)
                else [(NoteKind.UNUSED, words.UNUSED)]
                if one.where not in self._used and self._active.intersection(one.rules)
                else []
            )
        ]
        # Outcomes come in the order in which sites end; a report is the same whichever ends first.
        return (*of_file, *sorted(self._notes, key=lambda note: (note.where, note.kind, note.message.en)))

    @property
    def untold(self) -> int:
        """Notes that were counted only."""
        return self._count - len(self._notes)

    def _add(self, kind: NoteKind, where: str, rules: tuple[str, ...], message: Text) -> None:
        self._count += 1
        if len(self._notes) < MOST:
            self._notes.append(SuppressionNote(kind=kind, where=where, rules=rules, message=message))


def _addresses(outcome: Outcome, page: Reading) -> tuple[str, ...]:
    """Under which addresses findings of a page may stand."""
    return (outcome.site.stands_for or page.response.url,)


def _expired(until: date | None) -> Text:
    return words.EXPIRED.fill(day=until.isoformat() if until else "")
