"""In-process HTTP: each host name is an application, no socket is opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from fake_lms.api.middleware import AnswerLost
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
        except (ConnectionCut, AnswerLost) as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        return httpx.Response(
            response.status, headers=response.headers, stream=httpx.ByteStream(response.body)
        )


class InProcessClient(httpx.AsyncClient):
    """A client that gives each request to ``transport`` and reads the whole response.

    The simulated services set no cookies, and no caller in this project lets the client follow
    redirects, authenticate or stream. The code of ``httpx`` for these costs as much as a request
    inside the process.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport, **options: Any) -> None:
        super().__init__(transport=transport, **options)
        self._direct = transport

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send ``request``.

        Raises:
            httpx.RequestError: there is no response.
            TypeError: an option asks for something that this client leaves out.
        """
        if any(options.get(name) is True for name in ("stream", "follow_redirects")):
            raise TypeError("a client inside the process neither streams nor follows redirects")
        response = await self._direct.handle_async_request(request)
        response.request = request
        await response.aread()
        return response


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
