"""What a connector may ask in one scenario, and what is kept of it."""

from __future__ import annotations

import asyncio

import pytest

from percipio_conformance.core import limits
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.network.bodies import Message, Receive, Send
from percipio_conformance.network.traffic_log import TrafficLog


async def app(scope: Message, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x" * 3_000})


def statuses(traffic_log: TrafficLog, number: int, body: bytes = b"") -> list[int]:
    """What so many requests are answered."""
    seen: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        seen.extend([message["status"]] if "status" in message else [])

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}

    async def ask() -> None:
        for _ in range(number):
            await traffic_log.listen(app, "lms")(scope, receive, send)

    asyncio.run(ask())
    return seen


def set_limits(monkeypatch: pytest.MonkeyPatch, requests: int = 10, received: int = 1_000) -> None:
    monkeypatch.setattr(limits, "MOST_REQUESTS", requests)
    monkeypatch.setattr(limits, "MOST_RECEIVED_BYTES", received)


def test_more_requests_than_a_scenario_takes_are_counted_and_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_limits(monkeypatch)
    traffic_log = TrafficLog()
    assert statuses(traffic_log, 12) == [200] * 10 + [429] * 2
    assert len(traffic_log.exchanges) == 10
    assert len(traffic_log) == 12
    with pytest.raises(ConnectorError, match=r"sent 12 requests .* the most is 10 requests"):
        traffic_log.expect_calm()


def test_so_are_those_after_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    set_limits(monkeypatch)
    traffic_log = TrafficLog()
    assert statuses(traffic_log, 5, b"x" * 400) == [200] * 2 + [429] * 3
    with pytest.raises(ConnectorError, match=r"with 1,203 bytes; .* and 1,000 bytes"):
        traffic_log.open("control", "GET", "connector", "/control/clock", {})


@pytest.mark.parametrize(
    ("allowed", "more"),
    [
        ([{"items": 1, "days": 0}], limits.MOST_REQUESTS_OF_AN_ITEM),
        ([{"items": 0, "days": 2}], 2 * limits.MOST_REQUESTS_OF_A_DAY),
        # The same items again, and fewer of them, add nothing but the days.
        (
            [{"items": 2, "days": 1}, {"items": 2, "days": 0}, {"items": 1, "days": 1}],
            2 * limits.MOST_REQUESTS_OF_AN_ITEM + 2 * limits.MOST_REQUESTS_OF_A_DAY,
        ),
    ],
)
def test_more_items_and_days_take_more(
    monkeypatch: pytest.MonkeyPatch, allowed: list[dict[str, int]], more: int
) -> None:
    set_limits(monkeypatch, received=1_000_000)
    traffic_log = TrafficLog()
    for each in allowed:
        traffic_log.allow_for(**each)
    number = 10 + more
    assert statuses(traffic_log, number) == [200] * number
    traffic_log.expect_calm()
    assert statuses(traffic_log, 1) == [429]


def test_of_a_body_the_beginning_is_kept() -> None:
    traffic_log = TrafficLog()
    statuses(traffic_log, 1, b"y" * 5_000)
    (exchange,) = traffic_log.exchanges
    assert len(exchange.request) == len(exchange.response) == limits.KEPT_BODY_BYTES


@pytest.mark.parametrize(("path", "kept"), [("/control/clock", 0), ("/control/status", 1)])
def test_a_plain_look_at_the_clock_is_counted_and_not_kept(path: str, kept: int) -> None:
    traffic_log = TrafficLog()
    exchange = traffic_log.open("control", "GET", "connector", path, {})
    exchange.status = 200
    traffic_log.close(exchange)
    assert len(traffic_log.exchanges) == kept
    assert len(traffic_log) == 1


@pytest.mark.parametrize("status", [404, 200])
def test_a_look_that_goes_wrong_is_kept(status: int) -> None:
    traffic_log = TrafficLog()
    exchange = traffic_log.open("control", "GET", "connector", "/control/clock", {})
    exchange.status = status
    later = traffic_log.open("lms", "GET", "lms", "/", {})
    traffic_log.close(exchange)
    assert traffic_log.exchanges == ([later] if status == 200 else [exchange, later])
