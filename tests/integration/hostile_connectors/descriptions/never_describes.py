"""Never answers GET describe after the first check that it is there."""

from __future__ import annotations

import asyncio

from reached import say_it_is_reached
from stage import App, Message, Receive, Send, asks, play

described = 0


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    global described
    if asks(scope, "GET describe"):
        described += 1
        if described == 2:
            say_it_is_reached()
            await asyncio.Event().wait()
    await app(scope, receive, send)


play(tamper)
