"""Leaves its capabilities out of every second answer: two versions behind one load balancer."""

from __future__ import annotations

import itertools

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play

COUNT = itertools.count()


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if not asks(scope, "GET describe"):
        await app(scope, receive, send)
        return
    dropped = {} if next(COUNT) % 2 else {"capabilities": []}

    def changed(body: bytes) -> bytes:
        return orjson.dumps(orjson.loads(body) | dropped)

    await answer_changed(app, scope, receive, send, changed)


play(meddle)
