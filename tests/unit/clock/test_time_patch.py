"""The time functions of a process are replaced once, for many worlds."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.time_patch import replace_time_functions
from percipio_conformance.core.real_time import wall_clock

START = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_time_passes_as_usual_between_two_worlds_and_is_restored() -> None:
    restore = replace_time_functions()
    try:
        for _ in range(2):
            with SimulatedClock(START).frozen():
                assert datetime.now(tz=UTC) == START
                assert time.time() == START.timestamp()
            assert abs(datetime.now(tz=UTC) - wall_clock()) < MINUTE
            assert abs(time.time() - wall_clock().timestamp()) < MINUTE.total_seconds()
    finally:
        restore()
    assert time.time.__name__ == "time"
    assert type(datetime.now(tz=UTC)) is datetime
