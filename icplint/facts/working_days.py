"""Which days are working days in mainland China, by the yearly notices on holidays and made-up weekends."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from icplint.late import dataclass
from icplint.resources import bundled


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The days that differ from the week, between the first and the last day for which they are known."""

    first: date
    last: date
    """Before `first` where nothing is known at all."""
    free: frozenset[date]
    """Holidays; weekends among them."""
    made_up: frozenset[date]
    """Weekends that are worked (调休)."""

    def knows(self, day: date) -> bool:
        """Whether the notice that decides about a day is known."""
        return self.first <= day <= self.last

    def is_working(self, day: date) -> bool:
        """Whether a day is worked; outside of what is known, whether it lies within the week."""
        if not self.knows(day):
            return is_weekday(day)
        return day in self.made_up or (is_weekday(day) and day not in self.free)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far holidays move a count of working days, over all years that are known."""

    longest_span_days: int
    most_days_lost: int
    """Working days that holidays take away from a span, net of weekends made up for them."""
    most_days_gained: int
    """Working days that made-up weekends add to a span."""


WEEK_ALONE = WorkCalendar(first=date.max, last=date.min, free=frozenset(), made_up=frozenset())
"""No notice is known."""


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


@cache
def work_calendar() -> WorkCalendar:
    """What the package of the extra `calendar` knows; `WEEK_ALONE` where it is not installed."""
    try:
        from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return WEEK_ALONE
    return calendar_of(holidays, workdays)


def calendar_of(holidays: Mapping[date, object], workdays: Mapping[date, object]) -> WorkCalendar:
    """The calendar of the years that the holidays span.

    The end of the last year is left out: the next year's notice may still move days there.

    Args:
        holidays: Days off, weekends among them; at least one.
        workdays: Weekends that are worked.
    """
    month, day = map(int, str(_file()["next_notice_reaches_back_to"]).split("-"))
    return WorkCalendar(
        first=date(min(holidays).year, 1, 1),
        last=date(max(holidays).year, month, day - 1),
        free=frozenset(holidays),
        made_up=frozenset(workdays),
    )


@cache
def bounds() -> Bounds:
    """What unannounced holidays can do at most, going by all years that are known."""
    told = _file()
    return Bounds(
        longest_span_days=told["longest_span_days"],
        most_days_lost=told["most_days_lost"],
        most_days_gained=told["most_days_gained"],
    )


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(bundled("facts/working_days.toml").read_text(encoding="utf-8"))
