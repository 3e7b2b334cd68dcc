"""The HTTP driver against tiny connectors that get one thing wrong."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from percipio_conformance.connectors.control_client import ControlClient
from percipio_conformance.core.outcomes import ConnectorError, ConnectorTimeout, HarnessError
from percipio_conformance.network.control_channel import ControlResponse, HttpChannel

CLOCK = {"now": "2026-01-12T11:00:00Z", "state": "ready", "pending": 0, "next_due": None}


def ask(
    answer: Callable[[httpx.Request], httpx.Response],
    call: Callable[[ControlClient], Coroutine[Any, Any, Any]],
) -> Any:
    async def conversation() -> Any:
        transport = httpx.MockTransport(answer)
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            return await call(ControlClient(HttpChannel(client, "http://connector.test/control")))

    return asyncio.run(conversation())


def test_a_clock_answer_is_read() -> None:
    answer = ask(lambda _: httpx.Response(200, json=CLOCK), lambda driver: driver.clock())
    assert answer.ready
    assert answer.now == datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
    assert answer.next_due is None


def test_a_further_integration_is_named_in_the_address_and_the_first_is_not() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.raw_path.decode()}")
        return httpx.Response(200, json={"state": "enabled", "queue_depth": 0})

    ask(answer, lambda driver: driver.status())
    ask(answer, lambda driver: driver.status("5" * 24))
    ask(answer, lambda driver: driver.setup({}, "5" * 24))
    name = f"?integration={'5' * 24}"
    assert asked == [
        "GET /control/status",
        f"GET /control/status{name}",
        f"POST /control/setup{name}",
    ]


def test_an_answer_that_breaks_its_schema_is_the_connectors_fault() -> None:
    wrong = CLOCK | {"state": "resting"}
    with pytest.raises(ConnectorError, match="GET clock breaks the schema control/clock: /state"):
        ask(lambda _: httpx.Response(200, json=wrong), lambda driver: driver.clock())


def test_garbage_is_the_connectors_fault() -> None:
    with pytest.raises(ConnectorError, match="not JSON"):
        ask(lambda _: httpx.Response(200, text="<html>"), lambda driver: driver.clock())


def test_an_error_is_the_connectors_fault_and_shows_what_it_said() -> None:
    with pytest.raises(ConnectorError, match="answered 500: out of memory"):
        ask(lambda _: httpx.Response(500, text="out of memory"), lambda driver: driver.status())


def test_silence_is_the_connectors_fault() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused", request=request)

    with pytest.raises(ConnectorError, match="Is it running"):
        ask(refuse, lambda driver: driver.describe())


def test_a_wrong_message_of_ours_never_leaves_the_house() -> None:
    with pytest.raises(HarnessError, match="our own POST reset breaks its schema"):
        ask(lambda _: httpx.Response(204), lambda driver: driver.reset({"lms": "nowhere"}))


def test_a_refused_setup_is_an_answer_and_not_an_error() -> None:
    body = {"error": {"code": "missing", "message": "what and why", "field": "bearer_token"}}
    refused = ask(lambda _: httpx.Response(400, json=body), lambda driver: driver.setup({}))
    assert refused.field == "bearer_token"


def test_a_late_response_of_a_connector_that_ignores_the_timeout_is_too_late() -> None:
    class Late:
        timeout_seconds: float | None = 0.01

        async def send(self, method: str, call: str, body: bytes | None = None) -> ControlResponse:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            return ControlResponse(method, call, 200, b"{}")

    with pytest.raises(
        ConnectorTimeout, match=r"GET clock was not answered in whole within 0\.01 s"
    ):
        asyncio.run(ControlClient(Late()).clock())
