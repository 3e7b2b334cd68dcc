"""Limit the real time that one scenario may take in total."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from percipio_conformance.core.outcomes import ConnectorTimeout
from percipio_conformance.core.real_time import real_monotonic

T = TypeVar("T")


class ScenarioTimeout:
    """A limit of ``seconds`` of real time, from the first call on.

    Each answer of a connector may be in time although the scenario does not end: for example, if
    work is always due again a second later, or if each answer takes just less than its limit.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends: float | None = None
        self.is_open = True
        """Whether the scenario is still running."""

    async def bound(self, work: Coroutine[Any, Any, T]) -> T:
        """Run ``work`` and return its result.

        Raises:
            ConnectorTimeout: the time is up.
        """
        if not self.is_open:
            # Work after the last step ends by itself.
            return await work
        if self._ends is None:
            self._ends = real_monotonic() + self._seconds
        limit = asyncio.timeout(max(0.0, self._ends - real_monotonic()))
        try:
            async with limit:
                return await work
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise ConnectorTimeout(
                f"this scenario took more than {self._seconds:g} seconds of real time: the "
                "connector answers too slowly, or says again and again that something is due soon"
            ) from error

    def close(self) -> None:
        """The scenario has ended; remaining work has no limit."""
        self.is_open = False
