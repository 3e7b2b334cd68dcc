"""Real sockets: an ASGI application served by uvicorn inside the loop that is already running."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from harness.journal import App


class PortTaken(OSError):
    """The port somebody asked for is not free."""


def ensure_free(port: int) -> None:
    """Nothing, when a program could listen on ``port`` now; 0 is always free.

    Raises:
        PortTaken: it is in use.
    """
    _bind(port).close()


def _bind(port: int) -> socket.socket:
    # IPPROTO_TCP is what makes asyncio switch Nagle's delay off on accepted connections.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"port {port} on 127.0.0.1 cannot be used ({error.strerror}). "
            "Name another one, or leave the option out and a free port is picked."
        ) from error
    return listener


class SocketServer:
    """Serves one application on loopback, on a port picked by the system unless one is named.

    Raises:
        PortTaken: on :meth:`open`, when the named port is in use.
    """

    def __init__(self, app: App, port: int = 0) -> None:
        self._app = app
        self._port = port
        self._server: _QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self.url = ""

    async def open(self) -> None:
        listener = _bind(self._port)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self._app,
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
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
    """uvicorn without its signal handlers, and awake the moment it is told to stop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()
        self.asked_to_stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        # The original polls ten times a second; the date header is refreshed there, and only there.
        await self.on_tick(0)
        await self.asked_to_stop.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # pragma: no cover
        raise AssertionError("signals are handled by whoever owns the loop")
