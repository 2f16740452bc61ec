"""The hours in which a scan begins sites."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.window import Window, window_of


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("22:00-06:00", 1320, 360),
        ("0:00-24:00", 0, 1440),
        (" 9:30 – 17:00 ", 570, 1020),
        ("22:00至6:00", 1320, 360),
        ("22:00-24:00", 1320, 1440),
    ],
)
def test_what_is_a_window(written: str, begins: int, ends: int) -> None:
    assert window_of(written) == Window(begins, ends)


@pytest.mark.parametrize(
    "written",
    ["", "22-06", "22:00", "25:00-06:00", "24:00-06:00", "6:00-6:00", "0:00-24:01", "22:60-1:00", "a"],
)
def test_what_is_none(written: str) -> None:
    assert window_of(written) is None


def test_a_window_over_midnight() -> None:
    night = Window(22 * 60, 6 * 60)

    assert [night.is_open(at(hour)) for hour in (21, 22, 23, 0, 5, 6, 12)] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert night.opens_at(at(12)) == at(22)
    assert night.opens_at(at(23)) == at(23)
    assert str(night) == "22:00-06:00"


def test_a_window_that_is_over_opens_on_the_next_day() -> None:
    assert Window(60, 120).opens_at(at(5)) == at(1) + timedelta(days=1)


@given(
    begins=st.integers(0, 1439),
    length=st.integers(1, 1439),
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - put into zones below
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "UTC"]),
)
def test_every_window_opens_within_a_day(begins: int, length: int, moment: datetime, zone: str) -> None:
    window = Window(begins, (begins + length) % 1440)
    now = moment.replace(tzinfo=ZoneInfo(zone))
    opens = window.opens_at(now)

    assert timedelta(0) <= opens - now <= timedelta(days=1)
    assert window.is_open(opens)
    assert window_of(str(window)) == window
