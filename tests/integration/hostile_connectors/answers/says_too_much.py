"""Every answer but its description is as large as it may be, or larger, and of the wrong shape."""

from __future__ import annotations

import os

from stage import App, Message, Receive, Send, answer, asks, play

SAID = b'{"queue": [' + b"[]," * (int(os.environ["ANSWER_BYTES"]) // 3) + b"[]]}"


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET clock") or asks(scope, "PUT clock") or asks(scope, "GET status"):
        await answer(send, SAID)
    else:
        await app(scope, receive, send)


play(tamper)
