"""Bodies of a bounded size, in both directions.

A request to a server of the suite is read before its application starts; one that is too large gets
a 413. An answer that is too large or compressed is an error of its sender.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from contextlib import suppress
from typing import Any

import httpx
import orjson

from percipio_conformance.core import limits

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

TOO_LARGE = 413

_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers about the transfer of a body, which do not apply after it is read."""


class Gone(ConnectionError):
    """The sender disconnected before the end of its request; it gets no answer."""


class UnfitAnswer(httpx.RemoteProtocolError):
    """An answer in an unsupported form; the message says which, and what to do."""


async def whole(response: httpx.Response, largest: int = limits.LARGEST_ANSWER_BYTES) -> bytes:
    """The body of ``response``, which is closed afterwards.

    Raises:
        UnfitAnswer: it is larger than ``largest`` bytes, or compressed.
    """
    try:
        _refuse_compression(response.headers.get("content-encoding", "identity"))
        return await _read(response, largest)
    finally:
        await response.aclose()


def fit_body(
    headers: Iterable[tuple[bytes, bytes]],
    body: bytes,
    largest: int = limits.LARGEST_ANSWER_BYTES,
) -> None:
    """Check a response that was read already; ``headers`` have names in lower case.

    Raises:
        UnfitAnswer: it is larger than ``largest`` bytes, or compressed.
    """
    for name, value in headers:
        if name == b"content-encoding":
            _refuse_compression(value.decode("latin-1"))
    if len(body) > largest:
        raise _too_large(largest)


def _refuse_compression(encoding: str) -> None:
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity"):
        # A few bytes can expand to gigabytes, and the request did not ask for compression.
        raise UnfitAnswer(
            f"the answer is compressed (Content-Encoding: {encoding[:40]}), and the request "
            "has Accept-Encoding: identity. Send it as it is"
        )


def _too_large(largest: int) -> UnfitAnswer:
    return UnfitAnswer(f"the answer has more than {largest:,} bytes and was not read to its end")


async def _read(response: httpx.Response, largest: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > largest:
            # An error outlives its scenario, and keeps the objects of its frames alive.
            body.clear()
            raise _too_large(largest)
    return bytes(body)


def with_body(response: httpx.Response, body: bytes) -> httpx.Response:
    """``response``, whose body was read."""
    headers = [pair for pair in response.headers.multi_items() if pair[0] not in _OF_THE_WIRE]
    return httpx.Response(
        response.status_code, headers=headers, content=body, extensions=response.extensions
    )


class Intake:
    """Reads the bodies of requests for the applications of one server or world.

    Large bodies are read one at a time, so that many take no more memory than one.

    Args:
        largest: maximum bytes; larger requests get a 413.
    """

    def __init__(self, largest: int = limits.LARGEST_REQUEST_BYTES) -> None:
        self._largest = largest
        self._one_at_a_time = asyncio.Lock()

    def around(self, app: App) -> App:
        """Wrap ``app``, which then gets only complete bodies of a bounded size."""

        async def bounded(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or not _has_body(scope):
                await app(scope, receive, send)
                return
            with suppress(Gone):
                await self._pass_on(app, scope, receive, send)

        return bounded

    async def _pass_on(self, app: App, scope: Message, receive: Receive, send: Send) -> None:
        body = bytearray()
        small = min(self._largest, limits.SMALL_REQUEST_BYTES)
        if await _collect(body, receive, small):
            await self._give(app, body, scope, receive, send)
            return
        async with self._one_at_a_time:
            await _collect(body, receive, self._largest)
            await self._give(app, body, scope, receive, send)

    async def _give(
        self, app: App, body: bytearray, scope: Message, receive: Receive, send: Send
    ) -> None:
        if len(body) > self._largest:
            await _refuse(send, self._largest)
        else:
            await app(scope, _replay(body, receive), send)


async def _collect(body: bytearray, receive: Receive, most: int) -> bool:
    """Read up to ``most`` bytes; return whether the body has ended by then.

    Raises:
        Gone: the sender disconnected.
    """
    while len(body) <= most:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return True
    return False


def _has_body(scope: Message) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _replay(body: bytearray, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]
    # The copy is enough.
    body.clear()

    async def replaying() -> Message:
        return messages.pop() if messages else await receive()

    return replaying


async def _refuse(send: Send, largest: int) -> None:
    message = f"The body has more than {largest:,} bytes, the most that is taken here."
    body = orjson.dumps({"error": {"code": "bodyTooLarge", "message": message}})
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": TOO_LARGE, "headers": headers})
    await send({"type": "http.response.body", "body": body})
