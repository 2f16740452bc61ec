"""The one place that asks what time it is."""

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Mainland China has had one time without summer time since 1992; Windows brings no zone files."""


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - every other place takes a clock as an argument


def today_in_beijing() -> date:
    """The date that the rules judge by."""
    return utc_now().astimezone(BEIJING).date()
