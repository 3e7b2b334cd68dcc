"""The traffic log: every HTTP exchange of a world, and the step it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import httpx

from percipio_conformance.core import limits
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.network.bodies import App, Message, Receive, Send, whole, with_body

Side = Literal["percipio", "lms", "connector", "control"]

AROUND_THE_STEPS = "around the steps"
"""The label of calls that no step makes: the reset and the final status."""

OK = 200
CLOCK = "/clock"
"""Polls of the clock depend on the machine, so they are not evidence."""

TOO_MANY = 429


@dataclass(slots=True, eq=False)
class Exchange:
    """One request and its answer. ``status`` is None if the connection broke."""

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

    def answer(self, status: int, body: bytes) -> None:
        """Set the response."""
        self.status = status
        self.response = body[: limits.KEPT_BODY_BYTES]


class TrafficLog:
    """The exchanges of one scenario, in order. Its length includes exchanges that are not kept.

    Beyond the limits of a scenario, requests of the connector get a 429, and the next call of the
    harness to the connector fails.
    """

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.step: str | None = None
        self.refused = 0
        """Number of requests beyond the limits; they are not kept."""
        self._polls = 0
        self._requests = 0
        self._received = 0
        self._most_requests = limits.MOST_REQUESTS
        self._most_bytes = limits.MOST_RECEIVED_BYTES
        self._items = 0

    def __len__(self) -> int:
        return self.news() + self._polls

    def news(self) -> int:
        """Number of exchanges, without plain requests for the clock."""
        return len(self.exchanges) + self.refused

    def allow_for(self, *, items: int, days: int) -> None:
        """Raise the limits for ``days`` more days in which Percipio offers ``items`` items."""
        more, self._items = max(0, items - self._items), max(items, self._items)
        self._most_requests += more * limits.MOST_REQUESTS_OF_AN_ITEM
        self._most_requests += days * limits.MOST_REQUESTS_OF_A_DAY
        self._most_bytes += more * limits.MOST_RECEIVED_BYTES_OF_AN_ITEM
        self._most_bytes += days * limits.MOST_RECEIVED_BYTES_OF_A_DAY

    def expect_calm(self) -> None:
        """Check that the connector keeps to the limits of a scenario.

        Raises:
            ConnectorError: it asked for more.
        """
        if self.refused:
            raise ConnectorError(
                f"the connector sent {self._requests + self.refused:,} requests to the simulated "
                f"Percipio and 360Learning in this scenario, with {self._received:,} bytes; the "
                f"most is {self._most_requests:,} requests and {self._most_bytes:,} bytes. What "
                "came after that was answered 429 and is not in the evidence. Does it repeat a "
                "request without a pause?"
            )

    def open(
        self, side: Side, method: str, host: str, path: str, headers: dict[str, str]
    ) -> Exchange:
        """Begin an exchange; it belongs to the current step, or to none.

        Calls of the harness at the start and end of a world get that label.
        """
        if side == "control":
            self.expect_calm()
        step = AROUND_THE_STEPS if self.step is None and side == "control" else self.step
        exchange = Exchange(step, side, method, host, path, headers)
        self.exchanges.append(exchange)
        return exchange

    def close(self, exchange: Exchange) -> None:
        """``exchange`` has its answer; polls of the clock are not kept."""
        is_poll = exchange.side == "control" and exchange.path.endswith(CLOCK)
        if is_poll and exchange.status == OK:
            self._polls += 1
            # It is one of the last; the connector may have sent a few requests meanwhile.
            place = len(self.exchanges) - 1
            while self.exchanges[place] is not exchange:
                place -= 1
            del self.exchanges[place]

    @contextmanager
    def record(
        self, side: Side, method: str, host: str, path: str, headers: dict[str, str], body: bytes
    ) -> Iterator[Exchange]:
        """Record an exchange of the harness; the caller sets its response."""
        exchange = self.open(side, method, host, path, headers)
        exchange.request = body[: limits.KEPT_BODY_BYTES]
        with _noting_a_break(exchange):
            yield exchange
        self.close(exchange)

    def admits(self, size: int) -> bool:
        """Count a request of ``size`` bytes; True if it is within the limits."""
        within = self._requests < self._most_requests and self._received < self._most_bytes
        if within:
            self._requests += 1
            self._received += size
        else:
            self.refused += 1
        return within

    def of(self, side: Side) -> list[Exchange]:
        """The exchanges of one side."""
        return [each for each in self.exchanges if each.side == side]

    def listen(self, app: App, side: Side) -> App:
        """Wrap ``app`` to record every exchange; the messages pass unchanged."""

        async def listening(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if not self.admits(_size(scope)):
                await _turn_away(send)
                return
            headers = {
                name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
            }
            query = scope["query_string"].decode("latin-1")
            path = scope["path"] + (f"?{query}" if query else "")
            exchange = self.open(side, scope["method"], headers.get("host", ""), path, headers)

            async def hearing() -> Message:
                message = await receive()
                body = message.get("body", b"")
                self._received += len(body)
                if self._received > self._most_bytes:
                    raise _Flood
                exchange.request = _more(exchange.request, body)
                return message

            async def logged_send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    exchange.status = message["status"]
                else:
                    exchange.response = _more(exchange.response, message.get("body", b""))
                await send(message)

            with _noting_a_break(exchange):
                try:
                    await app(scope, hearing, logged_send)
                except _Flood:
                    self.refused += 1
                    await _turn_away(logged_send)
            if exchange.status is None:
                exchange.error = "the connection ended before the request did"

        return listening


class RecordingTransport(httpx.AsyncBaseTransport):
    """Sends requests of the harness or of Percipio's sender, and records each one."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport, traffic_log: TrafficLog, side: Side
    ) -> None:
        self._inner = inner
        self._traffic_log = traffic_log
        self._side = side

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        host, path = url.netloc.decode("ascii"), url.raw_path.decode("ascii")
        headers, sent = dict(request.headers), await request.aread()
        with self._traffic_log.record(
            self._side, request.method, host, path, headers, sent
        ) as exchange:
            response = await self._inner.handle_async_request(request)
            body = await whole(response)
            exchange.answer(response.status_code, body)
        return with_body(response, body)


class _Flood(Exception):
    """A body exceeds the limits of a scenario."""


def _size(scope: Message) -> int:
    """Size of the head of a request, in bytes."""
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return headers + len(scope["path"]) + len(scope["query_string"])


async def _turn_away(send: Send) -> None:
    body = b'{"error": {"code": "tooManyRequests", "message": "More than a scenario takes."}}'
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": TOO_MANY, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def _noting_a_break(exchange: Exchange) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        exchange.error = f"{type(error).__name__}: {error}"
        raise


def _more(kept: bytes, chunk: bytes) -> bytes:
    left = limits.KEPT_BODY_BYTES - len(kept)
    return kept + chunk[:left] if left > 0 else kept
