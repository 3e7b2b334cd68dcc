"""The controlled clock, and how the connector detects that it is idle."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from reference_impl.time.clock import ControlledClock, SystemClock, TimeWentBackError
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.time.timeout import within

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_sleepers_wake_in_the_order_of_their_instants() -> None:
    clock = ControlledClock(NOON)
    woken: list[int] = []

    async def sleeper(seconds: int) -> None:
        await clock.sleep_until(NOON + seconds * SECOND)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleeper(seconds)) for seconds in (3, 1, 2, 9, 0, -1)]
    await turn()
    assert woken == [0, -1]
    assert clock.next_due == NOON + SECOND
    clock.advance_to(NOON + 5 * SECOND)
    assert clock.waking == 3
    await turn()
    assert (woken, clock.waking, clock.next_due) == ([0, -1, 1, 2, 3], 0, NOON + 9 * SECOND)
    tasks[3].cancel()
    await turn()
    assert clock.next_due is None


async def test_time_never_goes_back() -> None:
    clock = ControlledClock(NOON)
    clock.advance_to(NOON)
    with pytest.raises(TimeWentBackError):
        clock.advance_to(NOON - SECOND)


async def test_a_sleeper_cancelled_while_waking_does_not_wake_for_ever() -> None:
    clock = ControlledClock(NOON)
    task = asyncio.create_task(clock.sleep_until(NOON + SECOND))
    await turn()
    clock.advance_to(NOON + SECOND)
    task.cancel()
    await turn()
    assert clock.waking == 0


async def test_a_job_is_busy_until_it_sleeps_and_again_the_moment_its_time_has_come() -> None:
    clock = ControlledClock(NOON)
    activity = TaskTracker(clock)

    async def job() -> None:
        await activity.sleep(1)

    assert activity.is_idle
    activity.spawn(job(), "job")
    assert not activity.is_idle
    await turn()
    assert (activity.is_idle, activity.pending) == (True, 1)
    clock.advance_to(NOON + SECOND)
    assert not activity.is_idle
    await turn()
    assert (activity.is_idle, activity.pending) == (True, 0)


async def test_waiting_for_an_appointment_is_no_job() -> None:
    clock = ControlledClock(NOON)
    activity = TaskTracker(clock)
    activity.watch(clock.sleep_until(NOON + SECOND), "appointment")
    await turn()
    assert (activity.is_idle, activity.pending) == (True, 0)
    clock.advance_to(NOON + SECOND)
    assert not activity.is_idle
    await activity.cancel_all()
    assert activity.is_idle


async def test_cancelled_jobs_are_gone_and_no_crash() -> None:
    clock = ControlledClock(NOON)
    activity = TaskTracker(clock)

    async def job() -> None:
        activity.spawn(activity.sleep(5), "child")
        await activity.sleep(1)

    activity.spawn(job(), "job")
    await turn()
    await activity.cancel_all()
    assert (activity.pending, activity.is_idle, activity.crash) == (0, True, None)


async def test_patience_ends_on_the_clock() -> None:
    clock = ControlledClock(NOON)

    async def answer() -> str:
        return "here"

    assert await within(clock, NOON + SECOND, answer()) == "here"
    waiting = asyncio.create_task(within(clock, NOON + SECOND, asyncio.Event().wait()))
    await turn()
    clock.advance_to(NOON + SECOND)
    with pytest.raises(TimeoutError):
        await waiting


async def test_real_time_passes() -> None:
    clock = SystemClock()
    before = clock.now()
    await clock.sleep_until(before + timedelta(milliseconds=2))
    assert clock.now() >= before + timedelta(milliseconds=2)
