"""Real time, also while the clock of the process is frozen; no verdict depends on it."""

from __future__ import annotations

from datetime import UTC, datetime

from freezegun import api as freezegun


def stopwatch() -> float:
    """Seconds of real time, for how long a run took."""
    seconds: float = freezegun.real_perf_counter()
    return seconds


def real_monotonic() -> float:
    """Seconds of real time, for the time limits of a program that does not answer."""
    seconds: float = freezegun.real_monotonic()
    return seconds


def wall_clock() -> datetime:
    """The real time of day in UTC, for the head of a report."""
    now: datetime = freezegun.real_datetime.now(tz=UTC)
    return now
