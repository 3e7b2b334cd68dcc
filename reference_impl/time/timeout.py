"""A timeout on the connector's clock."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar

from reference_impl.time.clock import Clock

T = TypeVar("T")


async def within(clock: Clock, limit: datetime, answer: Coroutine[Any, Any, T]) -> T:
    """Return the result of ``answer``, if it arrives before ``limit`` on the clock.

    Raises:
        TimeoutError: ``limit`` came first; ``answer`` is canceled.
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
