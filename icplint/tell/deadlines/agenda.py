"""What is told of deadlines, whatever the format."""

from collections.abc import Iterable
from datetime import date

from icplint.compare.deadlines import term_in_words
from icplint.late import dataclass
from icplint.model.deadline import Deadline, DeadlineBasis, DeadlineKind, Standing
from icplint.model.text import Text
from icplint.tell.report.inert import inert_line
from icplint.words import deadlines as words

_NAMES_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What falls due, in order."""

    deadlines: tuple[Deadline, ...]
    today: date
    """In Beijing."""
    left_out: int = 0
    """Deadlines that are overdue for longer than `past_days`."""
    past_days: int

    @property
    def overdue(self) -> int:
        """How many are overdue whatever source is right."""
        return sum(one.standing(self.today) is Standing.OVERDUE for one in self.deadlines)


def agenda(deadlines: Iterable[Deadline], *, today: date, past_days: int) -> Agenda:
    """The deadlines that are worth telling.

    Args:
        deadlines: In order.
        today: In Beijing.
        past_days: What is overdue for longer is only counted.
    """
    every = tuple(deadlines)
    kept = tuple(one for one in every if (today - one.over_after).days <= past_days)
    return Agenda(deadlines=kept, today=today, left_out=len(every) - len(kept), past_days=past_days)


def days_left(one: Deadline, today: date) -> int:
    """Days until the last day; negative: so many days after it."""
    return (one.due - today).days


def standing_in_words(one: Deadline, today: date) -> Text:
    """How the day stands to the deadline."""
    match one.standing(today):
        case Standing.OPEN:
            left = days_left(one, today)
            if left == 0:
                return words.TODAY
            return words.LEFT_ONE if left == 1 else words.LEFT.fill(days=str(left))
        case Standing.BETWEEN:
            is_sure = one.longer is not None and today <= one.longer.earliest
            return words.BETWEEN if is_sure else words.BETWEEN_UNSURE
        case Standing.OVERDUE:
            over = (today - one.over_after).days
            return words.OVERDUE_ONE if over == 1 else words.OVERDUE.fill(days=str(over))


def why(one: Deadline) -> Text:
    """Where the last day comes from, and whose word it is."""
    since = f"{one.since}"
    match one.kind:
        case DeadlineKind.HANG if one.longer is not None:
            return words.WHY_HANG.fill(since=since, term=term_in_words(one.longer))
        case DeadlineKind.APPLY | DeadlineKind.HANG:
            individual = one.basis is DeadlineBasis.PLATFORM
            return (words.WHY_APPLY_INDIVIDUAL if individual else words.WHY_APPLY).fill(since=since)
        case DeadlineKind.RENEW:
            return words.WHY_RENEW.fill(since=since)


def names_in_short(one: Deadline) -> Text:
    """The names of a site in one line: all of a few, else the first and how many there are."""
    if len(one.names) <= _NAMES_TOLD:
        return Text(en=inert_line(", ".join(one.names)), zh=inert_line("、".join(one.names)))
    return words.AND_MORE.fill(
        first=inert_line(one.names[0]),
        count=Text(en=str(len(one.names) - 1), zh=str(len(one.names))),
    )
