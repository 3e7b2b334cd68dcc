"""Keeps what it should forget, and says so: it wants to be started anew for every scenario."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play


def changed(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | {"restart_between_scenarios": True})


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer_changed(app, scope, receive, send, changed)
    else:
        await app(scope, receive, send)


with Path(os.environ["STARTS"]).open("a") as known:
    known.write("started\n")
play(tamper)
