"""Crashes when settings are saved."""

from __future__ import annotations

import os

from stage import App, Message, Receive, Send, asks, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        print("panic: settings are null, client_secret=hunter2hunter2", flush=True)
        os._exit(70)
    await app(scope, receive, send)


play(tamper)
