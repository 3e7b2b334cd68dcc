"""Listens only after a while: it migrates its database first."""

from __future__ import annotations

import time

from stage import App, Message, Receive, Send, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


time.sleep(1.5)
play(tamper)
