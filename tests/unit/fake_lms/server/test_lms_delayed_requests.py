"""Requests that 360Learning carries out after a time of the world's clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from lms_world import START, Clock
from starlette.types import Message

from fake_lms.server.delayed_requests import DelayedRequests

BODY: list[Message] = [
    {"type": "http.request", "body": b"a", "more_body": True},
    {"type": "http.request", "body": b"b", "more_body": False},
]
GONE: Message = {"type": "http.disconnect"}


class Client:
    """The messages of a request; the client stays until it leaves."""

    def __init__(self) -> None:
        self._messages = list(BODY)
        self.leaves = asyncio.Event()

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        await self.leaves.wait()
        return GONE


async def turn() -> None:
    """Let all tasks go as far as they can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_request_waits_until_the_clock_has_moved() -> None:
    clock, client = Clock(), Client()
    delayed = DelayedRequests(clock)
    request = asyncio.create_task(delayed.wait(20, client.receive))
    await turn()
    assert (len(delayed), delayed.next_due()) == (1, START + timedelta(seconds=20))
    clock.pass_time(seconds=19)
    delayed.release_due()
    await turn()
    assert not request.done()
    clock.pass_time(seconds=1)
    delayed.release_due()
    receive = await request
    assert receive is not None
    client.leaves.set()
    assert [await receive() for _ in range(3)] == [*BODY, GONE]
    assert (len(delayed), delayed.next_due()) == (0, None)


@pytest.mark.parametrize("how", ["disconnects", "is cancelled"])
async def test_a_request_whose_client_is_gone_waits_no_longer(how: str) -> None:
    client = Client()
    delayed = DelayedRequests(Clock())
    request = asyncio.create_task(delayed.wait(20, client.receive))
    await turn()
    if how == "disconnects":
        client.leaves.set()
        assert await request is None
    else:
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
    assert len(delayed) == 0
