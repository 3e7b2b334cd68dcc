"""Sends a description of 0.5 MB that decompresses to 0.5 GB."""

from __future__ import annotations

import zlib

from stage import App, Message, Receive, Send, answer, asks, play

ZEROS = bytes(1_000_000)
PACKED = zlib.compressobj(9, wbits=31)
BOMB = b"".join([PACKED.compress(ZEROS) for _ in range(500)]) + PACKED.flush()


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer(send, BOMB, headers=[(b"content-encoding", b"gzip")])
    else:
        await app(scope, receive, send)


play(tamper)
