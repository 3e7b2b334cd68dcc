"""What the checks of a smoke test have in common: waiting, comparing, saying what is wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from percipio_conformance.connectors.control_client import ClockAnswer, ConnectorDriver, Refused
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.core.times import write_instant, write_moment
from percipio_conformance.smoke.finding import LeftOut, Wrong
from percipio_conformance.smoke.webhook import Run
from percipio_conformance.world.world import World

MINUTE = timedelta(minutes=1)

LOOK_SECONDS = 0.02
"""Real time between two looks at a connector that is busy."""


class Look:
    """A look at one connector.

    Args:
        world: the world around it, on stage and not yet open.
        run: runs what takes place in that world.
        patience_seconds: real time for coming to rest.
    """

    def __init__(self, world: World, run: Run, patience_seconds: float) -> None:
        self._world = world
        self._run = run
        self._patience_seconds = patience_seconds

    @property
    def _driver(self) -> ConnectorDriver:
        return self._world.driver

    def _setup(self, tenant_url: str) -> Refused | None:
        message = {
            "organization_id": self._world.cast.acme.id,
            "bearer_token": self._world.bearer_token,
            "tenant_url": tenant_url,
        }
        refused: Refused | None = self._run(self._driver.setup(message))
        return refused

    def _expect_state(self, state: str, why: str) -> str:
        said = self._run(self._driver.status())
        if said["state"] != state:
            reason = said.get("reason") or {}
            because = f" because of {reason['parameter']}: {reason['message']}" if reason else ""
            raise Wrong(
                f"the state {said['state']!r}{because}",
                f"The state has to be {state!r}: {why}.",
                ("control/status", "/state"),
            )
        return str(said["state"])

    def _rest(self) -> ClockAnswer:
        """The answer of GET clock once the connector is at rest."""
        patience = self._patience_seconds
        deadline = real_monotonic() + patience
        while True:
            answer: ClockAnswer = self._run(self._driver.clock())
            if answer.ready:
                break
            if real_monotonic() > deadline:
                raise Wrong(
                    f"'advancing' for {patience:g} seconds, with {answer.pending} pending",
                    "Say 'ready' once nothing can happen before the clock moves. Work that waits "
                    "for a later instant counts in pending and bounds next_due; it does not stand "
                    "in the way.",
                    ("control/clock", "/state"),
                )
            self._run(asyncio.sleep(LOOK_SECONDS))
        if self._world.grade == "full" and answer.next_due is not None:
            self._expect_later(answer)
        return answer

    def _expect_later(self, answer: ClockAnswer) -> None:
        if answer.next_due is not None and answer.next_due <= self._world.now:
            raise Wrong(
                f"'ready', and next_due is {write_instant(answer.next_due)}, which is not later "
                f"than now, {write_instant(self._world.now)}",
                "Whatever is due by now has to be done before the answer is 'ready'; next_due is "
                "later, or null.",
                ("control/clock", "/next_due"),
            )

    def _expect_now(self, answer: ClockAnswer, why: str) -> None:
        if self._world.grade != "none" and answer.now != self._world.now:
            raise Wrong(
                f"now is {write_instant(answer.now)}",
                f"It has to be {write_instant(self._world.now)}, exactly: {why}. Take the time "
                "from the control protocol alone, not from the machine.",
                ("control/clock", "/now"),
            )

    def _wait_until_active(self) -> None:
        deadline = real_monotonic() + self._patience_seconds
        while self._run(self._driver.status())["state"] == "verifying":
            if real_monotonic() > deadline:
                raise LeftOut(
                    f"it is still being verified after {self._patience_seconds:g} seconds of real "
                    "time, which is no fault; raise --patience to see the end of it"
                )
            self._run(asyncio.sleep(LOOK_SECONDS))

    def _can(self, capability: str) -> bool:
        return capability in self._world.description["capabilities"]

    def _demand(self, capability: str) -> None:
        if not self._can(capability):
            raise LeftOut(f"the capability {capability} is not declared")

    def _told(self, answer: ClockAnswer) -> str:
        return f"it is {write_moment(answer.now)}"
