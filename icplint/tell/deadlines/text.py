"""Deadlines as lines for people."""

from collections.abc import Iterator

from icplint.model.deadline import Deadline
from icplint.model.text import Language
from icplint.tell.deadlines.agenda import Agenda, names_in_short, standing_in_words, why
from icplint.tell.report.inert import inert_line
from icplint.words import deadlines as words


def deadlines_text(agenda: Agenda, language: Language) -> bytes:
    """All deadlines by their last days, three lines for each, in UTF-8."""
    return "".join(f"{line}\n" for line in _lines(agenda, language)).encode("utf-8", "replace")


def _lines(agenda: Agenda, language: Language) -> Iterator[str]:
    today = f"{agenda.today}"
    if agenda.deadlines:
        headline = words.HEADLINE.fill(
            today=today, count=str(len(agenda.deadlines)), overdue=str(agenda.overdue)
        )
        yield headline.of(language)
    else:
        yield words.NOTHING.fill(today=today).of(language)
    for one in agenda.deadlines:
        yield ""
        yield from _lines_of(one, agenda, language)
    if agenda.left_out:
        yield ""
        left_out = words.LEFT_OUT.fill(count=str(agenda.left_out), past=str(agenda.past_days))
        yield left_out.of(language)


def _lines_of(one: Deadline, agenda: Agenda, language: Language) -> Iterator[str]:
    standing = standing_in_words(one, agenda.today).of(language)
    told = (names_in_short(one).of(language), inert_line(one.entity or ""), inert_line(one.number or ""))
    yield f"{one.due}  {standing}  {words.KINDS[one.kind].of(language)}"
    yield f"    {'  '.join(part for part in told if part)}"
    yield f"    {why(one).of(language)}"
