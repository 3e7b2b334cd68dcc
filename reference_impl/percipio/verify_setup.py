"""Verify the parameters of Setup integration, which takes a few minutes (C094 to C096)."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx

from reference_impl.percipio.catalog_request import request_page
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.retry import pause_before, read_retry_after
from reference_impl.rules.setup_verification import Doubt, Refusal, judge, unreachable
from reference_impl.time.clock import Clock
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.time.timeout import within

STARTS_AFTER = timedelta(seconds=30)
ENDS_AFTER = timedelta(minutes=2)
"""Time from the click to the verdict; the article promises a few minutes."""


async def verify(
    http: httpx.AsyncClient,
    clock: Clock,
    activity: TaskTracker,
    parameters: PercipioConfig,
    submitted: datetime,
) -> Refusal | None:
    """Request one item from Percipio with these parameters; None if they are valid.

    The item is not used: the next daily run creates the courses (C096).
    """
    await activity.sleep_until(submitted + STARTS_AFTER)
    attempt = 0
    while True:
        retry_after: float | None = None
        verdict: Refusal | Doubt | None
        try:
            request = request_page(http, parameters, max_items=1)
            response = await within(clock, submitted + ENDS_AFTER, request)
        except TimeoutError:
            return unreachable("it did not answer in time")
        except httpx.RequestError as error:
            verdict = Doubt(f"the connection failed ({type(error).__name__})")
        except httpx.InvalidURL as error:
            verdict = unreachable(f"it is no URL ({error})")
        else:
            verdict = judge(response.status_code, response.content, parameters)
            retry_after = read_retry_after(response.headers.get("retry-after"), clock.now())
        if not isinstance(verdict, Doubt):
            return verdict
        again = clock.now() + timedelta(seconds=pause_before(attempt, retry_after))
        if again > submitted + ENDS_AFTER:
            return unreachable(verdict.message)
        attempt += 1
        await activity.sleep_until(again)
