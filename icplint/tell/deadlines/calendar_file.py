"""Deadlines as an iCalendar file (RFC 5545). Alone knows icalendar."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

from icplint.model.deadline import Deadline
from icplint.model.text import Language
from icplint.tell.deadlines.agenda import Agenda, names_in_short, why
from icplint.tell.report.inert import inert_line
from icplint.words import deadlines as words

if TYPE_CHECKING:
    from icalendar import Event

_ALARMS = (timedelta(days=-6, hours=-15), timedelta(hours=-15))
"""At nine in the morning, a week and a day before; counted from the midnight that the last day begins with."""
_DAY = timedelta(days=1)
_FIRST_REVISION = datetime(2020, 1, 1, tzinfo=UTC)


def has_icalendar() -> bool:
    """Whether the extra `calendar` is installed."""
    return find_spec("icalendar") is not None


def deadlines_calendar(agenda: Agenda, language: Language, now: datetime) -> bytes:
    """An all-day event on each last day, with two alarms.

    The events of a site keep their UIDs, so that a calendar which imports a later file moves them rather than adding
    others; `SEQUENCE` grows with time, as some calendars take a revision for new by it alone.

    Args:
        agenda: What falls due.
        language: Of titles and descriptions.
        now: Aware; the moment of this revision.
    """
    from icalendar import Calendar  # noqa: PLC0415 - an extra, and slow to import

    calendar = Calendar()
    calendar.add("prodid", f"-//icplint//deadlines//{language.value.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.CALENDAR.of(language))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for one in agenda.deadlines:
        calendar.add_component(_event(one, language, now))
    written: bytes = calendar.to_ical()
    return written


def uid(one: Deadline) -> str:
    """The same for the same thing to do for the same site, whatever day it falls due."""
    told = "\n".join((one.kind.value, one.one_site or one.names[0]))
    return f"{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}@deadlines.icplint"


def _event(one: Deadline, language: Language, now: datetime) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415 - see above

    moment = now.astimezone(UTC).replace(microsecond=0)
    title = words.EVENT.fill(what=words.KINDS[one.kind], names=names_in_short(one)).of(language)
    event = Event()
    event.add("uid", uid(one))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", max(0, (moment - _FIRST_REVISION) // timedelta(minutes=1)))
    event.add("dtstart", one.due)
    if one.due < date.max:
        event.add("dtend", one.due + _DAY)
    event.add("summary", title)
    event.add("description", "\n".join(_described(one, language)))
    event.add("transp", "TRANSPARENT")
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _described(one: Deadline, language: Language) -> list[str]:
    between = words.LIST_BETWEEN.of(language)
    told = (between.join(one.names), one.entity or "", one.number or "", why(one).of(language))
    return [inert_line(line) for line in told if line]
