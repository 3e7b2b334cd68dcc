"""Moving time: a small discrete-event simulation.

To go from now to a target the world stops at the earliest instant at which anything is due,
lets everything come to rest there, and goes on. Rest means: the fakes have nothing to do at
this instant, and the connector says it is ready.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from harness.clock import WorldClock, real_monotonic
from harness.driver import ClockAnswer, ConnectorDriver
from harness.moments import write_moment
from harness.outcomes import ConnectorError, HarnessError

PATIENCE_SECONDS = 30.0
"""Real time the connector gets to come to rest at one instant."""

QUIET_POLLS = 50
"""Polls without any new exchange after which a held answer is all the connector waits for."""

MAX_STOPS = 100_000
"""Stops of the clock in one move; more means that something is due for ever."""


class Percipio(Protocol):
    """What the simulation needs of the fake Percipio."""

    @property
    def held(self) -> int: ...
    def next_due(self) -> datetime | None: ...
    async def run_due(self) -> None: ...


class Platform(Protocol):
    """What the simulation needs of the fake 360Learning."""

    @property
    def busy(self) -> bool: ...
    def next_due(self) -> datetime | None: ...


class Simulation:
    """One clock over both fakes and the connector."""

    def __init__(
        self,
        clock: WorldClock,
        percipio: Percipio,
        platform: Platform,
        driver: ConnectorDriver,
        said: Sequence[object],
        *,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._clock = clock
        self._percipio = percipio
        self._platform = platform
        self._driver = driver
        self._said = said
        self._patience_seconds = patience_seconds
        self.connector_is_up = True
        """While the connector is down, the rest of the world goes on without it."""

    async def advance_to(self, target: datetime) -> None:
        """Go to ``target``, stopping wherever something is due on the way.

        Raises:
            ConnectorError: the connector does not come to rest, or its clock does not follow.
            HarnessError: a fake is due for ever.
        """
        for _ in range(MAX_STOPS):
            answer = await self.settle()
            now = self._clock.now()
            due = [
                instant
                for instant in (
                    answer.next_due,
                    self._percipio.next_due(),
                    self._platform.next_due(),
                )
                if instant is not None and now < instant <= target
            ]
            if not due:
                break
            await self._move(min(due))
        else:
            raise HarnessError(
                f"{MAX_STOPS} stops and still not at {write_moment(target)}: "
                "something is always due"
            )
        if self._clock.now() < target:
            await self._move(target)
            await self.settle()

    async def settle(self) -> ClockAnswer:
        """Let everything that can happen at this instant happen."""
        deadline = real_monotonic() + self._patience_seconds
        polls = quiet = 0
        while True:
            await self._percipio.run_due()
            said = len(self._said)
            answer = await self._ask_connector()
            due = self._percipio.next_due()
            idle = not self._platform.busy and (due is None or due > self._clock.now())
            if idle and answer.ready:
                self._check_rest(answer)
                return answer
            # The exchange of the poll itself does not count as news.
            quiet = quiet + 1 if len(self._said) - said <= 1 else 0
            if idle and self._percipio.held and quiet >= QUIET_POLLS:
                return answer
            if real_monotonic() > deadline:
                raise ConnectorError(
                    f"the connector did not come to rest at {write_moment(self._clock.now())} "
                    f"within {self._patience_seconds:.0f} seconds: GET clock still answers "
                    f"'advancing' with {answer.pending} pending"
                )
            polls += 1
            await asyncio.sleep(0 if polls < 200 else min(0.02, 0.0005 * (polls - 199)))

    async def _move(self, instant: datetime) -> None:
        self._clock.move_to(instant)
        if not self.connector_is_up:
            return
        answer = await self._driver.move_clock(instant)
        if answer.now != instant:
            raise ConnectorError(
                f"PUT clock set {write_moment(instant)}, the connector answers that it is "
                f"{write_moment(answer.now)}"
            )

    async def _ask_connector(self) -> ClockAnswer:
        if self.connector_is_up:
            return await self._driver.clock()
        return ClockAnswer(now=self._clock.now(), ready=True, pending=0, next_due=None)

    def _check_rest(self, answer: ClockAnswer) -> None:
        if answer.next_due is not None and answer.next_due <= self._clock.now():
            raise ConnectorError(
                f"the connector says it is ready at {write_moment(self._clock.now())} and also "
                f"that something was due at {write_moment(answer.next_due)}"
            )
