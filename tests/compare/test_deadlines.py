"""Terms that run from a filing's dates."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from icplint.compare.deadlines import (
    WORKING_DAYS,
    HangingTerms,
    hanging_terms,
    last_day_to_apply,
    working_days_after,
)
from icplint.facts.working_days import (
    WEEK_ALONE,
    WorkCalendar,
    bounds,
    calendar_of,
    is_weekday,
    work_calendar,
)
from icplint.model.deadline import Term

constants = pytest.importorskip("chinese_calendar.constants", reason="needs the extra calendar")
DAY = timedelta(days=1)
KNOWN = work_calendar()
YEARS = range(KNOWN.first.year, KNOWN.last.year + 1)
DATES = st.dates(date(1990, 1, 1), date(2200, 12, 31))
IN_KNOWN_YEARS = st.dates(KNOWN.first, KNOWN.last - 70 * DAY)
COUNTS = st.integers(1, WORKING_DAYS)


def until(year: int) -> WorkCalendar:
    """What was known before the notice of a year came."""
    holidays = {day: name for day, name in constants.holidays.items() if day.year < year}
    return calendar_of(holidays, constants.workdays) if holidays else WEEK_ALONE


def counted_by_hand(day: date, count: int) -> date:
    """One day after the other, by the package itself."""
    workday = pytest.importorskip("chinese_calendar").is_workday
    while count:
        day += DAY
        count -= workday(day)
    return day


@pytest.mark.parametrize(
    ("approved_on", "by_days", "by_working_days"),
    [
        (date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 14)),  # no holiday: six weeks
        (date(2026, 9, 25), date(2026, 10, 25), date(2026, 11, 12)),  # over the National Day
        (
            date(2026, 1, 30),
            date(2026, 3, 1),
            date(2026, 3, 19),
        ),  # over the Spring Festival, with a made-up weekend
    ],
)
def test_the_number_hangs_within_thirty_days_or_thirty_working_days(
    approved_on: date, by_days: date, by_working_days: date
) -> None:
    assert hanging_terms(approved_on) == HangingTerms(
        by_days=by_days, by_working_days=Term(by_working_days, by_working_days)
    )


def test_the_day_that_a_term_runs_from_does_not_count() -> None:
    assert last_day_to_apply(date(2026, 3, 1)) == date(2026, 3, 31)


@given(DATES)
@example(date(2024, 2, 28))
def test_thirty_days_are_thirty_days(day: date) -> None:
    assert (last_day_to_apply(day) - day).days == 30
    assert (hanging_terms(day).by_days - day).days == 30


@given(IN_KNOWN_YEARS, COUNTS)
def test_known_years_are_counted_to_the_day(day: date, count: int) -> None:
    expected = counted_by_hand(day, count)

    assert working_days_after(day, count, KNOWN) == Term(expected, expected)


@given(DATES, DATES, COUNTS)
def test_later_beginnings_never_end_earlier(first: date, second: date, count: int) -> None:
    earlier, later = (working_days_after(day, count, WEEK_ALONE) for day in sorted((first, second)))

    assert earlier.earliest <= later.earliest
    assert earlier.latest <= later.latest


@given(DATES, DATES, COUNTS)
def test_later_beginnings_surely_never_end_earlier_where_some_years_are_known(
    first: date, second: date, count: int
) -> None:
    earlier, later = (working_days_after(day, count, KNOWN) for day in sorted((first, second)))

    assert earlier.earliest <= later.latest


@given(DATES, st.integers(1, WORKING_DAYS - 1))
def test_more_working_days_take_longer(day: date, count: int) -> None:
    for calendar in (WEEK_ALONE, KNOWN):
        some, one_more = (working_days_after(day, number, calendar) for number in (count, count + 1))

        assert some.earliest <= one_more.earliest
        assert some.latest < one_more.latest


@given(DATES, COUNTS)
def test_an_unknown_term_holds_as_many_weekdays_as_holidays_may_make_it(day: date, count: int) -> None:
    term = working_days_after(day, count, WEEK_ALONE)
    fewest, most = (
        sum(is_weekday(day + DAY * number) for number in range(1, (end - day).days + 1))
        for end in (term.earliest, term.latest)
    )

    assert fewest >= count - bounds().most_days_gained
    assert most == count + bounds().most_days_lost
    assert (term.earliest - day).days >= count


@pytest.mark.parametrize("year", [year for year in YEARS if year > KNOWN.first.year])
def test_the_span_of_a_year_before_its_notice_holds_the_day_that_came_true(year: int) -> None:
    calendar = until(year)
    start = date(year - 1, 10, 15)
    days = [
        start + DAY * number for number in range((min(date(year, 11, 1), KNOWN.last - 65 * DAY) - start).days)
    ]

    for day in days:
        for count in (1, 3, 4, 10, WORKING_DAYS):
            term = working_days_after(day, count, calendar)
            came_true = working_days_after(day, count, KNOWN)
            assert came_true.is_exact
            assert term.earliest <= came_true.latest <= term.latest, (day, count)
            assert term.is_exact is (calendar.knows(came_true.latest) and term.latest == came_true.latest)


@pytest.mark.parametrize("year", YEARS)
def test_without_the_extra_the_span_holds_the_day_that_came_true(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year and day < KNOWN.last - 65 * DAY:
        term = working_days_after(day, WORKING_DAYS, WEEK_ALONE)
        assert term.earliest <= working_days_after(day, WORKING_DAYS, KNOWN).latest <= term.latest, day
        assert not term.is_exact
        day += DAY


@given(st.dates(date(2028, 1, 1), date(9999, 12, 31)))
@example(date(9999, 12, 31))
@example(date(9999, 11, 20))
def test_a_year_beyond_the_calendar_gives_a_span_and_never_an_error(day: date) -> None:
    term = hanging_terms(day).by_working_days

    assert day <= term.earliest <= term.latest <= date.max
    assert day >= date(9999, 9, 1) or not term.is_exact


def test_a_day_before_all_notices_gives_a_span() -> None:
    assert not hanging_terms(date(1999, 9, 9)).by_working_days.is_exact
