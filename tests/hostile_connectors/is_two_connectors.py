"""One of two processes is of another version: a rollout that is half done."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play


def is_first() -> bool:
    try:
        Path(os.environ["FIRST"]).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


VERSION = {} if is_first() else {"version": "2.0.0-rc1"}


def changed(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | VERSION)


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer_changed(app, scope, receive, send, changed)
    else:
        await app(scope, receive, send)


play(meddle)
