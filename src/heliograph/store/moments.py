"""Moments as the tables hold them: whole microseconds since 1970 in UTC, the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)


def to_micros(moment: datetime) -> int:
    """Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - _START) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """In UTC."""
    return _START + timedelta(microseconds=micros)
