"""Both channels carry the calls of the control protocol in the same way."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from percipio_conformance.core import limits
from percipio_conformance.network.bodies import UnfitAnswer
from percipio_conformance.network.control_channel import ControlResponse, HttpChannel
from percipio_conformance.network.evidence import exchange_event
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.network.traffic_log import TrafficLog

HOST, BASE = "connector.test", "http://connector.test/control/"


async def answer(request: Request) -> Response:
    match request.path_params["call"]:
        case "compressed":
            return Response(gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"})
        case "large":
            return Response(b" " * (limits.LARGEST_ANSWER_BYTES + 1))
        case "broken":
            raise LookupError("broken")
    said = [request.method, str(request.url.query), request.headers.get("content-type", "none")]
    return Response("|".join(said).encode() + await request.body(), status_code=202)


def send(kind: str, method: str, call: str, body: bytes | None = None) -> tuple[Any, TrafficLog]:
    network, log = InProcessNetwork(), TrafficLog()
    methods = ["GET", "POST"]
    network.announce(HOST, Starlette(routes=[Route("/control/{call}", answer, methods=methods)]))
    channel = (
        network.control(log, BASE)
        if kind == "direct"
        else HttpChannel(network.client(log, "control"), BASE)
    )
    assert channel.timeout_seconds == network.patience_seconds
    try:
        return asyncio.run(channel.send(method, call, body)), log
    except Exception as error:  # noqa: BLE001 - compared by the tests
        return error, log


BOTH = pytest.mark.parametrize("kind", ["direct", "http"])


@BOTH
def test_a_call_and_its_response_are_carried_and_recorded(kind: str) -> None:
    response, log = send(kind, "POST", "setup?integration=5", b'{"a": 1}')
    text = b'POST|integration=5|application/json{"a": 1}'
    assert response == ControlResponse("POST", "setup?integration=5", 202, text)
    (exchange,) = log.of("control")
    assert (exchange.host, exchange.path) == (HOST, "/control/setup?integration=5")
    assert (exchange.status, exchange.response) == (202, text)
    assert exchange_event(exchange).request == 'content-type: application/json\n\n{"a": 1}'


@BOTH
def test_a_call_without_a_body_has_no_type(kind: str) -> None:
    response, log = send(kind, "GET", "status")
    assert response.body == b"GET||none"
    assert exchange_event(log.of("control")[0]).request is None


@BOTH
@pytest.mark.parametrize(("call", "said"), [("compressed", "compressed"), ("large", "more than")])
def test_a_response_that_is_not_read_is_an_error(kind: str, call: str, said: str) -> None:
    error, log = send(kind, "GET", call)
    assert isinstance(error, UnfitAnswer)
    assert said in str(error)
    (exchange,) = log.of("control")
    assert (exchange.status, exchange.response) == (None, b"")
    assert exchange.error is not None
    assert said in exchange.error


@BOTH
def test_an_error_of_the_connector_is_recorded(kind: str) -> None:
    error, log = send(kind, "GET", "broken")
    assert isinstance(error, LookupError)
    assert log.of("control")[0].error == "LookupError: broken"


@BOTH
def test_plain_polls_of_the_clock_are_not_kept(kind: str) -> None:
    network, log = InProcessNetwork(), TrafficLog()
    answers = Starlette(routes=[Route("/control/clock", lambda _: Response(b"{}"))])
    network.announce(HOST, answers)
    channel = (
        network.control(log, BASE)
        if kind == "direct"
        else HttpChannel(network.client(log, "control"), BASE)
    )
    asyncio.run(channel.send("GET", "clock"))
    assert (log.exchanges, len(log)) == ([], 1)
