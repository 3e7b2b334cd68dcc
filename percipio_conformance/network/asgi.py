"""Calls of an ASGI application in this process, without a server and without ``httpx``.

``httpx.ASGITransport`` looks for an installed ``trio`` in every request, which costs more than the
request itself, and needs a request object of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx

from percipio_conformance.network.bodies import App, Message

Headers = list[tuple[bytes, bytes]]
"""Names in lower case, and values."""


class InvalidResponse(httpx.RemoteProtocolError):
    """The messages of an application are no response; the text says why."""


@dataclass(frozen=True, slots=True)
class AsgiResponse:
    """The complete response of an application."""

    status: int
    headers: Headers
    body: bytes


async def call(
    app: App, method: str, url: AsgiUrl, headers: Headers, body: bytes = b""
) -> AsgiResponse:
    """Send one request to ``app`` and wait for the end of its work.

    Raises:
        InvalidResponse: its messages are incomplete, in the wrong order or of the wrong types.
        Exception: what the application raises.
    """
    exchange = _Exchange(body)
    scope: Message = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "headers": headers,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path,
        "query_string": url.query,
        "server": (url.host, url.port),
        "client": ("127.0.0.1", 123),
        "root_path": "",
    }
    await app(scope, exchange.receive, exchange.send)
    return exchange.response(method)


@dataclass(frozen=True, slots=True)
class AsgiUrl:
    """The parts of a URL as ASGI names them; ``path`` is decoded, ``raw_path`` is not."""

    scheme: str
    host: str
    port: int | None
    path: str
    raw_path: bytes
    query: bytes


class _Exchange:
    """One request to an application, and the messages of its response."""

    def __init__(self, body: bytes) -> None:
        self._request: bytes | None = body
        self._status: int | None = None
        self._headers: Headers = []
        self._chunks: list[bytes] = []
        self._completed = asyncio.Event()

    async def receive(self) -> Message:
        if self._request is not None:
            body, self._request = self._request, None
            return {"type": "http.request", "body": body, "more_body": False}
        # A client disconnects after it has the response.
        await self._completed.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if self._status is not None:
                raise InvalidResponse("the application starts a second response")
            self._status, self._headers = _status(message), _headers(message)
        elif message["type"] == "http.response.body":
            if self._status is None or self._completed.is_set():
                place = "before the start" if self._status is None else "after the end"
                raise InvalidResponse(f"the application sends a body {place} of its response")
            self._chunks.append(_bytes(message.get("body", b""), "body"))
            if not message.get("more_body", False):
                self._completed.set()

    def response(self, method: str) -> AsgiResponse:
        if self._status is None or not self._completed.is_set():
            raise InvalidResponse("the application ends without a complete response")
        body = b"" if method == "HEAD" else b"".join(self._chunks)
        return AsgiResponse(self._status, self._headers, body)


def _status(message: Message) -> int:
    status = message["status"]
    if not isinstance(status, int):
        raise InvalidResponse(f"the status of a response is {status!r}; it must be an integer")
    return status


def _headers(message: Message) -> Headers:
    return [
        (_bytes(name, "header").lower(), _bytes(value, "header"))
        for name, value in message.get("headers", [])
    ]


def _bytes(value: object, what: str) -> bytes:
    if not isinstance(value, bytes | bytearray | memoryview):
        raise InvalidResponse(f"a {what} of a response is {value!r:.60}; it must be bytes")
    return bytes(value)
