"""A connector that already runs and that the harness reaches by URL only."""

from __future__ import annotations

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlClient
from percipio_conformance.connectors.output import Output
from percipio_conformance.core.outcomes import NotTestable
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog


class RemoteConnector:
    """The control protocol at ``url``, for example ``http://127.0.0.1:8080/control``."""

    output: Output | None = None
    """None: the harness did not start the process."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._driver: ControlClient | None = None

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlClient:
        if self._driver is not None and self._driver.wants_restarts:
            raise NotTestable(
                "the connector asks in describe to be restarted between scenarios, and one named "
                "by --connector cannot be: let the harness start it with --connector-command"
            )
        self._driver = ControlClient(network.control(traffic_log, self._url))
        return self._driver

    def require_restart(self) -> None:
        """Do nothing: the harness does not control the process."""

    async def stop(self) -> None:
        raise NotTestable(
            "the harness cannot stop and start a connector named by --connector: let it start the "
            "connector with --connector-command"
        )

    async def start(self) -> None:
        raise NotTestable("the harness cannot start a connector named by --connector")

    async def end(self) -> None:
        """Do nothing: the next world begins with a reset."""

    async def close(self) -> None:
        """Do nothing: the harness did not start the process."""
