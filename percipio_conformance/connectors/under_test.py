"""The lifecycle of the connector under test: begin, restart and end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import httpx

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlClient, ControlProtocol
from percipio_conformance.connectors.output import Output
from percipio_conformance.core.addresses import CONTROL, IN_PROCESS_CONNECTOR
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.processes.guarded_folder import GuardedFolder
from reference_impl.app.app import create_app
from reference_impl.app.connector import Connector
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.rules_table import DEFAULT_RULES, Rules
from reference_impl.store.store import Store
from reference_impl.time.clock import ControlledClock


class ConnectorUnderTest(Protocol):
    """The connector under test during a run."""

    @property
    def output(self) -> Output | None:
        """Output of its process; None where it cannot be captured."""

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        """Prepare it for a new world; return its control protocol.

        Raises:
            Unreachable: nothing answers.
            NotTestable: it cannot be prepared for a new world.
        """

    def require_restart(self) -> None:
        """It violated the protocol in this world: restart it before the next one, if possible."""

    async def stop(self) -> None:
        """Stop it; its stored data stays.

        Raises:
            NotTestable: this connector cannot be stopped by the harness.
        """

    async def start(self) -> None:
        """Start it again, at the world's current time, with its stored data."""

    async def end(self) -> None:
        """The world is over."""

    async def close(self) -> None:
        """The run is over."""


class InProcessReference:
    """The reference connector inside this process, over the in-process transport.

    Args:
        parts: the rules it is made of; a broken connector replaces one of them.
        make_clock: creates its clock; other clocks have less clock support.
    """

    output: Output | None = None

    def __init__(
        self,
        rules: Rules = DEFAULT_RULES,
        make_clock: Callable[[datetime], ControlledClock] = ControlledClock,
    ) -> None:
        self._rules = rules
        self._make_clock = make_clock
        self._folder = GuardedFolder("connector-")
        self._worlds = 0
        self.store: Path | None = None
        """The database of the current world."""
        self._empty_store: bytes | None = None
        self._stage: _Stage | None = None
        self._connector: Connector | None = None
        self._integrations: IntegrationRegistry | None = None

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        self._worlds += 1
        self.store = Path(self._folder.name) / f"{self._worlds}.sqlite"
        self._stage = _Stage(network, clock, self.store)
        await self.start()
        return ControlClient(network.control(traffic_log, IN_PROCESS_CONNECTOR + CONTROL))

    def _prepare(self, path: Path) -> None:
        """Create an empty database at ``path``; its tables are made once for all worlds."""
        if self._empty_store is None:
            Store(path).close()
            self._empty_store = path.read_bytes()
        else:
            path.touch(mode=0o600)
            path.write_bytes(self._empty_store)

    def require_restart(self) -> None:
        """Do nothing: every world has its own connector."""

    async def end(self) -> None:
        await self.stop()
        if self._stage is not None:
            store = self._stage.store
            for leftover in store.parent.iterdir():
                if leftover.name.startswith(store.name):
                    leftover.unlink()

    def wire(self, network: Network) -> httpx.AsyncClient:
        """Transport from the connector to the world; a faulty connector may alter its messages."""
        return network.client()

    async def close(self) -> None:
        self._folder.cleanup()

    async def start(self) -> None:
        assert self._stage is not None
        stage = self._stage
        if not stage.store.exists():
            self._prepare(stage.store)
        self._connector = Connector(
            store=stage.store,
            clock=self._make_clock(stage.clock.now()),
            http=self.wire(stage.network),
            public_url=IN_PROCESS_CONNECTOR,
            rules=self._rules,
        )
        self._integrations = IntegrationRegistry(self._connector)
        app = create_app(self._integrations, control=True)
        stage.network.announce(httpx.URL(IN_PROCESS_CONNECTOR).host, app)
        await self._integrations.start()

    async def stop(self) -> None:
        if self._integrations is not None and self._stage is not None:
            self._stage.network.announce(httpx.URL(IN_PROCESS_CONNECTOR).host, None)
            await self._integrations.stop()
            self._connector = self._integrations = None


@dataclass(frozen=True, slots=True)
class _Stage:
    network: Network
    clock: SimulatedClock
    store: Path
