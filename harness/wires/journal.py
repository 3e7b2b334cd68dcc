"""The journal: every exchange that crosses the world's wires, and the step it belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

Side = Literal["percipio", "lms", "connector", "control"]

KEPT_BYTES = 2_000
"""How much of a body is kept as evidence."""

LARGEST_ANSWER_BYTES = 16_000_000
"""More than any connector has to say; an answer without an end would fill our memory."""

AROUND_THE_STEPS = "around the steps"
"""Where the harness speaks to the connector by itself: it is reset, and says how it ended."""

_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""How a body was sent; once it is read, it has a length of its own."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(slots=True)
class Exchange:
    """One request and its answer. ``status`` stays None when the connection broke."""

    step: str | None
    side: Side
    method: str
    host: str
    path: str
    request_headers: dict[str, str] = field(repr=False)
    request: bytes = field(default=b"", repr=False)
    status: int | None = None
    response: bytes = field(default=b"", repr=False)
    error: str | None = None


class Journal:
    """What was said in one scenario, in order."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.step: str | None = None

    def open(
        self, side: Side, method: str, host: str, path: str, headers: dict[str, str]
    ) -> Exchange:
        """Begin an exchange; it belongs to the step under way, or to none.

        What the harness asks by itself, when a world begins and ends, belongs there.
        """
        step = AROUND_THE_STEPS if self.step is None and side == "control" else self.step
        exchange = Exchange(step, side, method, host, path, headers)
        self.exchanges.append(exchange)
        return exchange

    def of(self, side: Side) -> list[Exchange]:
        """The exchanges of one side."""
        return [each for each in self.exchanges if each.side == side]

    def listen(self, app: App, side: Side) -> App:
        """``app``, with every exchange written down; the messages pass unchanged."""

        async def listening(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            headers = {
                name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
            }
            query = scope["query_string"].decode("latin-1")
            path = scope["path"] + (f"?{query}" if query else "")
            exchange = self.open(side, scope["method"], headers.get("host", ""), path, headers)

            async def hearing() -> Message:
                message = await receive()
                exchange.request = _more(exchange.request, message.get("body", b""))
                return message

            async def telling(message: Message) -> None:
                if message["type"] == "http.response.start":
                    exchange.status = message["status"]
                else:
                    exchange.response = _more(exchange.response, message.get("body", b""))
                await send(message)

            with _noting_a_break(exchange):
                await app(scope, hearing, telling)

        return listening


class RecordingTransport(httpx.AsyncBaseTransport):
    """Carries requests of the harness or of Percipio's sender, and writes each one down."""

    def __init__(self, inner: httpx.AsyncBaseTransport, journal: Journal, side: Side) -> None:
        self._inner = inner
        self._journal = journal
        self._side = side

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        path = url.raw_path.decode("ascii")
        exchange = self._journal.open(
            self._side, request.method, url.netloc.decode("ascii"), path, dict(request.headers)
        )
        exchange.request = (await request.aread())[:KEPT_BYTES]
        with _noting_a_break(exchange):
            response = await self._inner.handle_async_request(request)
            response = await _whole(response)
            exchange.response = response.content[:KEPT_BYTES]
        exchange.status = response.status_code
        return response


async def _whole(response: httpx.Response) -> httpx.Response:
    """The response with its body read and decoded.

    Raises:
        httpx.RemoteProtocolError: it is longer than any answer should be.
    """
    body = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER_BYTES:
                raise httpx.RemoteProtocolError(
                    f"the answer has more than {LARGEST_ANSWER_BYTES:,} bytes and was broken off"
                )
    finally:
        await response.aclose()
    headers = [pair for pair in response.headers.multi_items() if pair[0] not in _OF_THE_WIRE]
    return httpx.Response(
        response.status_code, headers=headers, content=bytes(body), extensions=response.extensions
    )


@contextmanager
def _noting_a_break(exchange: Exchange) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        exchange.error = f"{type(error).__name__}: {error}"
        raise


def _more(kept: bytes, chunk: bytes) -> bytes:
    return kept if len(kept) >= KEPT_BYTES else (kept + chunk)[:KEPT_BYTES]
