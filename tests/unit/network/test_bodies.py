"""Bodies are read up to their allowed size, and no further."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterable

import httpx
import orjson
import pytest

from percipio_conformance.core import limits
from percipio_conformance.network.bodies import Intake, Message, Receive, Send, UnfitAnswer, whole

LARGEST = limits.SMALL_REQUEST_BYTES + 1_000
HEAVY = limits.SMALL_REQUEST_BYTES + 1


class Server:
    """An application behind an intake, and what became of its requests."""

    def __init__(self) -> None:
        self.read: list[int] = []
        self.sent: list[Message] = []
        self.app = Intake(LARGEST).around(self._app)

    async def _app(self, scope: Message, receive: Receive, send: Send) -> None:
        message = await receive()
        assert not message.get("more_body", False)
        self.read.append(len(message["body"]))

    async def ask(self, messages: Iterable[Message]) -> None:
        left = list(messages)

        async def receive() -> Message:
            await asyncio.sleep(0)
            return left.pop(0)

        async def send(message: Message) -> None:
            self.sent.append(message)

        scope: Message = {"type": "http", "headers": [(b"transfer-encoding", b"chunked")]}
        await self.app(scope, receive, send)


def chunks(*sizes: int) -> list[Message]:
    return [
        {"type": "http.request", "body": b"x" * size, "more_body": number < len(sizes)}
        for number, size in enumerate(sizes, 1)
    ]


@pytest.mark.parametrize("sizes", [(0,), (3, 0, 4), (LARGEST,), (HEAVY, 0), (1,) * 50])
def test_a_body_of_an_allowed_size_is_given_in_whole(sizes: tuple[int, ...]) -> None:
    server = Server()
    asyncio.run(server.ask(chunks(*sizes)))
    assert server.read == [sum(sizes)]
    assert server.sent == []


@pytest.mark.parametrize("sizes", [(LARGEST + 1,), (LARGEST, 1), (HEAVY, HEAVY), (700,) * 100])
def test_a_larger_one_is_answered_413_and_never_given(sizes: tuple[int, ...]) -> None:
    server = Server()
    asyncio.run(server.ask(chunks(*sizes)))
    assert server.read == []
    start, body = server.sent
    assert start["status"] == 413
    assert orjson.loads(body["body"])["error"] == {
        "code": "bodyTooLarge",
        "message": f"The body has more than {LARGEST:,} bytes, the most that is taken here.",
    }


@pytest.mark.parametrize("size", [1, HEAVY])
def test_one_that_breaks_off_is_not_given_to_the_application(size: int) -> None:
    server = Server()
    asyncio.run(server.ask([*chunks(size, 1)[:1], {"type": "http.disconnect"}]))
    assert server.read == []
    assert server.sent == []


def test_large_ones_wait_for_each_other_and_small_ones_do_not() -> None:
    server = Server()

    async def both() -> None:
        heavy = (server.ask(chunks(HEAVY, *[1] * 20)), server.ask(chunks(HEAVY, 1)))
        await asyncio.gather(*heavy, server.ask(chunks(5)))

    asyncio.run(both())
    assert server.read == [5, HEAVY + 20, HEAVY + 1]


async def parts(*given: bytes) -> AsyncIterator[bytes]:
    for part in given:
        yield part


def test_an_answer_of_an_allowed_size_is_read() -> None:
    response = httpx.Response(200, content=parts(b"some", b"thing"))
    assert asyncio.run(whole(response, 9)) == b"something"


def test_a_larger_answer_is_refused() -> None:
    response = httpx.Response(200, content=parts(b"some", b"thing"))
    with pytest.raises(UnfitAnswer, match="the answer has more than 8 bytes"):
        asyncio.run(whole(response, 8))


def test_a_compressed_answer_is_refused_unread() -> None:
    packed = gzip.compress(b"something")
    response = httpx.Response(200, headers={"content-encoding": "GZip"}, content=parts(packed))
    with pytest.raises(UnfitAnswer, match=r"compressed .Content-Encoding: gzip.*Send it"):
        asyncio.run(whole(response))
