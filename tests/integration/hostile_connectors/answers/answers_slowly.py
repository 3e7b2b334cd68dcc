"""Answers rightly, and takes its time for it: a small machine on a bad day."""

from __future__ import annotations

import asyncio

from stage import App, Message, Receive, Send, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.03)
    await app(scope, receive, send)


play(tamper)
