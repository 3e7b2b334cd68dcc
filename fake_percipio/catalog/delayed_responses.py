"""Answers that are delayed until an instant of the world's clock."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Receive


class DelayedResponses:
    """Requests that wait for an instant of the world's clock, never for real time."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Future[None], datetime] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def next_due(self) -> datetime | None:
        """The earliest instant at which an answer may go out."""
        return min(self._waiting.values(), default=None)

    def release(self, now: datetime) -> None:
        """Release all answers that are due."""
        for answer in [each for each, due in self._waiting.items() if due <= now]:
            del self._waiting[answer]
            if not answer.done():
                answer.set_result(None)

    async def until(self, due: datetime, receive: Receive) -> bool:
        """Wait for ``due``; False if the client disconnected before."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[answer] = due
        hung_up = asyncio.ensure_future(_disconnected(receive))
        try:
            await asyncio.wait({answer, hung_up}, return_when=asyncio.FIRST_COMPLETED)
            return answer.done()
        finally:
            self._waiting.pop(answer, None)
            hung_up.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
