"""Moving time: a small discrete-event simulation.

To go from now to a target the world stops at the earliest instant at which anything is due,
lets everything come to rest there, and goes on. Rest means: the fakes have nothing to do at
this instant, and the connector says it is ready.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sized
from datetime import datetime
from typing import Protocol

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.clock_support import ClockSupport, unsupported
from percipio_conformance.clock.pace import Pace
from percipio_conformance.connectors.control_client import ClockAnswer, ControlProtocol
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    ConnectorTimeout,
    HarnessError,
)
from percipio_conformance.core.protocol_violation import ProtocolViolation
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT
from percipio_conformance.core.times import format_time

NOT_SERVED = (404, 405, 501)
"""What a connector may answer to GET clock that keeps its own time."""

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
    """One clock over both fakes and the connector.

    Args:
        said: every exchange so far; whether it grows tells whether anything goes on.
        patience_seconds: real time for coming to rest at one instant.
        grade: how well the connector follows the clock.
        next_run: the first daily run after an instant, for connectors that do not announce it.
        pace: bounds the stops for the connector; without it they may be many.
    """

    def __init__(
        self,
        clock: SimulatedClock,
        percipio: Percipio,
        platform: Platform,
        driver: ControlProtocol,
        said: Sized,
        *,
        patience_seconds: float = DEFAULT_TIMEOUT,
        clock_support: ClockSupport = "full",
        next_run: Callable[[datetime], datetime] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._clock = clock
        self._percipio = percipio
        self._platform = platform
        self._driver = driver
        self._said = said
        self._patience_seconds = patience_seconds
        self._clock_support: ClockSupport = clock_support
        self._next_run = next_run
        self._pace = pace
        self.connector_is_up = True
        """While the connector is down, the rest of the world goes on without it."""
        self.connector_knows_the_time = True
        """False for a world in which the connector was neither reset nor given the time yet."""

    async def advance_to(self, target: datetime) -> None:
        """Go to ``target``, stopping wherever something is due on the way.

        Raises:
            ConnectorError: the connector does not come to rest, its clock does not follow, or it
                is due for ever.
            HarnessError: a fake is due for ever.
            NotTestable: the connector keeps its own time, or waits in it.
        """
        if self._clock_support == "none" and target > self._clock.now():
            raise unsupported(self._clock_support, "time has to pass in this scenario")
        for_the_connector = 0
        for _ in range(MAX_STOPS):
            answer = await self.run_until_idle()
            if self._pace is not None:
                self._pace.rested()
            now = self._clock.now()
            theirs = self._next_of_connector(answer, now)
            due = [
                instant
                for instant in (theirs, self._percipio.next_due(), self._platform.next_due())
                if instant is not None and now < instant <= target
            ]
            if not due:
                break
            # At a lesser grade, the stops are those of our own calculation of its daily run.
            if self._clock_support == "full" and theirs == min(due):
                for_the_connector += 1
                if self._pace is not None:
                    self._pace.stops(now, min(due))
            await self._move(min(due))
        else:
            raise self._never_there(target, for_the_connector)
        if self._clock.now() < target:
            await self._move(target)
            await self.run_until_idle()

    async def run_until_idle(self) -> ClockAnswer:
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
                if self._clock_support != "full":
                    # Whether it hangs or sits out a pause of its own, nobody can tell.
                    raise ConnectorNotIdle(
                        f"clock: the connector did not come to rest within "
                        f"{self._patience_seconds:.0f} seconds of real time, and its clock grade "
                        f"is {self._clock_support}: it may be waiting in its own time"
                    )
                raise ConnectorTimeout(
                    f"the connector did not come to rest at {format_time(self._clock.now())} "
                    f"within {self._patience_seconds:.0f} seconds: GET clock still answers "
                    f"'advancing' with {answer.pending} pending"
                )
            polls += 1
            await asyncio.sleep(0 if polls < 200 else min(0.02, 0.0005 * (polls - 199)))

    def _never_there(self, target: datetime, for_the_connector: int) -> Exception:
        if for_the_connector > MAX_STOPS / 2:
            return ConnectorError(
                f"the clock stopped {for_the_connector:,} times for the connector and has only come"
                f" to {format_time(self._clock.now())} on its way to {format_time(target)}:"
                " next_due has to name the next instant with something to do, not the next look"
            )
        return HarnessError(
            f"{MAX_STOPS:,} stops and still not at {format_time(target)}: something is always due"
        )

    async def tell_the_time(self) -> None:
        """Tell the connector what time it is.

        Raises:
            ConnectorError: its clock does not follow.
        """
        instant = self._clock.now()
        if not self.connector_is_up or self._clock_support == "none":
            return
        answer = await self._driver.move_clock(instant)
        self.connector_knows_the_time = True
        if answer.now != instant:
            raise ConnectorError(
                f"PUT clock set {format_time(instant)}, the connector answers that it is "
                f"{format_time(answer.now)}"
            )

    async def _move(self, instant: datetime) -> None:
        self._clock.move_to(instant)
        await self.tell_the_time()

    def _next_of_connector(self, answer: ClockAnswer, now: datetime) -> datetime | None:
        """Where the world has to stop for the connector."""
        if self._clock_support == "full":
            return answer.next_due
        return None if self._next_run is None else self._next_run(now)

    async def _ask_connector(self) -> ClockAnswer:
        if self.connector_is_up:
            try:
                return await self._driver.clock()
            except ProtocolViolation as breach:
                if self._clock_support == "none" and breach.status in NOT_SERVED:
                    need = "GET clock is not served, so that nobody can tell when it is at rest"
                    raise unsupported(self._clock_support, need) from breach
                raise
        return ClockAnswer(now=self._clock.now(), ready=True, pending=0, next_due=None)

    def _check_rest(self, answer: ClockAnswer) -> None:
        if self._clock_support != "full":
            return
        knows = self.connector_is_up and self.connector_knows_the_time
        if knows and answer.now != self._clock.now():
            raise ConnectorError(
                f"GET clock answers that it is {format_time(answer.now)}, and PUT clock or POST "
                f"reset said that it is {format_time(self._clock.now())}"
            )
        if answer.next_due is None:
            return
        if answer.next_due <= self._clock.now():
            raise ConnectorError(
                f"the connector says it is ready at {format_time(self._clock.now())} and also "
                f"that something was due at {format_time(answer.next_due)}"
            )
