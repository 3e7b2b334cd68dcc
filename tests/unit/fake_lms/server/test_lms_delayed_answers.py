"""Requests that 360Learning carries out after a time of the world's clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from fake_lms.server.delayed_answers import DelayedAnswers

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def test_a_request_waits_until_the_clock_has_moved() -> None:
    clock = Clock()
    delayed = DelayedAnswers(clock)

    async def story() -> list[object]:
        request = asyncio.create_task(delayed.wait(20))
        await asyncio.sleep(0)
        seen: list[object] = [len(delayed), delayed.next_due()]
        clock.now += timedelta(seconds=19)
        delayed.release_due()
        await asyncio.sleep(0)
        seen.append(request.done())
        clock.now += timedelta(seconds=1)
        delayed.release_due()
        await request
        return [*seen, len(delayed), delayed.next_due()]

    assert asyncio.run(story()) == [1, NOON + timedelta(seconds=20), False, 0, None]


def test_a_request_that_is_given_up_waits_no_longer() -> None:
    delayed = DelayedAnswers(Clock())

    async def story() -> int:
        request = asyncio.create_task(delayed.wait(20))
        await asyncio.sleep(0)
        request.cancel()
        await asyncio.gather(request, return_exceptions=True)
        return len(delayed)

    assert asyncio.run(story()) == 0
