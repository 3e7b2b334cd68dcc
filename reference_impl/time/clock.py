"""The connector's only source of time: real, or controlled from outside."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime
from itertools import count
from typing import Literal, Protocol

LONGEST_NAP_SECONDS = 60.0
"""Maximum seconds between two reads of the clock during a wait, in case the machine sleeps or its
clock is set."""


class Clock(Protocol):
    """Returns the current time and waits for an instant."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""

    async def sleep_until(self, instant: datetime) -> None:
        """Return once ``now()`` is ``instant`` or later."""


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, instant: datetime) -> None:
        # Real time has no events, so it is polled.
        while (left := (instant - self.now()).total_seconds()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left, LONGEST_NAP_SECONDS))


class TimeWentBackError(ValueError):
    """A controlled clock was set to an earlier instant."""


class ControlledClock:
    """A clock that only :meth:`advance_to` moves.

    ``waking`` counts sleepers whose instant has come and whose code has not run yet, so that
    the connector does not count as idle in between.
    """

    clock_support: Literal["full", "trigger", "none"] = "full"
    """The clock support that ``describe`` declares."""
    wakes_itself = False
    """True if a wait can end without ``advance_to``; then a waiting connector is not idle."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = count()
        self.waking = 0

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, instant: datetime) -> None:
        if instant <= self._now:
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (instant, next(self._order), woken))
        try:
            await woken
        finally:
            if woken.done() and not woken.cancelled():
                self.waking -= 1

    def advance_to(self, instant: datetime) -> None:
        """Move to ``instant`` and wake the sleepers that are due, the earliest first.

        Raises:
            TimeWentBackError: ``instant`` lies before ``now()``.
        """
        if instant < self._now:
            raise TimeWentBackError(f"it is {self._now.isoformat()} already, time never goes back")
        self._now = instant
        while self._waiting and self._waiting[0][0] <= instant:
            _, _, woken = heapq.heappop(self._waiting)
            if not woken.done():
                self.waking += 1
                woken.set_result(None)

    def set_to(self, instant: datetime) -> None:
        """Start a new world at ``instant``, which may be in the past; there must be no sleeper."""
        self._now = instant

    @property
    def next_due(self) -> datetime | None:
        """The earliest instant for which a sleeper waits, or None."""
        while self._waiting and self._waiting[0][2].done():
            heapq.heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None
