import time
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.core.real_time import real_monotonic, stopwatch, wall_clock

START = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = SimulatedClock(START)
    assert clock.now() == START
    clock.move_to(START + timedelta(hours=1))
    assert clock.now() == START + timedelta(hours=1)


def test_it_never_goes_back() -> None:
    clock = SimulatedClock(START)
    with pytest.raises(HarnessError, match="go back"):
        clock.move_to(START - timedelta(seconds=1))


def test_while_it_is_frozen_the_process_agrees_with_it() -> None:
    clock = SimulatedClock(START)
    with clock.frozen():
        assert time.time() == START.timestamp()
        clock.move_to(START + timedelta(days=1))
        assert datetime.now(tz=UTC) == clock.now()
    assert datetime.now(tz=UTC) > START + timedelta(days=1)


def test_real_time_goes_on_while_the_world_stands_still() -> None:
    clock = SimulatedClock(START)
    before = wall_clock()
    with clock.frozen():
        measured = [each() for each in (stopwatch, real_monotonic)]
        clock.move_to(START + timedelta(days=1))
        passed = [each() for each in (stopwatch, real_monotonic)]
        assert wall_clock() - before < timedelta(hours=1)
    day = timedelta(days=1).total_seconds()
    assert all(0 <= after - since < day for since, after in zip(measured, passed, strict=True))


def test_it_hands_out_plain_instants_that_fast_encoders_accept() -> None:
    clock = SimulatedClock(START)
    with clock.frozen():
        clock.move_to(datetime.now(tz=UTC) + timedelta(minutes=1))
        assert orjson.dumps(clock.now()) == b'"2026-01-12T11:01:00+00:00"'
