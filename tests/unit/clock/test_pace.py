"""The clock does not stop for a connector without end, nor for nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from percipio_conformance.clock.pace import MOST_HASTY_STOPS, Pace
from percipio_conformance.core.outcomes import ConnectorError, ConnectorTimeout

NOON = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Scenario:
    """A scenario in which every stop takes half a second of real time."""

    def __init__(self, idle_seconds: float = 60.0) -> None:
        self.now = NOON
        self.done = 0
        self.seconds = 0.0
        self.pace = Pace(lambda: self.done, idle_seconds, lambda: self.seconds)

    def stop(self, after: timedelta, *, done: int = 0) -> None:
        self.pace.stops(self.now, self.now + after)
        self.now += after
        self.done += done
        self.seconds += 0.5
        self.pace.rested()


@pytest.mark.parametrize("done", [0, 1])
def test_one_that_is_always_due_in_a_moment_is_at_fault(done: int) -> None:
    scenario = Scenario(idle_seconds=1_000)
    for _ in range(MOST_HASTY_STOPS):
        scenario.stop(timedelta(microseconds=1), done=done)
    with pytest.raises(ConnectorError, match="less than 1 second ahead 501 times in a row"):
        scenario.stop(timedelta(microseconds=1), done=done)


def test_a_moment_now_and_then_is_allowed() -> None:
    scenario = Scenario(idle_seconds=1_000)
    for _ in range(3):
        for _ in range(MOST_HASTY_STOPS):
            scenario.stop(SECOND / 2)
        scenario.stop(SECOND)


def test_stops_at_which_nothing_happens_take_a_bounded_time() -> None:
    scenario = Scenario(idle_seconds=5)
    for _ in range(10):
        scenario.stop(SECOND)
    with pytest.raises(
        ConnectorTimeout, match=r"stopped 11 times .* for more than 5 seconds of real time"
    ):
        scenario.stop(SECOND)


def test_those_at_which_something_happens_take_what_they_take() -> None:
    scenario = Scenario(idle_seconds=5)
    for _ in range(100):
        scenario.stop(SECOND, done=1)
    assert scenario.seconds == 50.0


def test_coming_to_rest_without_a_stop_does_not_count() -> None:
    scenario = Scenario(idle_seconds=0)
    scenario.pace.rested()
    scenario.pace.stops(NOON, NOON + SECOND)
    scenario.seconds = 1.0
    with pytest.raises(ConnectorTimeout, match="stopped 1 times"):
        scenario.pace.rested()
