"""Waiting for an answer no longer than the clock allows."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar

from reference_impl.time.clock import Clock

T = TypeVar("T")


async def within(clock: Clock, limit: datetime, answer: Coroutine[Any, Any, T]) -> T:
    """What ``answer`` returns, if it does so before ``limit`` on the clock.

    Raises:
        TimeoutError: ``limit`` came first; the answer is given up.
    """
    work = asyncio.ensure_future(answer)
    patience = asyncio.ensure_future(clock.sleep_until(limit))
    try:
        await asyncio.wait({work, patience}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise TimeoutError(f"no answer before {limit.isoformat()}")
        return work.result()
    finally:
        work.cancel()
        patience.cancel()
