"""Clocks with less test support than :class:`~reference_impl.time.clock.ControlledClock`.

Few connectors can be built around a controlled clock. These two clocks behave like those of other
connectors, so that a test can show what the suite can still check there.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Literal

from reference_impl.time.clock import ControlledClock, SystemClock

ClockSupport = Literal["full", "trigger", "none"]


PACE = 100
"""Speed of a triggered clock relative to real time; it saves the tests pauses of 30 seconds."""


class TriggeredClock(ControlledClock):
    """Runs due work when it receives an instant; every other wait takes real time.

    A wait ends when the received instant reaches its end, or when as much real time has passed as
    the wait was long, whichever is first. ``next_due`` is never known.
    """

    clock_support: ClockSupport = "trigger"
    wakes_itself = True

    async def sleep_until(self, instant: datetime) -> None:
        left = (instant - self.now()).total_seconds()
        try:
            async with asyncio.timeout(left / PACE):
                await super().sleep_until(instant)
        except TimeoutError:
            return  # the wait is over in real time, and no later instant was received

    @property
    def next_due(self) -> datetime | None:
        return None


class OwnClock(ControlledClock):
    """Real time, independent of a test; it cannot be moved and ``next_due`` is never known."""

    clock_support: ClockSupport = "none"
    wakes_itself = True

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self._real = SystemClock()

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, instant: datetime) -> None:
        await self._real.sleep_until(instant)

    def advance_to(self, instant: datetime) -> None:
        raise TypeError("the clock of a connector that runs on real time cannot be set")

    def set_to(self, instant: datetime) -> None:
        """Start a new world at the current time."""

    @property
    def next_due(self) -> datetime | None:
        return None


CLOCKS: dict[ClockSupport, type[ControlledClock]] = {
    "full": ControlledClock,
    "trigger": TriggeredClock,
    "none": OwnClock,
}
"""The clock of each level of support that ``describe`` can declare."""
