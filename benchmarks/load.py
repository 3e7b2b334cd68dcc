"""A sender of statements that is not the bottleneck, in a process of its own.

``python -m benchmarks.load < REQUEST`` reads one line of JSON (see :class:`Request`) and prints one
when it is done. Each connection sends its next request as soon as the last one is answered. Written
on bare asyncio, since a client library costs more than what is measured.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from typing import cast
from uuid import UUID

import msgspec
import uvloop


class Request(msgspec.Struct):
    """What to send, and where.

    ``statements`` are encoded statements, each with ``{id}`` where its id belongs; they are sent
    one after the other, from the first again after the last, ``batch`` to a request (1: alone),
    for ``seconds`` or until ``total`` have been acknowledged.
    """

    host: str
    port: int
    path: str
    token: str
    connections: int
    statements: list[str]
    batch: int = 1
    seconds: float = 600.0
    total: int | None = None
    first_id: int = 1


class Report(msgspec.Struct):
    """How many statements were acknowledged, and how long that took."""

    acknowledged: int
    seconds: float


class Connection(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, bodies: Iterator[bytes], head: bytes, done: asyncio.Future[None]) -> None:
        self._bodies = bodies
        self._head = head
        self._done = done
        self._received = b""
        self.answered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop has its own transport class, so a type check is not possible.
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank:
            return
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        if len(body) < int(length):
            return
        if b" 200 " not in head[:16]:
            self._end(RuntimeError(f"a statement was refused: {self._received[:500]!r}"))
            return
        self._received = b""
        self.answered += 1
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or ConnectionResetError("the server closed the connection"))

    def _send(self) -> None:
        body = next(self._bodies, None)
        if body is None:
            self._end(None)
            self._transport.close()
            return
        self._transport.write(self._head % len(body) + body)

    def _end(self, error: Exception | None) -> None:
        if self._done.done():
            return
        if error is None:
            self._done.set_result(None)
        else:
            self._done.set_exception(error)


def bodies(asked: Request) -> Iterator[bytes]:
    """The bodies, shared by all connections, until the time or the statements are over."""
    templates = [tuple(each.encode().split(b"{id}")) for each in asked.statements]
    ends = time.monotonic() + asked.seconds
    number = 0
    while time.monotonic() < ends and (asked.total is None or number < asked.total):
        batch = []
        for _ in range(min(asked.batch, (asked.total or number + asked.batch) - number)):
            before, after = templates[number % len(templates)]
            batch.append(before + str(UUID(int=asked.first_id + number)).encode() + after)
            number += 1
        yield batch[0] if asked.batch == 1 else b"[" + b",".join(batch) + b"]"


async def send(asked: Request) -> Report:
    """Do what is asked.

    Raises:
        RuntimeError: a request was refused.
        OSError: the server is not there, or went away.
    """
    head = (
        f"POST {asked.path} HTTP/1.1\r\nhost: {asked.host}:{asked.port}\r\n"
        f"authorization: Bearer {asked.token}\r\ncontent-type: application/json\r\n"
        "x-experience-api-version: 1.0.3\r\ncontent-length: %d\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    shared = bodies(asked)
    ends: list[asyncio.Future[None]] = []
    started = time.monotonic()
    connections = []
    for _ in range(asked.connections):
        done = loop.create_future()
        ends.append(done)
        connection = Connection(shared, head, done)
        connections.append(connection)
        await loop.create_connection(lambda each=connection: each, asked.host, asked.port)
    await asyncio.gather(*ends)
    seconds = time.monotonic() - started
    answered = sum(each.answered for each in connections)
    acknowledged = answered * asked.batch if asked.total is None else asked.total
    return Report(acknowledged, seconds)


if __name__ == "__main__":
    report = uvloop.run(send(msgspec.json.decode(sys.stdin.readline(), type=Request)))
    print(msgspec.json.encode(report).decode())
