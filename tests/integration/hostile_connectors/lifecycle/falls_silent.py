"""Never answers when settings are saved, like after a deadlock."""

from __future__ import annotations

import asyncio

from stage import App, Message, Receive, Send, asks, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        print("waiting for the lock of the settings", flush=True)
        await asyncio.Event().wait()
    await app(scope, receive, send)


play(tamper)
