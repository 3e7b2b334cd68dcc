"""Reading an access token from a response, and requests that get no response."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from percipio_conformance.network.webhook import (
    NoResponse,
    TokenResponseError,
    client_credentials,
    post_statements,
    read_token,
    request_token,
)


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('{"access_token": "t", "expires_in": 60}', 60),
        ('{"access_token": "t", "expires_in": "60"}', 60),
        ('{"access_token": "t"}', 3600),
    ],
)
def test_a_token_and_its_lifetime(body: str, seconds: int) -> None:
    assert read_token(body) == ("t", timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        "{}",
        '{"access_token": ""}',
        '{"access_token": 5}',
        '{"access_token": "t", "expires_in": null}',
        '{"access_token": "t", "expires_in": "soon"}',
        '{"access_token": "t", "expires_in": 1e30}',
    ],
)
def test_a_response_without_a_usable_token(body: str) -> None:
    with pytest.raises(TokenResponseError, match="must be JSON such as"):
        read_token(body)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_token_request_is_a_form_or_json(as_json: bool) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    async def ask() -> None:
        values = client_credentials({"client_id": "c", "client_secret": "s", "other": "x"})
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            await request_token(client, "http://connector.test/token", values, as_json=as_json)

    asyncio.run(ask())
    expected = (
        b'{"grant_type":"client_credentials","client_id":"c","client_secret":"s"}'
        if as_json
        else b"grant_type=client_credentials&client_id=c&client_secret=s"
    )
    assert sent[0].content == expected


@pytest.mark.parametrize(
    ("url", "error", "message"),
    [
        ("http://connector.test/x/", "", r"test/x/statements \(ReadTimeout\)$"),
        ("http://connector.test/x", "asleep", r"test/x/statements \(ReadTimeout: asleep\)$"),
        ("http://connector.test:port", "", r"\(InvalidURL: "),
    ],
)
def test_a_request_without_a_response_names_address_and_error(
    url: str, error: str, message: str
) -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout(error, request=request)

    async def post() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(silent)) as client:
            await post_statements(client, url, b"[]", authorization=None)

    with pytest.raises(NoResponse, match=message):
        asyncio.run(post())
