"""An application in this process is called as a server would call it."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.network.asgi import AsgiUrl, InvalidResponse, call
from percipio_conformance.network.bodies import Message, Receive, Send
from percipio_conformance.network.in_process import InProcessTransport

URL = AsgiUrl("http", "lms", None, "/a b", b"/a%20b", b"x=1")


async def echo(scope: Message, receive: Receive, send: Send) -> None:
    """Answers with the scope and the body, in two pieces."""
    message = await receive()
    seen = f"{scope['method']} {scope['path']} {scope['query_string'].decode()} ".encode()
    await send({"type": "http.response.start", "status": 201, "headers": [(b"a", b"1")]})
    await send({"type": "http.response.body", "body": seen, "more_body": True})
    await send({"type": "http.response.body", "body": message["body"]})


def answered(app: Any, method: str = "POST", body: bytes = b"") -> Any:
    return asyncio.run(call(app, method, URL, [], body))


def test_a_response_is_complete() -> None:
    response = answered(echo, body=b"words")
    assert (response.status, response.headers) == (201, [(b"a", b"1")])
    assert response.body == b"POST /a b x=1 words"


def test_a_response_to_head_has_no_body() -> None:
    assert answered(echo, "HEAD").body == b""


def test_the_client_disconnects_after_the_response() -> None:
    received: list[str] = []

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        async def wait() -> None:
            received.append((await receive())["type"])

        received.append((await receive())["type"])
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0)
        assert len(received) == 1
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body"})
        await waiting
        received.append((await receive())["type"])

    assert answered(app).body == b""
    assert received == ["http.request", "http.disconnect", "http.disconnect"]


def test_an_error_of_the_application_reaches_the_caller() -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        answered(app)


START: Message = {"type": "http.response.start", "status": 200}
BODY: Message = {"type": "http.response.body"}


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        ([], "without a complete response"),
        ([START], "without a complete response"),
        ([START, BODY | {"more_body": True}], "without a complete response"),
        ([START, START], "a second response"),
        ([BODY], "a body before the start"),
        ([START, BODY, BODY], "a body after the end"),
        ([START | {"status": "200"}, BODY], "the status of a response is '200'"),
        ([START | {"headers": [("a", b"1")]}, BODY], "a header of a response is 'a'"),
        ([START, BODY | {"body": "text"}], "a body of a response is 'text'"),
    ],
)
def test_messages_that_are_no_response_are_an_error(messages: list[Message], problem: str) -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        for each in messages:
            await send(each)

    with pytest.raises(InvalidResponse, match=problem):
        answered(app)


def test_names_of_headers_are_in_lower_case() -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        await send(START | {"headers": [(b"Content-Encoding", b"gzip")]})
        await send(BODY)

    assert answered(app).headers == [(b"content-encoding", b"gzip")]


def get(apps: dict[str, Any], url: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=InProcessTransport(apps), trust_env=False) as client:
            return await client.get(url)

    return asyncio.run(ask())


def test_a_host_is_an_application() -> None:
    response = get({"lms": echo}, "http://lms/v2/a%20b?c=d")
    assert (response.status_code, response.text) == (201, "GET /v2/a b c=d ")


def test_an_unknown_host_cannot_be_reached() -> None:
    with pytest.raises(httpx.ConnectError, match="nothing answers at nowhere"):
        get({}, "http://nowhere/")


def test_a_cut_connection_is_an_error_of_the_protocol() -> None:
    async def cut(scope: Message, receive: Receive, send: Send) -> None:
        raise ConnectionCut("cut")

    with pytest.raises(httpx.RemoteProtocolError, match="cut"):
        get({"lms": cut}, "http://lms/")
