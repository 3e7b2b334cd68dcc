"""The network of a run: in one process, or on real sockets.

A network is opened once for a run (or once for each worker) and serves one world after
another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import httpx

from percipio_conformance.core.addresses import IN_PROCESS, LOOPBACK, Addresses
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT
from percipio_conformance.network.bodies import App, Intake, Message, Receive, Send
from percipio_conformance.network.certificates import TemporaryCA
from percipio_conformance.network.connection_pool import ConnectionPool
from percipio_conformance.network.control_channel import (
    ControlChannel,
    HttpChannel,
    InProcessChannel,
)
from percipio_conformance.network.in_process import InProcessClient, InProcessTransport
from percipio_conformance.network.listen_address import listen_address
from percipio_conformance.network.traffic_log import RecordingTransport, Side, TrafficLog

if TYPE_CHECKING:
    from percipio_conformance.network.server import SocketServer


class Network(Protocol):
    """The connections between the fakes, the connector under test and the harness."""

    @property
    def addresses(self) -> Addresses: ...
    @property
    def patience_seconds(self) -> float: ...
    @property
    def intake(self) -> Intake:
        """Reads the requests to the fakes; one for all worlds, whose requests may overlap."""
        ...

    async def open(self) -> None: ...
    async def close(self) -> None: ...

    def stage(self, percipio: App, lms: App) -> None:
        """Set the fakes of the world that begins now."""

    def announce(self, host: str, app: App | None) -> None:
        """Serve an application of this process at ``host``; None removes it."""

    def client(
        self, traffic_log: TrafficLog | None = None, side: Side = "control"
    ) -> httpx.AsyncClient:
        """Create a client of this network; ``traffic_log``, if given, records its exchanges."""

    def control(self, traffic_log: TrafficLog, base_url: str) -> ControlChannel:
        """Create a channel to the control protocol at ``base_url``; its exchanges are recorded."""


class InProcessNetwork:
    """In-process network without sockets: the fastest, and the default."""

    addresses = IN_PROCESS

    def __init__(self, *, patience_seconds: float = DEFAULT_TIMEOUT) -> None:
        self.patience_seconds = patience_seconds
        self.intake = Intake()
        self._apps: dict[str, App] = {}

    async def open(self) -> None:
        """Do nothing."""

    async def close(self) -> None:
        self._apps.clear()

    def stage(self, percipio: App, lms: App) -> None:
        for url, app in (
            (self.addresses.percipio, percipio),
            (self.addresses.percipio_eu, percipio),
            (self.addresses.lms, lms),
        ):
            self.announce(httpx.URL(url).host, app)

    def announce(self, host: str, app: App | None) -> None:
        if app is None:
            self._apps.pop(host, None)
        else:
            self._apps[host] = app

    def client(
        self, traffic_log: TrafficLog | None = None, side: Side = "control"
    ) -> httpx.AsyncClient:
        wire = _recorded(InProcessTransport(self._apps), traffic_log, side)
        return InProcessClient(wire, **_options(self.patience_seconds))

    def control(self, traffic_log: TrafficLog, base_url: str) -> ControlChannel:
        return InProcessChannel(self._apps, base_url, traffic_log, self.patience_seconds)


class SocketNetwork:
    """A network over real sockets, as for a vendor's connector.

    Args:
        host: the listen address and host name of the fakes, see :func:`where`.
        tls: whether they use https, with a certificate of a temporary authority.
        patience_seconds: limit of one exchange of the harness or of Percipio's sender.
    """

    def __init__(
        self,
        host: str = LOOPBACK,
        *,
        tls: bool = False,
        patience_seconds: float = DEFAULT_TIMEOUT,
    ) -> None:
        self._place = listen_address(host)
        self._authority = TemporaryCA(self._place.name) if tls else None
        self.patience_seconds = patience_seconds
        self.intake = Intake()
        self._percipio: App = _nobody
        self._lms: App = _nobody
        self._servers: list[SocketServer] = []
        self._connections: ConnectionPool | None = None
        self._addresses: Addresses | None = None

    @property
    def addresses(self) -> Addresses:
        if self._addresses is None:
            raise HarnessError("the network is not open yet")
        return self._addresses

    async def open(self) -> None:
        # Imported here, because a run in this process needs no server.
        from percipio_conformance.network.server import SocketServer

        async def percipio(scope: Message, receive: Receive, send: Send) -> None:
            await self._percipio(scope, receive, send)

        async def lms(scope: Message, receive: Receive, send: Send) -> None:
            await self._lms(scope, receive, send)

        authority = self._authority
        context = authority.server_context() if authority is not None else None
        self._servers = [
            SocketServer(app, place=self._place, tls=context) for app in (percipio, percipio, lms)
        ]
        for server in self._servers:
            await server.open()
        america, union, platform = (server.url for server in self._servers)
        ca_file = authority.ca_file if authority is not None else None
        self._addresses = Addresses(america, union, platform, ca_file)
        self._connections = ConnectionPool()

    async def close(self) -> None:
        if self._connections is not None:
            await self._connections.close()
        for server in self._servers:
            await server.close()
        if self._authority is not None:
            self._authority.close()

    def stage(self, percipio: App, lms: App) -> None:
        self._percipio, self._lms = percipio, lms

    def announce(self, host: str, app: App | None) -> None:
        raise HarnessError(f"{host} cannot answer on sockets: start a server for it")

    def client(
        self, traffic_log: TrafficLog | None = None, side: Side = "control"
    ) -> httpx.AsyncClient:
        if self._connections is None:
            raise HarnessError("the network is not open yet")
        wire = _recorded(self._connections, traffic_log, side)
        return httpx.AsyncClient(transport=wire, **_options(self.patience_seconds))

    def control(self, traffic_log: TrafficLog, base_url: str) -> ControlChannel:
        return HttpChannel(self.client(traffic_log, "control"), base_url)


def _recorded(
    wire: httpx.AsyncBaseTransport, traffic_log: TrafficLog | None, side: Side
) -> httpx.AsyncBaseTransport:
    return wire if traffic_log is None else RecordingTransport(wire, traffic_log, side)


def _options(timeout_seconds: float) -> dict[str, Any]:
    # The world ignores the proxies of the environment.
    headers = {"accept-encoding": "identity"}
    return {"trust_env": False, "timeout": timeout_seconds, "headers": headers}


async def _nobody(scope: Message, receive: Receive, send: Send) -> None:
    raise HarnessError("no world is active")
