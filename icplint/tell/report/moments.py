"""Moments as reports write them: UTC for machines, the reader's zone for people."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from icplint.model.text import Language


def utc(when: datetime) -> str:
    """UTC to the second: `2026-11-24T03:00:00Z`."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(when: datetime, zone: tzinfo, language: Language) -> str:
    """To the minute in the reader's zone, which is named: `2026-11-24 11:00（北京时间）`."""
    there = when.astimezone(zone)
    offset = there.utcoffset() or timedelta()
    written = f"{there:%Y-%m-%d %H:%M}"
    if offset == timedelta(hours=8):
        return f"{written}（北京时间）" if language is Language.ZH else f"{written} (Beijing time)"
    return f"{written}（{_offset(offset)}）" if language is Language.ZH else f"{written} ({_offset(offset)})"


def day(when: date) -> str:
    """`2026-11-24`."""
    return when.isoformat()


def _offset(offset: timedelta) -> str:
    if not offset:
        return "UTC"
    minutes = round(abs(offset).total_seconds() / 60)
    return f"UTC{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
