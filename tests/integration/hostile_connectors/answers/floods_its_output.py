"""Writes without end to its output while it works: a debug level left on."""

from __future__ import annotations

import os
import threading

from stage import App, Message, Receive, Send, play


def write() -> None:
    line = b"DEBUG " + b"x" * 4_000 + b"\n"
    while True:
        os.write(1, line)


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


threading.Thread(target=write, daemon=True).start()
play(tamper)
