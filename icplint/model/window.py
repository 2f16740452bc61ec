"""The hours of a day in which a scheduled scan begins sites."""

from datetime import datetime, timedelta

from icplint.late import dataclass, pattern

_FORM = pattern(r"\s*([01]?\d|2[0-4]):([0-5]\d)\s*[-–~至]\s*([01]?\d|2[0-4]):([0-5]\d)\s*")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """From one time of the day to another, which may lie on the next day; in minutes after midnight."""

    begins: int
    ends: int

    def is_open(self, at: datetime) -> bool:
        """Whether sites are begun at a time, which is read in its own zone."""
        minute = at.hour * 60 + at.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends

    def opens_at(self, at: datetime) -> datetime:
        """When sites are begun next; the time itself where that is now.

        By the clock on the wall: on the nights on which it is put forward or back, the wait is asked about again.
        """
        if self.is_open(at):
            return at
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        opens = midnight + timedelta(minutes=self.begins)
        return opens if opens > at else opens + timedelta(days=1)

    def __str__(self) -> str:
        return f"{_time(self.begins)}-{_time(self.ends)}"


def window_of(written: str) -> Window | None:
    """The window that is written as `22:00-06:00`; None: it is none."""
    match = _FORM.fullmatch(written)
    if match is None:
        return None
    begins = int(match[1]) * 60 + int(match[2])
    ends = int(match[3]) * 60 + int(match[4])
    if begins >= _DAY or ends > _DAY or begins == ends:
        return None
    return Window(begins, ends)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
