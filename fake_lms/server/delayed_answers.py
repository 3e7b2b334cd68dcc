"""Answers that wait for an instant of the world's clock, as those of a slow server do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta


class DelayedAnswers:
    """Requests that wait for the clock ``now``, never for real time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waiting: dict[asyncio.Event, datetime] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def next_due(self) -> datetime | None:
        """The earliest instant at which a request goes on; None if none waits."""
        return min(self._waiting.values(), default=None)

    def release_due(self) -> None:
        """Let all requests go on that are due."""
        for request, due in self._waiting.items():
            if due <= self._now():
                request.set()

    async def wait(self, seconds: int) -> None:
        """Wait until the clock has moved so many seconds."""
        request = asyncio.Event()
        self._waiting[request] = self._now() + timedelta(seconds=seconds)
        try:
            await request.wait()
        finally:
            del self._waiting[request]
