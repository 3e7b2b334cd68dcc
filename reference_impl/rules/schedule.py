"""Due times of the daily run (C012, C013). Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

FIXED_UTC_PLUS_1 = "fixed-utc-plus-1"
"""A-DST: CET is UTC+1 all year, so the run is at 05:00 UTC every day."""

PARIS_WALL_CLOCK = "paris-wall-clock"
"""A-DST: six o'clock on a clock in Paris, 04:00 UTC in summer."""

RUN_TIME = time(6, 0)
_ZONES: dict[str, tzinfo] = {
    FIXED_UTC_PLUS_1: timezone(timedelta(hours=1)),
    PARIS_WALL_CLOCK: ZoneInfo("Europe/Paris"),
}
READINGS = tuple(_ZONES)
_DAY = timedelta(days=1)


def next_run(after: datetime, reading: str) -> datetime:
    """The first run strictly later than ``after``, in UTC.

    Raises:
        KeyError: ``reading`` is none of :data:`READINGS`.
    """
    zone = _ZONES[reading]
    day = after.astimezone(zone).date()
    due = _run_of(day, zone)
    return due if due > after else _run_of(day + _DAY, zone)


def last_due(at: datetime, reading: str) -> datetime:
    """The latest run not later than ``at``, in UTC.

    Raises:
        KeyError: ``reading`` is none of :data:`READINGS`.
    """
    zone = _ZONES[reading]
    day = at.astimezone(zone).date()
    due = _run_of(day, zone)
    return due if due <= at else _run_of(day - _DAY, zone)


def _run_of(day: date, zone: tzinfo) -> datetime:
    # Clocks change between 01:00 and 03:00, so 06:00 exists exactly once on every day.
    return datetime.combine(day, RUN_TIME, tzinfo=zone).astimezone(UTC)
