"""The reference connector as a program, with something hostile around it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, NoReturn

import reference_impl.__main__ as program

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Meddle = Callable[[App, Message, Receive, Send], Awaitable[None]]


def play(tamper: Meddle) -> NoReturn:
    """Serve the reference until it is stopped; ``meddle`` decides about every request."""
    make: Any = program.create_app

    def meddled(*arguments: Any, **options: Any) -> App:
        app = make(*arguments, **options)

        async def front(scope: Message, receive: Receive, send: Send) -> None:
            await tamper(app, scope, receive, send)

        return front

    program.create_app = meddled  # type: ignore[assignment]
    sys.exit(program.main())


def play_changed(call: str, change: Callable[[bytes], bytes]) -> NoReturn:
    """Serve the reference, with the body of its answers to ``call`` changed."""

    async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
        if asks(scope, call):
            await answer_changed(app, scope, receive, send, change)
        else:
            await app(scope, receive, send)

    play(tamper)


def asks(scope: Message, call: str) -> bool:
    """Is this the call of the control protocol, for example ``PUT settings``?"""
    method, _, name = call.partition(" ")
    return scope["method"] == method and scope["path"] == f"/control/{name}"


async def answer(
    send: Send,
    body: bytes,
    *,
    status: int = 200,
    kind: bytes = b"application/json",
    headers: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Say this and nothing else."""
    named = [(b"content-type", kind), *headers]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": body})


async def talk_without_end(send: Send) -> NoReturn:
    """Begin an answer and never end it."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
        # Sending to somebody who has gone away takes no time at all.
        await asyncio.sleep(0)


async def answer_changed(
    app: App, scope: Message, receive: Receive, send: Send, change: Callable[[bytes], bytes]
) -> None:
    """Say what the reference says, with its body changed."""

    async def changing(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [each for each in message["headers"] if b"length" not in each[0]]
        elif message.get("body"):
            message["body"] = change(message["body"])
        await send(message)

    await app(scope, receive, changing)
