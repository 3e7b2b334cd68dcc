"""Socket connections that are reused in later scenarios.

A server may close an idle connection at any time, even while the next request is on its way
(RFC 9112, section 9.3.1). The request is then lost without an error of the server: an idempotent
request is sent again on another connection, any other request always gets a new connection.
"""

from __future__ import annotations

from typing import Any

import httpx

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""Methods whose requests may be repeated (RFC 9110, section 9.2.2)."""

LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=2.0)
"""Servers commonly close an idle connection after five seconds; this side does so earlier."""

LOST = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""The errors of a request on a connection that is being closed."""

_OPENED = "connection.connect_tcp.started"
"""The event of httpcore's trace extension for the opening of a connection."""


class ConnectionPool(httpx.AsyncBaseTransport):
    """A transport that outlives its clients: closing a client leaves the connections open."""

    def __init__(self) -> None:
        # The certificate of a connector that serves https is not tested.
        self._kept = httpx.AsyncHTTPTransport(verify=False, limits=LIMITS)
        single = httpx.Limits(max_connections=100, max_keepalive_connections=0)
        self._single = httpx.AsyncHTTPTransport(verify=False, limits=single)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method not in IDEMPOTENT:
            return await self._single.handle_async_request(request)
        opened = False

        async def trace(event: str, _: dict[str, Any]) -> None:
            nonlocal opened
            opened = opened or event == _OPENED

        request.extensions = {**request.extensions, "trace": trace}
        while True:
            try:
                return await self._kept.handle_async_request(request)
            except LOST:
                # A connection opened for this request was not idle, so its end is a real error.
                if opened:
                    raise

    async def close(self) -> None:
        """Close all connections, even those in use."""
        await self._kept.aclose()
        await self._single.aclose()
