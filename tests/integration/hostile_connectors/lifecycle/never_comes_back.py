"""Never answers the third reset, and says its process id into the pipe ``REACHED`` instead."""

from __future__ import annotations

import asyncio

from reached import say_it_is_reached
from stage import App, Message, Receive, Send, asks, play

resets = 0


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    global resets
    if asks(scope, "POST reset"):
        resets += 1
        if resets == 3:
            say_it_is_reached()
            await asyncio.Event().wait()
    await app(scope, receive, send)


play(tamper)
