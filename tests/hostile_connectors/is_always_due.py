"""Something is always due a microsecond later: a scheduler that polls itself."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import orjson
from stage import App, Message, Receive, Send, answer_changed, asks, play

AHEAD = timedelta(microseconds=int(os.environ["AHEAD"]))


def changed(body: bytes) -> bytes:
    said = orjson.loads(body)
    due = datetime.fromisoformat(said["now"]) + AHEAD
    return orjson.dumps(said | {"next_due": due.isoformat().replace("+00:00", "Z")})


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET clock"):
        await answer_changed(app, scope, receive, send, changed)
    else:
        await app(scope, receive, send)


play(meddle)
