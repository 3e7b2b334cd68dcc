"""Courses are written in batches, a few at a time, while further pages are read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from reference_impl.lms import course_writer
from reference_impl.time.clock import ControlledClock
from reference_impl.time.task_tracker import TaskTracker

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
Make = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course_writer, "COURSES_IN_BATCH", 2)


async def test_every_item_is_written_once(tiny_world: Any, item: Make) -> None:
    async with tiny_world() as world:
        world.percipio.page_size = 3
        world.percipio.items = [item(number) for number in range(7)]
        await world.activate()
        await world.advance_to(SIX)
        assert (await world.last_run())["created"] == len(world.lms.courses) == 7
        assert world.lms.writes == ["PUT courses"] * 4


async def test_an_item_that_is_listed_twice_is_as_it_was_listed_last(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.page_size = 2
        again = item(0, link="https://share.percipio.com/cd/again")
        world.percipio.items = [item(0), item(1), again, item(2), item(0), item(3)]
        await world.activate()
        await world.advance_to(SIX)
        assert (await world.last_run())["created"] == 4
        assert world.lms.courses[item(0)["id"]]["dto"]["launchUrl"] == item(0)["link"]
        await world.advance_to(SIX + DAY)
        assert world.lms.courses[item(0)["id"]]["dto"]["launchUrl"] == item(0)["link"]


async def test_a_batch_that_fails_ends_the_run_and_costs_the_others_nothing(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(6)]
        await world.activate()
        world.lms.refuses = {item(0)["id"]}
        refusal = {"error": {"code": "tooLarge", "message": "no"}}
        world.lms.troubles = [lambda: JSONResponse(refusal, 413)]
        await world.advance_to(SIX)
        record = await world.last_run()
        assert record["outcome"] == "partial"
        assert "tooLarge" in record["faults"][0]
        assert record["created"] == len(world.lms.courses) < 6
        world.lms.refuses = set()
        await world.advance_to(SIX + DAY)
        record = await world.last_run()
        assert (record["outcome"], len(world.lms.courses)) == ("complete", 6)


async def test_the_connector_is_at_rest_while_360learning_takes_its_time(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(number) for number in range(6)]
        await world.activate()
        busy = [lambda: Response(status_code=429, headers={"retry-after": "90"})] * 3
        world.lms.troubles = list(busy)
        await world.advance_to(SIX)
        clock = await world.run_until_idle()
        assert clock["pending"] == 3
        assert clock["next_due"] == "2026-01-13T05:01:30Z"
        await world.advance_by(minutes=10)
        assert (await world.last_run())["created"] == 6


async def test_a_job_that_waits_for_another_is_not_busy() -> None:
    clock = ControlledClock(SIX)
    activity = TaskTracker(clock)
    rests: list[bool] = []

    async def nap() -> int:
        await activity.sleep(60)
        return 7

    async def wait() -> int:
        napping = activity.spawn(nap(), "nap")
        found = await activity.join(napping)
        rests.append(activity.is_idle)
        return found + await activity.join(napping)

    waiting = activity.spawn(wait(), "wait")
    assert not activity.is_idle
    while not activity.is_idle:  # noqa: ASYNC110 - nothing announces rest
        await asyncio.sleep(0)
    assert activity.pending == 2
    clock.advance_to(SIX + timedelta(seconds=60))
    seen = []
    while not waiting.done():
        seen.append(activity.is_idle)
        await asyncio.sleep(0)
    assert (await waiting, rests) == (14, [False])
    assert not any(seen)
    await asyncio.sleep(0)
    assert activity.is_idle
