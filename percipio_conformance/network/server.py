"""Serve an ASGI application on real sockets, with uvicorn in the running event loop."""

from __future__ import annotations

import asyncio
import logging
import random
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn

from fake_lms.api.middleware import AnswerLost
from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.core import limits
from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.network.bodies import App
from percipio_conformance.network.listen_address import HERE, ListenAddress


class PortTaken(OSError):
    """The requested port is in use."""


def ensure_free(port: int, host: str = LOOPBACK) -> None:
    """Raise PortTaken unless a program could listen on ``port`` now; 0 is always free.

    Raises:
        PortTaken: it is in use.
    """
    _bind(port, host).close()


IDLE_SECONDS = 300
"""Seconds for which an idle connection stays open. A client should close it first: if both close it
at the same moment, for example after a pause of the machine, a request is lost."""

QUIET_PORTS = range(10_000, 32_000)
"""Ports below those that systems assign: Linux from 32768, macOS and Windows from 49152."""


def free_port(host: str = LOOPBACK) -> int:
    """A free port, for a program that receives its number and binds it a little later.

    A port chosen by the system could be assigned again while that program is starting.
    """
    ports = random.SystemRandom().sample(QUIET_PORTS, k=100)
    for port in ports:
        with suppress(PortTaken):
            ensure_free(port, host)
            return port
    raise PortTaken(f"none of {len(ports)} ports tried on {host} is free")


def _bind(port: int, host: str = LOOPBACK) -> socket.socket:
    # With IPPROTO_TCP, asyncio disables Nagle's algorithm on accepted connections.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"port {port} on {host} cannot be used ({error.strerror}). "
            "Name another port, or leave the option out and a free one is picked; the address has "
            "to be one of this machine's."
        ) from error
    return listener


def _is_unexpected(record: logging.LogRecord) -> bool:
    """False for the error by which a fake closes a connection, because a scenario says so."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, AnswerLost | ConnectionCut)


class SocketServer:
    """Serves one application, by default on a port chosen by the system.

    Args:
        place: the listen address; by default the loopback interface.
        tls: serve https with this.

    Raises:
        PortTaken: on :meth:`open`, when the named port is in use or the place is not ours.
    """

    def __init__(
        self,
        app: App,
        port: int = 0,
        *,
        place: ListenAddress = HERE,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._app = app
        self._port = port
        self._place = place
        self._tls = tls
        self._server: _QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self.url = ""

    async def open(self) -> None:
        listener = _bind(self._port, self._place.listens_at)
        self.url = self._place.url(listener.getsockname()[1], tls=self._tls is not None)
        config = uvicorn.Config(
            self._app,
            lifespan="off",
            # This parser limits the head of a request, and is available on every machine.
            http="h11",
            ws="none",
            h11_max_incomplete_event_size=limits.LARGEST_HEAD_BYTES,
            limit_concurrency=limits.MOST_CONNECTIONS,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=IDLE_SECONDS,
        )
        # uvicorn creates its context from files; ours is in memory.
        config.load()
        config.ssl = self._tls
        logging.getLogger("uvicorn.error").addFilter(_is_unexpected)
        self._server = _QuietServer(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        await self._server.is_up.wait()

    async def close(self) -> None:
        if self._server is None or self._serving is None:
            return
        self._server.should_exit = True
        self._server.asked_to_stop.set()
        await self._serving
        self._server = self._serving = None


class _QuietServer(uvicorn.Server):
    """uvicorn without its signal handlers, and with an immediate reaction to a stop request."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()
        self.asked_to_stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        # The original polls ten times a second, and refreshes the date header.
        await self.on_tick(0)
        await self.asked_to_stop.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # pragma: no cover
        raise AssertionError("the owner of the loop handles signals")
