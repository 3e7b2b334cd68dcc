"""Opens connections to 360Learning and never closes one: a pool that leaks.

The answer to one more request, without a token, goes into the file ``ANSWERED``.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from stage import App, Message, Receive, Send, asks, play

hoard: list[socket.socket] = []


def note(line: str) -> None:
    with Path(os.environ["ANSWERED"]).open("a") as statuses:
        statuses.write(line)


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        place = urlsplit(os.environ["LMS_URL"])
        for _ in range(int(os.environ["CONNECTIONS"])):
            hoard.append(socket.create_connection((str(place.hostname), int(place.port or 0))))
            hoard[-1].sendall(b"POST /api/v2/courses HTTP/1.1\r\nhost: lms\r\ncontent-le")
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            answered = await client.get(f"{os.environ['LMS_URL']}/api/v2/courses")
        note(f"{answered.status_code}\n")
    await app(scope, receive, send)


play(tamper)
