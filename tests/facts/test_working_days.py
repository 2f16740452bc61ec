"""Working days, and what unannounced holidays can do to a count of them."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

import pytest

from icplint.facts.working_days import (
    WEEK_ALONE,
    bounds,
    calendar_of,
    is_weekday,
    work_calendar,
)

constants = pytest.importorskip("chinese_calendar.constants", reason="needs the extra calendar")
DAY = timedelta(days=1)


@pytest.fixture
def _without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    work_calendar.cache_clear()
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    monkeypatch.setitem(sys.modules, "chinese_calendar.constants", None)
    yield
    work_calendar.cache_clear()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 14), True),  # a Saturday, worked before the Spring Festival
        (date(2026, 2, 17), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
    ],
)
def test_holidays_are_free_and_made_up_weekends_are_worked(day: date, *, expected: bool) -> None:
    calendar = work_calendar()

    assert calendar.knows(day)
    assert calendar.is_working(day) is expected


def test_the_end_of_the_last_year_waits_for_the_next_notice() -> None:
    calendar = calendar_of({date(2025, 10, 1): "", date(2026, 10, 1): ""}, {})

    assert calendar.knows(date(2025, 12, 31))
    assert calendar.knows(date(2026, 12, 19))
    assert not calendar.knows(date(2026, 12, 20))
    assert not calendar.knows(date(2024, 12, 31))


def test_no_notice_so_far_reached_back_behind_that_day() -> None:
    moved = {day for day in (*constants.holidays, *constants.workdays) if day.month == 12}

    assert min(day.day for day in moved if day.day > 15) == 29
    assert {day.day for day in moved} <= set(range(20, 32))


@pytest.mark.usefixtures("_without_the_extra")
def test_without_the_extra_nothing_is_known_but_the_week() -> None:
    calendar = work_calendar()

    assert calendar is WEEK_ALONE
    assert not calendar.knows(date(2026, 10, 1))
    assert calendar.is_working(date(2026, 10, 1))
    assert not calendar.is_working(date(2026, 10, 3))


def test_the_bounds_are_those_of_all_known_years() -> None:
    """Counts every span anew: how many working days it has more or less than its weeks alone would."""
    calendar = work_calendar()
    length = (calendar.last - calendar.first).days + 1
    days = [calendar.first + DAY * number for number in range(length)]
    moved = [calendar.is_working(day) - is_weekday(day) for day in days]
    until = [0, *accumulate(moved)]
    spans = bounds().longest_span_days
    changes = [
        until[end] - until[start]
        for start in range(length)
        for end in range(start + 1, min(start + spans, length) + 1)
    ]

    assert -min(changes) == bounds().most_days_lost
    assert max(changes) == bounds().most_days_gained
