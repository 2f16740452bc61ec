"""Changes, runs and histories as plain lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from icplint.model.finding import Finding, Status
from icplint.model.scan import Change, ChangeKind, RunRecord, RunState, Spell
from icplint.model.text import Language, Text
from icplint.tell.changes.told import notes, of_kind, reason_phrase
from icplint.tell.report.moments import local
from icplint.words import changes as words
from icplint.words import report as report_words

_JOINED = {Language.ZH: "；", Language.EN: "; "}


def change_lines(
    before: RunRecord,
    after: RunRecord,
    counts: Mapping[ChangeKind, int],
    changes: Iterable[Change],
    *,
    language: Language,
    zone: tzinfo,
) -> Iterator[str]:
    """What changed, kind by kind.

    Args:
        before: The earlier run.
        after: The later one.
        counts: How many changes of each kind there are.
        changes: All of them; gone through once for each kind.
        language: Of the lines.
        zone: Of the times.
    """
    runs = words.RUNS_COMPARED.fill(
        before=_run_phrase(before, zone, language), after=_run_phrase(after, zone, language)
    )
    yield runs.of(language)
    yield words.LIST.fill(list=after.list_name).of(language)
    if not any(counts.values()):
        yield words.NOTHING.of(language)
        return
    told = [
        words.COUNT.fill(kind=words.KINDS[kind], count=f"{counts[kind]:,}").of(language)
        for kind in words.KINDS
        if counts[kind]
    ]
    yield " · ".join(told)
    for kind, name in words.KINDS.items():
        if not counts[kind]:
            continue
        yield ""
        yield words.HEADING.fill(kind=name, count=f"{counts[kind]:,}").of(language)
        for change in of_kind(changes, kind):
            yield _change_line(change, language)


def run_lines(runs: Sequence[RunRecord], *, language: Language, zone: tzinfo) -> Iterator[str]:
    """The runs of a store, the newest first."""
    if not runs:
        yield words.NO_RUNS.of(language)
    for run in reversed(runs):
        told: dict[str, str | Text] = {
            "number": str(run.id),
            "name": run.name,
            "state": words.STATES[run.state],
            "started": local(run.started_at, zone, language),
            "list": run.list_name,
        }
        if run.summary is None or run.state is not RunState.FINISHED:
            line = words.RUN_UNFINISHED.fill(**told, done=f"{run.done:,}", sites=f"{run.declared:,}")
        else:
            counted = {
                name: f"{getattr(run.summary, name):,}"
                for name in ("sites", "measured", "errors", "warnings")
            }
            line = words.RUN_LINE.fill(**told, **counted)
        yield line.of(language)


def spell_lines(spells: Iterable[tuple[str, Spell]], *, language: Language, zone: tzinfo) -> Iterator[str]:
    """What became of a site, the oldest first."""
    list_now = None
    for list_name, spell in spells:
        if list_name != list_now:
            list_now = list_name
            yield words.LIST.fill(list=list_name).of(language)
        since = local(spell.since, zone, language)
        yield words.SPELL.fill(since=since, run=spell.first_run, what=_what(spell)).of(language)
        for finding in _reported(spell):
            severity = report_words.SEVERITIES[finding.severity]
            line = words.SPELL_FINDING.fill(rule=finding.rule, severity=severity, message=finding.message)
            yield line.of(language)


def _what(spell: Spell) -> Text:
    if spell.is_gone:
        return words.GONE
    if spell.reason is not None:
        return words.NOT_CHECKED.fill(why=reason_phrase(spell.reason))
    if found := _reported(spell):
        return words.FOUND.fill(count=f"{len(found):,}")
    return words.CLEAN if spell.measured else words.PARTLY


def _reported(spell: Spell) -> list[Finding]:
    return [one for one in spell.findings if one.status is Status.REPORTED]


def _run_phrase(run: RunRecord, zone: tzinfo, language: Language) -> str:
    return f"{run.name} {local(run.started_at, zone, language)}"


def _change_line(change: Change, language: Language) -> str:
    beside = _JOINED[language].join(one.of(language) for one in notes(change))
    finding = change.finding
    if finding is None:
        line = words.SITE.fill(site=change.label)
    else:
        severity = report_words.SEVERITIES[finding.severity]
        line = words.FINDING.fill(
            site=change.label, rule=finding.rule, severity=severity, message=finding.message
        )
    return line.of(language) + (words.BESIDE.fill(notes=beside).of(language) if beside else "")
