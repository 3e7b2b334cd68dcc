"""In-process HTTP: each host name is an application, no socket is opened."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.network import asgi
from percipio_conformance.network.bodies import App


class InProcessTransport(httpx.AsyncBaseTransport):
    """Routes a request to the application of its host, as the network would.

    An unknown host is a connection error, as it is for an unreachable server.
    """

    def __init__(self, apps: Mapping[str, App]) -> None:
        self._apps = apps

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        app = app_at(self._apps, url.host)
        raw_path, _, query = url.raw_path.partition(b"?")
        parts = asgi.AsgiUrl(url.scheme, url.host, url.port, url.path, raw_path, query)
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        try:
            response = await asgi.call(app, request.method, parts, headers, await request.aread())
        except ConnectionCut as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        return httpx.Response(
            response.status, headers=response.headers, stream=httpx.ByteStream(response.body)
        )


def app_at(apps: Mapping[str, App], host: str) -> App:
    """The application at ``host``.

    Raises:
        httpx.ConnectError: there is none.
    """
    app = apps.get(host)
    if app is None:
        raise httpx.ConnectError(
            f"nothing answers at {host}: in process there is only the simulated world; a connector"
            " at an address of its own needs --sockets"
        )
    return app
