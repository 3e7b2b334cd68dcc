"""The discrete-event simulation over stand-ins that fit on a page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from harness.clock import WorldClock
from harness.driver import ClockAnswer, Message, Refused
from harness.outcomes import ConnectorError
from harness.simulation import Simulation

NOON = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Percipio:
    """Things are due at given instants; each is done once."""

    def __init__(self, clock: WorldClock, due: list[datetime]) -> None:
        self.clock = clock
        self.due = due
        self.done: list[datetime] = []
        self.held = 0

    def next_due(self) -> datetime | None:
        return min(self.due, default=None)

    async def run_due(self) -> None:
        for each in [each for each in self.due if each <= self.clock.now()]:
            self.due.remove(each)
            self.done.append(self.clock.now())


class Platform:
    busy = False

    def next_due(self) -> datetime | None:
        return None


class Driver:
    """A connector that has something to do at given instants and needs some polls to do it."""

    def __init__(self, clock: WorldClock, due: list[datetime], polls: int = 3) -> None:
        self.clock_ = clock
        self.due = due
        self.polls = self.left = polls
        self.stops: list[datetime] = []
        self.slow_by = timedelta(0)

    async def move_clock(self, now: datetime) -> ClockAnswer:
        self.stops.append(now)
        if now in self.due:
            self.due.remove(now)
            self.left = self.polls
        return self._answer(now - self.slow_by)

    async def clock(self) -> ClockAnswer:
        self.left = max(0, self.left - 1)
        return self._answer(self.clock_.now())

    def _answer(self, now: datetime) -> ClockAnswer:
        return ClockAnswer(now, self.left == 0, self.left, min(self.due, default=None))

    async def describe(self) -> Message:
        raise AssertionError

    async def reset(self, message: Message) -> None:
        raise AssertionError

    async def setup(self, message: Message) -> Refused | None:
        raise AssertionError

    async def status(self) -> Message:
        raise AssertionError

    async def settings(self) -> Message:
        raise AssertionError

    async def change_settings(self, message: Message) -> Message:
        raise AssertionError

    async def webhook(self) -> Message:
        raise AssertionError


def play(
    target: datetime, *, percipio: list[datetime], connector: list[datetime], polls: int = 3
) -> tuple[Percipio, Driver, WorldClock]:
    clock = WorldClock(NOON)
    fake, driver = Percipio(clock, percipio), Driver(clock, connector, polls)
    simulation = Simulation(clock, fake, Platform(), driver, [], patience_seconds=0.2)
    asyncio.run(simulation.advance_to(target))
    return fake, driver, clock


def test_it_stops_wherever_something_is_due_and_ends_at_the_target() -> None:
    fake, driver, clock = play(
        NOON + 10 * MINUTE,
        percipio=[NOON + 3 * MINUTE],
        connector=[NOON + 5 * MINUTE],
    )
    assert fake.done == [NOON + 3 * MINUTE]
    assert driver.stops == [NOON + 3 * MINUTE, NOON + 5 * MINUTE, NOON + 10 * MINUTE]
    assert clock.now() == NOON + 10 * MINUTE


def test_what_is_due_at_the_target_itself_is_done() -> None:
    fake, driver, _ = play(NOON + MINUTE, percipio=[NOON + MINUTE], connector=[NOON + MINUTE])
    assert fake.done == [NOON + MINUTE]
    assert driver.left == 0


def test_what_is_due_later_is_left_alone() -> None:
    fake, _, _ = play(NOON + MINUTE, percipio=[NOON + 2 * MINUTE], connector=[])
    assert fake.done == []


def test_a_connector_that_never_rests_is_found_out_and_named() -> None:
    with pytest.raises(ConnectorError, match="did not come to rest at 12 January 2026, 12:00"):
        play(NOON + MINUTE, percipio=[], connector=[], polls=10**9)


def test_a_connector_whose_clock_does_not_follow_is_found_out() -> None:
    clock = WorldClock(NOON)
    driver = Driver(clock, [])
    driver.slow_by = MINUTE
    simulation = Simulation(clock, Percipio(clock, []), Platform(), driver, [])
    with pytest.raises(ConnectorError, match="PUT clock set"):
        asyncio.run(simulation.advance_to(NOON + MINUTE))


def test_ready_and_overdue_at_once_is_a_contradiction() -> None:
    with pytest.raises(ConnectorError, match="says it is ready"):
        play(NOON + MINUTE, percipio=[], connector=[NOON - MINUTE])


def test_the_world_goes_on_without_a_connector_that_is_down() -> None:
    clock = WorldClock(NOON)
    fake, driver = Percipio(clock, [NOON + MINUTE]), Driver(clock, [], polls=10**9)
    simulation = Simulation(clock, fake, Platform(), driver, [])
    simulation.connector_is_up = False
    asyncio.run(simulation.advance_to(NOON + 2 * MINUTE))
    assert fake.done == [NOON + MINUTE]
    assert driver.stops == []
