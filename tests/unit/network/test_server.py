"""The server of the fakes on real sockets."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import httpx
import pytest

from fake_lms.api.middleware import AnswerLost
from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.network.bodies import App, Message, Receive, Send
from percipio_conformance.network.server import SocketServer


def _fails_with(error: Exception) -> App:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 202, "headers": []})
        raise error

    return app


async def _ask(app: App) -> None:
    server = SocketServer(app)
    await server.open()
    try:
        async with httpx.AsyncClient() as client:
            await client.get(server.url)
    finally:
        await server.close()


def test_a_lost_answer_closes_the_connection() -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        asyncio.run(_ask(_fails_with(AnswerLost("lost"))))


async def _ask_in_vain(app: App) -> None:
    with suppress(httpx.RemoteProtocolError):
        await _ask(app)


@pytest.mark.parametrize(
    ("error", "logged"),
    [(AnswerLost("lost"), False), (ConnectionCut("cut"), False), (ValueError("ours"), True)],
)
def test_only_an_error_that_no_scenario_asked_for_is_logged(error: Exception, logged: bool) -> None:
    asyncio.run(_ask_in_vain(_fails_with(AnswerLost("lost"))))
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "", (), None)
    record.exc_info = (type(error), error, None)
    assert bool(logging.getLogger("uvicorn.error").filter(record)) == logged
