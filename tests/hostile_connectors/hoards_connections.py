"""Opens connections to 360Learning and never closes one: a pool that leaks."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

from stage import App, Message, Receive, Send, asks, play

hoard: list[socket.socket] = []


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        place = urlsplit(os.environ["LMS_URL"])
        for _ in range(int(os.environ["CONNECTIONS"])):
            hoard.append(socket.create_connection((str(place.hostname), int(place.port or 0))))
            hoard[-1].sendall(b"POST /api/v2/courses HTTP/1.1\r\nhost: lms\r\ncontent-le")
    await app(scope, receive, send)


play(meddle)
