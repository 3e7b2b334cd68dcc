"""The client inside the process sends as ``httpx.AsyncClient`` does, and keeps no cookies."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from percipio_conformance.network.in_process import InProcessClient, InProcessTransport
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.network.traffic_log import TrafficLog

URL = "http://lms.example/a?b=c"


async def echo(scope: Any, receive: Any, send: Any) -> None:
    body = (await receive())["body"]
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"set-cookie", b"seen=1")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": body + b" " + scope["query_string"]})


def client() -> InProcessClient:
    return InProcessClient(InProcessTransport({"lms.example": echo}), trust_env=False)


def test_a_response_is_complete_and_knows_its_request() -> None:
    response = asyncio.run(client().post(URL, content="über"))
    assert (response.status_code, response.text) == (201, "über b=c")
    assert (response.request.method, str(response.request.url)) == ("POST", URL)


def test_cookies_are_not_kept() -> None:
    async def ask() -> httpx.Response:
        own = client()
        await own.get(URL)
        return await own.get(URL)

    assert "cookie" not in asyncio.run(ask()).request.headers


@pytest.mark.parametrize("option", ["follow_redirects", "stream"])
def test_what_it_leaves_out_is_refused(option: str) -> None:
    request = httpx.Request("GET", URL)
    with pytest.raises(TypeError, match="neither streams nor follows redirects"):
        asyncio.run(client().send(request, **{option: True}))


def test_the_network_in_the_process_gives_such_clients_and_they_record() -> None:
    network, traffic_log = InProcessNetwork(), TrafficLog()
    network.announce("lms.example", echo)
    asyncio.run(network.client(traffic_log, "connector").get(URL))
    assert [(each.side, each.status) for each in traffic_log.exchanges] == [("connector", 201)]
    assert isinstance(network.client(), InProcessClient)
