"""Keeps what it should forget, and says so: it wants to be started anew for every scenario."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
from stage import App, Message, Receive, Send, asks, play


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [each for each in message["headers"] if b"length" not in each[0]]
        elif message.get("body"):
            said = orjson.loads(message["body"])
            message["body"] = orjson.dumps({**said, "restart_between_scenarios": True})
        await send(message)

    await app(scope, receive, adding if asks(scope, "GET describe") else send)


with Path(os.environ["STARTS"]).open("a") as known:
    known.write("started\n")
play(meddle)
