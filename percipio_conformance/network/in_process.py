"""In-process HTTP: each host name is an application, no socket is opened."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.network.bodies import App


class InProcessTransport(httpx.AsyncBaseTransport):
    """Routes a request to the application of its host, like a network.

    An unknown host is a connection error, like an unreachable server.
    """

    def __init__(self, apps: Mapping[str, App]) -> None:
        self._apps = apps

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        app = self._apps.get(request.url.host)
        if app is None:
            raise httpx.ConnectError(
                f"nothing answers at {request.url.host}: in process there is only the simulated "
                "world; a connector at an address of its own needs --sockets",
                request=request,
            )
        try:
            return await httpx.ASGITransport(app=app).handle_async_request(request)
        except ConnectionCut as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
