"""Real time, even while freezegun freezes the clock of the process; no verdict depends on it."""

from __future__ import annotations

from datetime import UTC, datetime

from freezegun import api as freezegun


def stopwatch() -> float:
    """Returns seconds of real time, to measure durations."""
    seconds: float = freezegun.real_perf_counter()
    return seconds


def real_monotonic() -> float:
    """Returns seconds of real time, to check the time limits of a program."""
    seconds: float = freezegun.real_monotonic()
    return seconds


def wall_clock() -> datetime:
    """Returns the real date and time in UTC, for the header of a report."""
    now: datetime = freezegun.real_datetime.now(tz=UTC)
    return now
