"""Limit the real time that one scenario may take in total."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from percipio_conformance.core.outcomes import ConnectorTimeout
from percipio_conformance.core.real_time import real_monotonic

T = TypeVar("T")


class ScenarioTimeout:
    """``seconds`` of real time, from the first piece of work on.

    Each answer of a connector may come in time and still their sum be without end: a clock that
    is due again a second later, for ever, or answers that each take just as long as they may.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends: float | None = None
        self.is_open = True
        """Whether the scenario still goes on."""

    async def bound(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of ``work``.

        Raises:
            ConnectorTimeout: the time is up.
        """
        if not self.is_open:
            # What is done after the last step ends by itself.
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
        """The scenario is over; what is left to do is not bounded any more."""
        self.is_open = False
