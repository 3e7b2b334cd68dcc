"""Compute when the daily run is due, for connectors that do not announce it (C012, C013)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from percipio_conformance.core.times import CET, PARIS

SIX = time(6, 0)

_ZONES: dict[str, tzinfo] = {"fixed-utc-plus-1": CET, "paris-wall-clock": PARIS}


def next_daily_run(after: datetime, reading: str) -> datetime:
    """The first six o'clock strictly later than ``after``, in UTC, under this reading of A-DST.

    Raises:
        KeyError: ``reading`` is not an interpretation of A-DST.
    """
    zone = _ZONES[reading]
    day = after.astimezone(zone).date()
    # Clocks change between 01:00 and 03:00, so six o'clock exists exactly once on every day.
    today = datetime.combine(day, SIX, tzinfo=zone).astimezone(UTC)
    if today > after:
        return today
    return datetime.combine(day + timedelta(days=1), SIX, tzinfo=zone).astimezone(UTC)
