"""Clocks that follow a test less well: what they wait for, and when that counts as rest."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from percipio_conformance import schemas
from reference_impl.time.clock import ControlledClock
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.time.test_clocks import CLOCKS, PACE, OwnClock, TriggeredClock

NOON = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BLINK = timedelta(milliseconds=1) * PACE
"""A wait that takes a millisecond of real time."""


def test_there_is_a_clock_for_each_level_of_the_protocol() -> None:
    levels = schemas.load("control/describe")["properties"]["clock"]["enum"]
    assert {clock_support: made.clock_support for clock_support, made in CLOCKS.items()} == {
        each: each for each in levels
    }


class TestATriggeredClock:
    def test_ends_a_wait_at_the_told_instant(self) -> None:
        async def play() -> None:
            clock = TriggeredClock(NOON)
            waiting = asyncio.ensure_future(clock.sleep_until(NOON + timedelta(hours=17)))
            await asyncio.sleep(0)
            assert not waiting.done()
            clock.advance_to(NOON + timedelta(hours=17))
            await waiting
            assert clock.waking == 0

        asyncio.run(play())

    def test_ends_a_wait_in_its_own_time_as_well(self) -> None:
        async def play() -> None:
            clock = TriggeredClock(NOON)
            async with asyncio.timeout(10):
                await clock.sleep_until(NOON + BLINK)
            assert clock.now() == NOON
            assert clock.waking == 0

        asyncio.run(play())

    def test_announces_nothing(self) -> None:
        async def play() -> None:
            clock = TriggeredClock(NOON)
            waiting = asyncio.ensure_future(clock.sleep_until(NOON + timedelta(hours=17)))
            await asyncio.sleep(0)
            assert clock.next_due is None
            waiting.cancel()

        asyncio.run(play())

    def test_does_not_rest_while_a_job_waits(self) -> None:
        async def play(clock: ControlledClock) -> bool:
            activity = TaskTracker(clock)
            activity.spawn(activity.sleep_until(NOON + timedelta(hours=17)), "a pause")
            await asyncio.sleep(0)
            rests = activity.is_idle
            await activity.cancel_all()
            return rests

        assert asyncio.run(play(ControlledClock(NOON)))
        assert not asyncio.run(play(TriggeredClock(NOON)))


class TestAClockOfItsOwn:
    def test_shows_real_time_whatever_it_is_told(self) -> None:
        clock = OwnClock(NOON)
        clock.set_to(NOON)
        assert abs(clock.now() - datetime.now(UTC)) < MINUTE

    def test_cannot_be_moved(self) -> None:
        with pytest.raises(TypeError, match="runs on real time"):
            OwnClock(NOON).advance_to(NOON + MINUTE)

    def test_waits_in_real_time(self) -> None:
        async def play() -> None:
            clock = OwnClock(NOON)
            async with asyncio.timeout(10):
                await clock.sleep_until(clock.now() + timedelta(milliseconds=1))
            assert clock.next_due is None

        asyncio.run(play())
