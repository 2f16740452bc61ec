"""Terms that run from a filing's dates: the days to apply with the police, and to hang their number.

Days are those of Beijing. The day that a term runs from does not count: 30 days from the 1st end on the 31st.
"""

from datetime import date, timedelta

from icplint.facts.working_days import Bounds, WorkCalendar, bounds, work_calendar
from icplint.late import dataclass
from icplint.model.deadline import Term
from icplint.model.text import Text, text

DAYS = 30
"""To apply (MPS Order 33, article 12), and to hang the number by some sources."""
WORKING_DAYS = 30
"""To hang the number by other sources."""

_DAY = timedelta(days=1)
_ON = text(en="on {day}", zh="于 {day} ")
_BETWEEN = text(
    en="between {earliest} and {latest} (not all holidays are announced)",
    zh="在 {earliest} 至 {latest} 之间（部分节假日安排尚未公布）",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingTerms:
    """Until when the police's number should hang: sources give two terms."""

    by_days: date
    by_working_days: Term


def last_day_to_apply(opened_on: date) -> date:
    """The last of the 30 days for applying with the police, from the day that a site was filed or opened."""
    return _days_after(opened_on, DAYS)


def hanging_terms(approved_on: date, calendar: WorkCalendar | None = None) -> HangingTerms:
    """Until when the number of a filing that the police approved should hang.

    Args:
        approved_on: The day of the approval.
        calendar: The holidays that are known; None: those of the extra `calendar`.
    """
    known = work_calendar() if calendar is None else calendar
    return HangingTerms(
        by_days=_days_after(approved_on, DAYS),
        by_working_days=working_days_after(approved_on, WORKING_DAYS, known),
    )


def term_in_words(term: Term) -> Text:
    """When a term ends, as a part of a sentence: on a day, or between two."""
    if term.is_exact:
        return _ON.fill(day=f"{term.latest}")
    return _BETWEEN.fill(earliest=f"{term.earliest}", latest=f"{term.latest}")


def working_days_after(day: date, count: int, calendar: WorkCalendar, limits: Bounds | None = None) -> Term:
    """The day on which so many working days have passed.

    Where the count runs through days whose holidays are unknown, the span between the fewest and the most days
    that it can take, going by all years that are known.

    Args:
        day: Does not count itself.
        count: At least 1; the bounds hold for counts whose span they were measured over.
        calendar: The holidays that are known.
        limits: What unknown holidays can do at most; None: as `facts/working_days.toml` says.
    """
    known = limits or bounds()
    return Term(
        _counted(day, count, calendar, -known.most_days_gained),
        _counted(day, count, calendar, known.most_days_lost),
    )


def _counted(day: date, count: int, calendar: WorkCalendar, moved: int) -> date:
    """The day of the last working day, where unknown holidays move the count by so many working days.

    The count is moved once, on the first unknown day that it meets. However many weekends are made up from there
    on, each working day takes a day.
    """
    left = count
    soonest = day
    is_moved = False
    while left > 0 and day < date.max:
        day += _DAY
        if not is_moved and not calendar.knows(day):
            soonest = _days_after(day, left - 1)
            left, is_moved = left + moved, True
            if left <= 0:
                break
        left -= calendar.is_working(day)
    return max(day, soonest)


def _days_after(day: date, count: int) -> date:
    """So many days later; the end of all days where there are not so many."""
    return day + timedelta(days=count) if (date.max - day).days >= count else date.max
