"""Its description is right in shape and far too large; ``WAY`` says where."""

from __future__ import annotations

import os

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play

WAYS = {
    "many capabilities": {"capabilities": [f"c{number}" for number in range(100_000)]},
    "the same capability": {"capabilities": ["courses"] * 100_000},
    "a long name": {"name": "n" * 1_000_000},
    "a long version": {"version": "v" * 40_000},
}


def changed(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | WAYS[os.environ["WAY"]])


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer_changed(app, scope, receive, send, changed)
    else:
        await app(scope, receive, send)


play(meddle)
