"""The calendar of deadlines, read back by a calendar library and held against RFC 5545."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.compare.agenda import deadlines_of, in_order, renewal
from icplint.model.deadline import Deadline
from icplint.model.filing import Filing
from icplint.model.text import Language
from icplint.tell.deadlines.agenda import agenda
from icplint.tell.deadlines.calendar_file import deadlines_calendar, uid

icalendar = pytest.importorskip("icalendar", reason="needs the extra calendar")
NOW = datetime(2026, 11, 25, 3, 4, 5, 678, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ENTITY = "杭州蓝田; 石立, 科技\\有限公司\n第二行\r\nBEGIN:VEVENT"


def apply_by(name: str = "a.cn", **fields: Any) -> Deadline:
    filing = Filing(site="浙ICP备2021009999号-1", first_filed_on=date(2026, 11, 2), **fields)
    [deadline] = deadlines_of(name, filing)
    return deadline


def hang_by(name: str = "b.cn") -> Deadline:
    [deadline] = deadlines_of(name, Filing(psb="浙公网安备33010602012345号", psb_on=date(2026, 11, 20)))
    return deadline


def written(deadlines: Sequence[Deadline], *, language: Language = Language.ZH, now: datetime = NOW) -> bytes:
    told = agenda(in_order(deadlines), today=TODAY, past_days=36_500)
    return deadlines_calendar(told, language, now)


def events(calendar: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar).walk("VEVENT"))


def assert_well_formed(calendar: bytes) -> None:
    """Lines end with CR LF and have at most 75 octets of whole characters; no control stands in them."""
    lines = calendar.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines[:-1]:
        assert len(line) <= 75
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line.decode("utf-8"))


def test_every_deadline_is_an_all_day_event_on_its_last_day() -> None:
    first, second, third = events(
        written([apply_by(), hang_by(), renewal("reg.csv", date(2026, 11, 20), 30)])
    )

    assert [event["DTSTART"].dt for event in (first, second, third)] == [
        date(2026, 12, 2),
        date(2026, 12, 20),
        date(2026, 12, 20),
    ]
    assert first["DTEND"].dt == date(2026, 12, 3)
    assert first["DTSTAMP"].dt == datetime(2026, 11, 25, 3, 4, 5, tzinfo=UTC)
    assert str(first["SUMMARY"]) == "申请公安联网备案：a.cn"
    assert str(second["SUMMARY"]) == "在首页底部标明公安联网备案号：b.cn"
    assert str(third["SUMMARY"]) == "更新备案数据：reg.csv"
    assert "2026-12-29 至 2027-01-12" in str(second["DESCRIPTION"])


def test_two_alarms_ring_at_nine_a_week_and_a_day_before() -> None:
    [event] = events(written([apply_by()]))
    midnight = datetime(2026, 12, 2)  # noqa: DTZ001 - an all-day event floats
    rings = [midnight + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]

    assert rings == [datetime(2026, 11, 25, 9), datetime(2026, 12, 1, 9)]  # noqa: DTZ001
    assert {str(alarm["ACTION"]) for alarm in event.walk("VALARM")} == {"DISPLAY"}
    assert {str(alarm["DESCRIPTION"]) for alarm in event.walk("VALARM")} == {"申请公安联网备案：a.cn"}


def test_a_later_file_moves_the_same_events() -> None:
    later = apply_by(opened_on=date(2020, 1, 1))
    [moved] = deadlines_of("a.cn", Filing(site="浙ICP备2021009999号-1", first_filed_on=date(2026, 11, 9)))
    [before] = events(written([apply_by()]))
    [after] = events(written([moved], now=NOW + timedelta(minutes=2)))

    assert before["UID"] == after["UID"]
    assert before["DTSTART"].dt != after["DTSTART"].dt
    assert after["SEQUENCE"] == before["SEQUENCE"] + 2
    assert uid(later) == uid(moved)


def test_different_things_to_do_have_different_uids() -> None:
    others = [
        apply_by(),
        hang_by("a.cn"),
        hang_by("c.cn"),
        *deadlines_of("a.cn", Filing(first_filed_on=date(2026, 11, 2))),
        *deadlines_of("d.cn", Filing(first_filed_on=date(2026, 11, 2))),
        renewal("a.cn", TODAY, 30),
    ]

    assert len({uid(one) for one in others}) == len(others) - 1  # one number on two names is one site


def test_hostile_names_neither_end_a_line_nor_begin_an_event() -> None:
    calendar = written([apply_by(entity=ENTITY)])

    assert_well_formed(calendar)
    [event] = events(calendar)
    assert "杭州蓝田; 石立, 科技\\有限公司 第二行 BEGIN:VEVENT" in str(event["DESCRIPTION"]).split("\n")


@given(st.text(max_size=300), st.text(min_size=1, max_size=80))
def test_whatever_stands_in_a_register_the_calendar_is_well_formed(entity: str, name: str) -> None:
    calendar = written([apply_by(name, entity=entity), hang_by(name)])

    assert_well_formed(calendar)
    assert len(events(calendar)) == 2


def test_the_calendar_says_what_it_is() -> None:
    calendar = icalendar.Calendar.from_ical(written([], language=Language.EN))

    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert str(calendar["X-WR-CALNAME"]) == "icplint deadlines"
    assert str(calendar["PRODID"]) == "-//icplint//deadlines//EN"


def test_the_end_of_all_days_is_no_error() -> None:
    [deadline] = deadlines_of("a.cn", Filing(first_filed_on=date.max))
    [event] = events(written([deadline]))

    assert event["DTSTART"].dt == date.max
    assert "DTEND" not in event
