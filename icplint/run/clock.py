"""The one place that asks what time it is."""

from datetime import UTC, date, datetime

from icplint.model.zone import BEIJING


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - every other place takes a clock as an argument


def today_in_beijing() -> date:
    """The date that the rules judge by."""
    return utc_now().astimezone(BEIJING).date()
