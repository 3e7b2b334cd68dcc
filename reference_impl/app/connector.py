"""The connector as a whole: start, stop, reset for a world, report its state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

import httpx

from reference_impl.app.integration import READINGS, WORLD, Integration
from reference_impl.rules.config import LmsConfig, PercipioConfig
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.timestamps import format_timestamp, parse_timestamp
from reference_impl.rules_table import DEFAULT_RULES, Rules
from reference_impl.store.store import IN_MEMORY, Store
from reference_impl.store.tokens import Credentials
from reference_impl.time.clock import Clock, ControlledClock
from reference_impl.time.task_tracker import TaskTracker
from reference_impl.webhook.webhook import LARGEST_BODY_BYTES

CLOCK = "clock"
SIBLINGS = "companions"
SEED = "seed"


@dataclass(frozen=True, slots=True)
class WorkState:
    """Whether the connector is idle at this instant, and the next instant at which work is due."""

    now: datetime
    ready: bool
    pending: int
    next_due: datetime | None


class Connector:
    """The reference connector.

    Args:
        store: the database file, or ``:memory:``.
        clock: the source of time; a :class:`ControlledClock` for the control protocol.
        http: the client for all requests to Percipio and 360Learning.
        public_url: the public URL of this connector, without a trailing slash.
        parts: the rules it follows.
        rng: generates credentials and tokens; by default the system's random source.
        largest_body: maximum size of a request with statements, in bytes.
    """

    def __init__(
        self,
        *,
        store: str | Path,
        clock: Clock,
        http: httpx.AsyncClient,
        public_url: str,
        rules: Rules = DEFAULT_RULES,
        rng: Random | None = None,
        largest_body: int = LARGEST_BODY_BYTES,
    ) -> None:
        self.clock = clock
        self.public_url = public_url.rstrip("/")
        self.path = store
        self._http = http
        self._rules = rules
        self._rng = rng if rng is not None else SystemRandom()
        self._largest_body = largest_body
        self._activity = TaskTracker(clock)
        self._store: Store | None = None
        self.integration: Integration | None = None
        """None while 360Learning has not enabled it: state ``absent``."""

    async def start(
        self, world: LmsConfig | None = None, readings: Interpretations | None = None
    ) -> None:
        """Open the store and continue where the last process stopped.

        Args:
            world: the configuration that 360Learning hands over; by default the stored one.
            readings: the interpretations to follow; by default the stored ones.

        Raises:
            sqlite3.Error: the file cannot be used.
        """
        store = self._open()
        self._remember(world, readings)
        stopped_at, seed = store.fact(CLOCK, str), store.fact(SEED, int)
        if isinstance(self.clock, ControlledClock) and stopped_at is not None:
            self.clock.set_to(max(self.clock.now(), parse_timestamp(stopped_at)))
            # After a restart a simulation must be reproducible, but not repeat its earlier values.
            self._rng = Random(f"{seed} {self.clock.now()}")
        integration = self._integrate()
        if integration is not None:
            integration.resume()

    async def stop(self) -> None:
        """Cancel all work and close the store; nothing acknowledged is lost."""
        await self._halt()
        if self._store is not None:
            self._store.close()
            self._store = None

    async def reset(
        self, world: LmsConfig, now: datetime, readings: Interpretations, seed: int
    ) -> None:
        """Delete all state and start in this world, enabled and waiting for its setup.

        Raises:
            TypeError: the connector runs on real time, which cannot be set.
        """
        if not isinstance(self.clock, ControlledClock):
            raise TypeError("only a connector on a controlled clock can be reset")
        await self._halt()
        self._opened().forget()
        self.clock.set_to(now)
        self._rng = Random(seed)
        self._opened().remember(SEED, seed)
        self.keep_clock()
        self._remember(world, readings)
        integration = self._integrate()
        assert integration is not None
        integration.resume()

    def sibling(self, integration_id: str) -> Connector:
        """Create a connector for another integration: same clock, rules and URLs, its own store.

        Its database file is in the same folder and is named after the integration.
        """
        in_memory = str(self.path) == IN_MEMORY
        return Connector(
            store=IN_MEMORY if in_memory else f"{self.path}.{integration_id}",
            clock=self.clock,
            http=self._http,
            public_url=self.public_url,
            rules=self._rules,
            largest_body=self._largest_body,
        )

    @property
    def sibling_ids(self) -> tuple[str, ...]:
        """The stored ids of the other integrations that this process serves."""
        return self._opened().fact(SIBLINGS, tuple[str, ...]) or ()

    def remember_siblings(self, integration_ids: Iterable[str]) -> None:
        """Store the ids of the other integrations that this process serves."""
        self._opened().remember(SIBLINGS, tuple(integration_ids))

    def set_up(self, parameters: PercipioConfig) -> None:
        """Submit parameters, unless they are already in force or being verified.

        Raises:
            RuntimeError: there is no integration to set up.
        """
        if self.integration is None:
            raise RuntimeError("360Learning has not enabled the integration: nothing to set up")
        setup = self.integration.setup_state
        current = setup.candidate if setup.state == "verifying" else setup.parameters
        if setup.state not in ("verifying", "active") or current != parameters:
            self.integration.submit(parameters)

    async def run_once(
        self,
        world: LmsConfig,
        readings: Interpretations,
        parameters: PercipioConfig,
        *,
        globalization: bool = False,
    ) -> RunRecord:
        """Run once over the catalog without starting anything else, then close the store."""
        self._open()
        self._remember(world, readings)
        try:
            integration = self._integrate()
            assert integration is not None
            return await integration.run_once(parameters, globalization=globalization)
        finally:
            await self.stop()

    async def reveal(self, world: LmsConfig) -> Credentials:
        """Return the webhook credentials without starting anything, then close the store."""
        self._open()
        self._remember(world, None)
        try:
            integration = self._integrate()
            assert integration is not None
            return integration.credentials
        finally:
            await self.stop()

    def advance_to(self, instant: datetime) -> None:
        """Set the clock to ``instant``.

        Raises:
            TypeError: the connector runs on real time.
            TimeWentBackError: the clock is already later.
        """
        if not isinstance(self.clock, ControlledClock):
            raise TypeError("only a controlled clock can be moved")
        self.clock.advance_to(instant)
        self.keep_clock()

    def keep_clock(self) -> None:
        """Store the time, so that a restart does not begin in the past."""
        self._opened().remember(CLOCK, format_timestamp(self.clock.now()))

    def work_state(self) -> WorkState:
        """The state of work; the error of a job that crashed is raised again here."""
        if self._activity.crash is not None:
            raise self._activity.crash
        due = self.clock.next_due if isinstance(self.clock, ControlledClock) else None
        return WorkState(self.clock.now(), self._activity.is_idle, self._activity.pending, due)

    def queue_depth(self) -> int:
        """Number of accepted statements that are not delivered yet."""
        return self._opened().statements.depth()

    @property
    def statement_url(self) -> str:
        """The value of the field URL in Percipio (C115)."""
        return f"{self.public_url}/api/skillsoft"

    @property
    def token_endpoint(self) -> str:
        """The value of the field Token Endpoint in Percipio (C117)."""
        return f"{self.public_url}/api/skillsoft/oauth2/token"

    def _open(self) -> Store:
        if self._store is not None:
            raise RuntimeError("the connector is running already")
        self._store = Store(self.path)
        return self._store

    def _opened(self) -> Store:
        if self._store is None:
            raise RuntimeError("the connector is not running: start it first")
        return self._store

    def _remember(self, world: LmsConfig | None, readings: Interpretations | None) -> None:
        store = self._opened()
        if world is not None:
            store.remember(WORLD, world)
        if readings is not None:
            store.remember(READINGS, readings)

    def _integrate(self) -> Integration | None:
        store = self._opened()
        world = store.fact(WORLD, LmsConfig)
        if world is not None:
            self.integration = Integration(
                world=world,
                store=store,
                clock=self.clock,
                activity=self._activity,
                http=self._http,
                rules=self._rules,
                rng=self._rng,
                largest_body=self._largest_body,
            )
        return self.integration

    async def _halt(self) -> None:
        if self.integration is not None:
            self.integration.stop()
            self.integration = None
        await self._activity.cancel_all()
        self._activity = TaskTracker(self.clock)
