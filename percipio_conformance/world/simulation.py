"""A discrete-event simulation of both platforms and the connector.

To go from now to a target the world stops at the earliest instant at which anything is due,
runs until everything is idle, and continues. Idle means: the fakes have nothing to do at this
instant, and the connector reports that it is ready.
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
"""Statuses with which a connector on real time may answer GET clock."""

QUIET_POLLS = 50
"""Polls without a new exchange; then the connector only waits for a delayed response."""

TURNS_BETWEEN_POLLS = 20
"""Turns of the event loop between two polls, in which a connector in this process works. A poll
costs as much as some ten of them."""

QUIET_TURNS = 6
"""Turns without a new exchange, after which such a connector has probably done its work."""

EAGER_POLLS = 200
"""Polls without a pause; a connector in a process of its own may need longer."""

MAX_STOPS = 100_000
"""Stops of the clock in one move; more means that something is always due."""


class Percipio(Protocol):
    """The interface of the fake Percipio that the simulation uses."""

    @property
    def held(self) -> int: ...
    def next_due(self) -> datetime | None: ...
    async def run_due(self) -> None: ...


class Platform(Protocol):
    """The interface of the fake 360Learning that the simulation uses."""

    @property
    def busy(self) -> bool: ...
    @property
    def held(self) -> int: ...
    def next_due(self) -> datetime | None: ...
    def release_due(self) -> None: ...


class Simulation:
    """One clock for both fakes and the connector.

    Args:
        exchanges: all exchanges so far; a growing number means activity.
        timeout_seconds: real time within which the connector must become idle at one instant.
        clock_support: how well the connector follows the clock.
        next_run: the first daily run after an instant, for connectors that do not announce it.
        pace: limits the stops for the connector; None sets no limit.
    """

    def __init__(
        self,
        clock: SimulatedClock,
        percipio: Percipio,
        platform: Platform,
        driver: ControlProtocol,
        exchanges: Sized,
        *,
        timeout_seconds: float = DEFAULT_TIMEOUT,
        clock_support: ClockSupport = "full",
        next_run: Callable[[datetime], datetime] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._clock = clock
        self._percipio = percipio
        self._platform = platform
        self._driver = driver
        self._exchanges = exchanges
        self._timeout_seconds = timeout_seconds
        self._clock_support: ClockSupport = clock_support
        self._next_run = next_run
        self._pace = pace
        self.connector_is_up = True
        """While the connector is down, the simulation runs without it."""
        self.connector_knows_the_time = True
        """False for a world in which the connector was neither reset nor given the time yet."""

    async def advance_to(self, target: datetime) -> None:
        """Move to ``target``, with a stop wherever something is due on the way.

        Raises:
            ConnectorError: the connector does not become idle, its clock does not follow, or it
                is always due.
            HarnessError: a fake is always due.
            NotTestable: the connector runs on real time, or waits in real time.
        """
        if self._clock_support == "none" and target > self._clock.now():
            raise unsupported(self._clock_support, "time has to pass in this scenario")
        connector_stops = 0
        moved: ClockAnswer | None = None
        for _ in range(MAX_STOPS):
            answer = await self.run_until_idle(moved)
            if self._pace is not None:
                self._pace.rested()
            now = self._clock.now()
            connector_due = self._next_of_connector(answer, now)
            due = [
                instant
                for instant in (connector_due, self._percipio.next_due(), self._platform.next_due())
                if instant is not None and now < instant <= target
            ]
            if not due:
                break
            # With less clock support, the stops come from our own calculation of its daily run.
            if self._clock_support == "full" and connector_due == min(due):
                connector_stops += 1
                if self._pace is not None:
                    self._pace.stops(now, min(due))
            moved = await self._move(min(due))
        else:
            raise self._too_many_stops(target, connector_stops)
        if self._clock.now() < target:
            await self.run_until_idle(await self._move(target))

    async def run_until_idle(self, moved: ClockAnswer | None = None) -> ClockAnswer:
        """Run everything that is due at this instant.

        Args:
            moved: the connector's answer when its clock was set to this instant. If it has work,
                it gets time for it before it is asked.
        """
        deadline = real_monotonic() + self._timeout_seconds
        polls = quiet = 0
        before = len(self._exchanges)
        if moved is not None and not moved.ready:
            await self._percipio.run_due()
            await _let_work(polls, self._exchanges)
        while True:
            await self._percipio.run_due()
            self._platform.release_due()
            answer = await self._ask_connector()
            due = self._percipio.next_due()
            idle = not self._platform.busy and (due is None or due > self._clock.now())
            if idle and answer.ready:
                self._check_idle(answer)
                return answer
            # The exchange of the poll itself does not count as news.
            quiet = quiet + 1 if len(self._exchanges) - before <= 1 else 0
            before = len(self._exchanges)
            held = self._percipio.held or self._platform.held
            if idle and held and quiet >= QUIET_POLLS:
                return answer
            if real_monotonic() > deadline:
                if self._clock_support != "full":
                    # It may hang or wait in real time: that cannot be distinguished.
                    raise ConnectorNotIdle(
                        f"clock: the connector did not become idle within "
                        f"{self._timeout_seconds:.0f} seconds of real time, and its clock support "
                        f"is {self._clock_support}: it may be waiting in its own time"
                    )
                raise ConnectorTimeout(
                    f"the connector did not become idle at {format_time(self._clock.now())} "
                    f"within {self._timeout_seconds:.0f} seconds: GET clock still answers "
                    f"'advancing' with {answer.pending} pending"
                )
            polls += 1
            await _let_work(polls, self._exchanges)

    def _too_many_stops(self, target: datetime, connector_stops: int) -> Exception:
        if connector_stops > MAX_STOPS / 2:
            return ConnectorError(
                f"the clock stopped {connector_stops:,} times for the connector and has only come"
                f" to {format_time(self._clock.now())} on its way to {format_time(target)}:"
                " next_due has to name the next instant with something to do, not the next look"
            )
        return HarnessError(
            f"{MAX_STOPS:,} stops and still not at {format_time(target)}: something is always due"
        )

    async def send_time(self) -> ClockAnswer | None:
        """Set the connector's clock to the simulated time; None if it does not follow it.

        Raises:
            ConnectorError: its clock does not follow.
        """
        instant = self._clock.now()
        if not self.connector_is_up or self._clock_support == "none":
            return None
        answer = await self._driver.move_clock(instant)
        self.connector_knows_the_time = True
        if answer.now != instant:
            raise ConnectorError(
                f"PUT clock set {format_time(instant)}, the connector answers that it is "
                f"{format_time(answer.now)}"
            )
        return answer

    async def _move(self, instant: datetime) -> ClockAnswer | None:
        self._clock.move_to(instant)
        return await self.send_time()

    def _next_of_connector(self, answer: ClockAnswer, now: datetime) -> datetime | None:
        """The next instant at which the clock must stop for the connector."""
        if self._clock_support == "full":
            return answer.next_due
        return None if self._next_run is None else self._next_run(now)

    async def _ask_connector(self) -> ClockAnswer:
        if self.connector_is_up:
            try:
                return await self._driver.clock()
            except ProtocolViolation as violation:
                if self._clock_support == "none" and violation.status in NOT_SERVED:
                    need = "GET clock is not served, so it is unknown when the connector is idle"
                    raise unsupported(self._clock_support, need) from violation
                raise
        return ClockAnswer(now=self._clock.now(), ready=True, pending=0, next_due=None)

    def _check_idle(self, answer: ClockAnswer) -> None:
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
                f"the connector answers 'ready' at {format_time(self._clock.now())} although work "
                f"was due at {format_time(answer.next_due)}"
            )


async def _let_work(polls: int, exchanges: Sized) -> None:
    """Give the connector time for its work after so many polls."""
    if polls >= EAGER_POLLS:
        await asyncio.sleep(min(0.02, 0.0005 * (polls - EAGER_POLLS + 1)))
        return
    before, quiet = len(exchanges), 0
    for _ in range(TURNS_BETWEEN_POLLS):
        await asyncio.sleep(0)
        quiet = quiet + 1 if len(exchanges) == before else 0
        if quiet >= QUIET_TURNS:
            return
        before = len(exchanges)
