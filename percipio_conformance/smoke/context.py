"""Helpers shared by the smoke checks: waiting, comparing and describing problems."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from percipio_conformance.connectors.control_client import (
    ClockAnswer,
    ControlProtocol,
    SetupRejected,
)
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.core.timeouts import TIMEOUT_OPTION
from percipio_conformance.core.times import format_time, format_timestamp
from percipio_conformance.smoke.finding import CheckFailed, CheckSkipped
from percipio_conformance.world.world import World

MINUTE = timedelta(minutes=1)

POLL_SECONDS = 0.02
"""Real time between two polls of a busy connector."""


class CheckContext:
    """The connector under check, and helpers.

    Args:
        world: its world, attached to the network and not yet open.
        run: runs a coroutine in that world.
        timeout_seconds: real time within which the connector must become idle.
    """

    def __init__(self, world: World, run: RunCoroutine, timeout_seconds: float) -> None:
        self._world = world
        self._run = run
        self._timeout_seconds = timeout_seconds

    @property
    def _driver(self) -> ControlProtocol:
        return self._world.driver

    def _setup(self, tenant_url: str) -> SetupRejected | None:
        message = {
            "organization_id": self._world.personas.acme.id,
            "bearer_token": self._world.lms.setup.bearer_token,
            "tenant_url": tenant_url,
        }
        refused: SetupRejected | None = self._run(self._driver.setup(message))
        return refused

    def _expect_state(self, state: str, why: str) -> str:
        said = self._run(self._driver.status())
        if said["state"] != state:
            reason = said.get("reason") or {}
            because = f" because of {reason['parameter']}: {reason['message']}" if reason else ""
            raise CheckFailed(
                f"the state {said['state']!r}{because}",
                f"The state must be {state!r}: {why}.",
                ("control/status", "/state"),
            )
        return str(said["state"])

    def _wait_until_idle(self) -> ClockAnswer:
        """Poll GET clock until the connector is idle; return the last answer."""
        timeout = self._timeout_seconds
        deadline = real_monotonic() + timeout
        while True:
            answer: ClockAnswer = self._run(self._driver.clock())
            if answer.ready:
                break
            if real_monotonic() > deadline:
                raise CheckFailed(
                    f"'advancing' for {timeout:g} seconds, with {answer.pending} pending",
                    "Answer 'ready' when nothing can happen before the clock moves. Work that "
                    "waits for a later instant counts in pending and bounds next_due; the state is "
                    "'ready' nevertheless.",
                    ("control/clock", "/state"),
                )
            self._run(asyncio.sleep(POLL_SECONDS))
        if self._world.clock_support == "full" and answer.next_due is not None:
            self._expect_later(answer)
        return answer

    def _expect_later(self, answer: ClockAnswer) -> None:
        if answer.next_due is not None and answer.next_due <= self._world.now:
            raise CheckFailed(
                f"'ready', and next_due is {format_timestamp(answer.next_due)}, which is not later "
                f"than now, {format_timestamp(self._world.now)}",
                "Finish all due work before the answer is 'ready'; next_due must be later than "
                "now, or null.",
                ("control/clock", "/next_due"),
            )

    def _expect_now(self, answer: ClockAnswer, why: str) -> None:
        if self._world.clock_support != "none" and answer.now != self._world.now:
            raise CheckFailed(
                f"now is {format_timestamp(answer.now)}",
                f"It must be exactly {format_timestamp(self._world.now)}: {why}. Take the time "
                "only from the control protocol, not from the machine.",
                ("control/clock", "/now"),
            )

    def _wait_until_active(self) -> None:
        deadline = real_monotonic() + self._timeout_seconds
        while self._run(self._driver.status())["state"] == "verifying":
            if real_monotonic() > deadline:
                raise CheckSkipped(
                    f"it is still being verified after {self._timeout_seconds:g} seconds of real "
                    f"time, which is no fault; raise {TIMEOUT_OPTION} to see the end of it"
                )
            self._run(asyncio.sleep(POLL_SECONDS))

    def _can(self, capability: str) -> bool:
        return capability in self._world.description["capabilities"]

    def _demand(self, capability: str) -> None:
        if not self._can(capability):
            raise CheckSkipped(f"the capability {capability} is not declared")

    def _describe_time(self, answer: ClockAnswer) -> str:
        return f"it is {format_time(answer.now)}"
