"""Lists its capabilities in another order each time: they come out of a set."""

from __future__ import annotations

import itertools

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play

COUNT = itertools.count()


def changed(body: bytes) -> bytes:
    said = orjson.loads(body)
    turned = next(COUNT) % len(said["capabilities"])
    said["capabilities"] = said["capabilities"][turned:] + said["capabilities"][:turned]
    if turned % 2:
        said["restart_between_scenarios"] = False
    return orjson.dumps(said)


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer_changed(app, scope, receive, send, changed)
    else:
        await app(scope, receive, send)


play(meddle)
