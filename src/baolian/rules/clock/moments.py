"""Moments are aware and kept in UTC; days are local dates in Shanghai."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
ONE_SECOND = timedelta(seconds=1)


def aware(moment: datetime) -> datetime:
    """In UTC. Raises ValueError for a naive moment, which could mean any place's time."""
    if moment.tzinfo is UTC:
        return moment  # what the database gives, and the bulk of all calls
    if moment.utcoffset() is None:
        raise ValueError(f"naive datetime {moment.isoformat()}: expected one with a time zone")
    return moment.astimezone(UTC)


def day_of(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
