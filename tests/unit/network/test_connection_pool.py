"""A connection that a server closes while it is idle costs no request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx
import pytest

from percipio_conformance.network.connection_pool import ConnectionPool

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"

Ask = Callable[[str], Awaitable[int]]


class Server:
    """Keeps a connection after an answer, and closes it when the next request comes.

    Args:
        answered: how many requests of each connection get an answer.
    """

    def __init__(self, answered: int = 1) -> None:
        self._answered = answered
        self.requests: list[str] = []
        self.connections = 0
        self._ended: list[asyncio.Event] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        ended = asyncio.Event()
        self._ended.append(ended)
        # The client closes what it no longer needs.
        with suppress(asyncio.IncompleteReadError):
            for _ in range(self._answered):
                await self._read(reader)
                writer.write(OK)
            await self._read(reader)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        ended.set()

    async def all_ended(self) -> None:
        for ended in self._ended:
            await ended.wait()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.requests.append(head.decode().split()[0])


def talk(server: Server, story: Callable[[Ask], Awaitable[None]]) -> None:
    async def run() -> None:
        door = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        port = door.sockets[0].getsockname()[1]
        pool = ConnectionPool()

        async def ask(method: str) -> int:
            async with httpx.AsyncClient(transport=pool, trust_env=False) as client:
                return (await client.request(method, f"http://127.0.0.1:{port}/")).status_code

        async with door:
            await story(ask)
            await pool.close()
            await server.all_ended()

    asyncio.run(run())


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_request_that_may_be_repeated_is_sent_again(method: str) -> None:
    async def story(ask: Ask) -> None:
        assert [await ask("GET"), await ask(method), await ask(method)] == [200, 200, 200]

    server = Server()
    talk(server, story)
    assert server.requests == ["GET", method, method, method, method]
    assert server.connections == 3


def test_any_other_request_gets_a_connection_of_its_own() -> None:
    async def story(ask: Ask) -> None:
        assert [await ask("GET"), await ask("POST"), await ask("POST")] == [200, 200, 200]

    server = Server()
    talk(server, story)
    assert server.requests == ["GET", "POST", "POST"]
    assert server.connections == 3


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_server_that_never_answers_is_an_error(method: str) -> None:
    async def story(ask: Ask) -> None:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            await ask(method)

    server = Server(answered=0)
    talk(server, story)
    assert server.requests == [method]
