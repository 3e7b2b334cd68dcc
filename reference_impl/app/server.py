"""Serve the connector on a real socket until it is stopped."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

IDLE_SECONDS = 300
"""Idle connections stay open longer than in clients, so no request uses one that is closing."""


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket; port 0 selects a free port.

    Raises:
        OSError: the address is not available.
    """
    # With IPPROTO_TCP, asyncio disables Nagle's algorithm on accepted connections.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """The URL of a socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """A uvicorn server that stops without an error on a signal, and reports when it is ready."""

    def __init__(self, app: Starlette, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                access_log=False,
                log_config=None,
                lifespan="off",
                timeout_graceful_shutdown=5,
                timeout_keep_alive=IDLE_SECONDS,
            )
        )
        self._listener = listener

    async def run_until_stopped(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        await self.serve(sockets=[self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"listening on {address_of(self._listener)}", flush=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn raises the signal again after it has stopped, which would end the program
        # before the connector has closed its store.
        handled = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in handled}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
