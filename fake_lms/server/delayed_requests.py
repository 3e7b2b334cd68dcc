"""Requests that a slow server keeps waiting until an instant of the world's clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from starlette.types import Message, Receive


class DelayedRequests:
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

    async def wait(self, seconds: int, receive: Receive) -> Receive | None:
        """Wait until the clock has moved so many seconds.

        Returns the messages of the request, which had to be read; None if its client was gone
        before.
        """
        # Only after the body does a message say that the client is gone.
        body = [await receive()]
        while body[-1].get("more_body", False):
            body.append(await receive())
        request = asyncio.Event()
        self._waiting[request] = self._now() + timedelta(seconds=seconds)
        gone, due = asyncio.ensure_future(receive()), asyncio.ensure_future(request.wait())
        try:
            await asyncio.wait({gone, due}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._waiting[request]
            due.cancel()
            if not request.is_set():
                gone.cancel()

        async def replay() -> Message:
            return body.pop(0) if body else await gone

        return replay if request.is_set() else None
