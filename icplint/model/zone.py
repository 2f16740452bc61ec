"""The zone that mainland China lives in."""

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""A fixed offset: there has been one time without summer time since 1992, and a machine may lack the zone's data."""
