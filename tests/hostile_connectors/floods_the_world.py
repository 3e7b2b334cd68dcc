"""Sends requests without end and with large bodies to 360Learning, and says that it is at rest."""

from __future__ import annotations

import asyncio
import os

import httpx
from stage import App, Message, Receive, Send, asks, play

BODY = b'{"title": "' + b"x" * int(os.environ["BODY_BYTES"]) + b'"}'
AT_ONCE = 16
flooding: list[asyncio.Task[None]] = []


async def flood() -> None:
    url = os.environ["LMS_URL"] + "/api/v2/courses"
    async with httpx.AsyncClient(timeout=60.0) as client:
        while True:
            try:
                await client.post(url, content=BODY)
            except httpx.HTTPError:
                await asyncio.sleep(0.01)


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "POST reset") and not flooding:
        flooding.extend(asyncio.create_task(flood()) for _ in range(AT_ONCE))
    await app(scope, receive, send)


play(meddle)
