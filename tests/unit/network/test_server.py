"""The server of the fakes on real sockets."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from fake_lms.api.middleware import AnswerLost
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


@pytest.mark.parametrize(("error", "logged"), [(AnswerLost("lost"), 0), (ValueError("ours"), 1)])
def test_a_lost_answer_closes_the_connection_and_is_no_error_of_the_server(
    error: Exception, logged: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(httpx.RemoteProtocolError):
        asyncio.run(_ask(_fails_with(error)))
    assert len(caplog.records) == logged
