"""Its description is 3 MB that unpack to 3 GB."""

from __future__ import annotations

import zlib

from stage import App, Message, Receive, Send, answer, asks, play

ZEROS = bytes(1_000_000)
PACKED = zlib.compressobj(9, wbits=31)
BOMB = b"".join([PACKED.compress(ZEROS) for _ in range(3_000)]) + PACKED.flush()


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await answer(send, BOMB, headers=[(b"content-encoding", b"gzip")])
    else:
        await app(scope, receive, send)


play(meddle)
