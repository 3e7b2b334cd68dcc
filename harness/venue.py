"""Where a run takes place: everything in one process, or on real sockets.

A venue is opened once for a run (or once for each worker) and lends its wires to one world
after the other.
"""

from __future__ import annotations

from typing import Protocol

import httpx

from harness.addresses import IN_PROCESS, Addresses
from harness.journal import App, Journal, Message, Receive, RecordingTransport, Send, Side
from harness.outcomes import HarnessError
from harness.sockets import SocketServer
from harness.transport import InProcessTransport


class Venue(Protocol):
    """The wires between the fakes, the connector under test and the harness."""

    @property
    def addresses(self) -> Addresses: ...
    async def open(self) -> None: ...
    async def close(self) -> None: ...

    def stage(self, percipio: App, lms: App) -> None:
        """These are the fakes of the world that begins now."""

    def announce(self, host: str, app: App | None) -> None:
        """An application of this process answers at ``host`` from now on, or no longer."""

    def client(self, journal: Journal | None = None, side: Side = "control") -> httpx.AsyncClient:
        """A client on these wires; what it says goes into the journal, if one is given."""


class InProcess:
    """No socket at all: the fastest, and the default."""

    addresses = IN_PROCESS

    def __init__(self) -> None:
        self._apps: dict[str, App] = {}

    async def open(self) -> None:
        """Nothing to open."""

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

    def client(self, journal: Journal | None = None, side: Side = "control") -> httpx.AsyncClient:
        return _client(InProcessTransport(self._apps), journal, side)


class Sockets:
    """Everything over loopback, as a vendor's connector meets it."""

    def __init__(self) -> None:
        self._percipio: App = _nobody
        self._lms: App = _nobody
        self._servers: list[SocketServer] = []
        self._wire: httpx.AsyncHTTPTransport | None = None
        self._addresses: Addresses | None = None

    @property
    def addresses(self) -> Addresses:
        if self._addresses is None:
            raise HarnessError("the venue is not open yet")
        return self._addresses

    async def open(self) -> None:
        async def percipio(scope: Message, receive: Receive, send: Send) -> None:
            await self._percipio(scope, receive, send)

        async def lms(scope: Message, receive: Receive, send: Send) -> None:
            await self._lms(scope, receive, send)

        self._servers = [SocketServer(percipio), SocketServer(percipio), SocketServer(lms)]
        for server in self._servers:
            await server.open()
        self._addresses = Addresses(*(server.url for server in self._servers))
        self._wire = httpx.AsyncHTTPTransport(verify=False)

    async def close(self) -> None:
        if self._wire is not None:
            await self._wire.aclose()
        for server in self._servers:
            await server.close()

    def stage(self, percipio: App, lms: App) -> None:
        self._percipio, self._lms = percipio, lms

    def announce(self, host: str, app: App | None) -> None:
        raise HarnessError(f"{host} cannot answer on sockets: start a server for it")

    def client(self, journal: Journal | None = None, side: Side = "control") -> httpx.AsyncClient:
        if self._wire is None:
            raise HarnessError("the venue is not open yet")
        return _client(_Shared(self._wire), journal, side)


class _Shared(httpx.AsyncBaseTransport):
    """A transport that outlives its clients: connections are kept for the next scenario."""

    def __init__(self, inner: httpx.AsyncHTTPTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.handle_async_request(request)


def _client(
    wire: httpx.AsyncBaseTransport, journal: Journal | None, side: Side
) -> httpx.AsyncClient:
    transport = wire if journal is None else RecordingTransport(wire, journal, side)
    # Proxies of the environment are none of the world's business.
    return httpx.AsyncClient(transport=transport, trust_env=False, timeout=60.0)


async def _nobody(scope: Message, receive: Receive, send: Send) -> None:
    raise HarnessError("no world is on stage")
