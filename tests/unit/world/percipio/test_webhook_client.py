"""Tokens of the webhook client: used while they are valid, then replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.world.percipio.statement_request import StatementRequest
from percipio_conformance.world.percipio.webhook_client import WebhookClient

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WEBHOOK = {
    "client_id": "c",
    "client_secret": "s",
    "statement_url": "http://connector.test/xapi",
    "token_endpoint": "http://connector.test/token",
}


class Connector:
    """Gives a token of five minutes, a new one each time."""

    def __init__(self) -> None:
        self.given = 0
        self.seen: list[str | None] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            self.given += 1
            return httpx.Response(200, json={"access_token": f"t{self.given}", "expires_in": 300})
        self.seen.append(request.headers.get("authorization"))
        return httpx.Response(200)


@pytest.fixture
def connector() -> Connector:
    return Connector()


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOON)


@pytest.fixture
def client(connector: Connector, clock: SimulatedClock) -> Iterator[WebhookClient]:
    anything: Any = None
    with asyncio.Runner() as runner:
        yield WebhookClient(
            anything,
            anything,
            run=runner.run,
            client=httpx.AsyncClient(transport=httpx.MockTransport(connector)),
            webhook=lambda: WEBHOOK,
            clock=clock,
            seed=0,
        )


def request(authorization: str | None) -> StatementRequest:
    return StatementRequest([{"id": "1"}], authorization)


def test_a_good_token_is_used_again(client: WebhookClient, clock: SimulatedClock) -> None:
    assert client.token() == "t1"
    clock.move_to(NOON + timedelta(seconds=299))
    assert client.token() == "t1"


def test_a_token_whose_time_is_over_is_renewed(
    client: WebhookClient, clock: SimulatedClock
) -> None:
    client.token()
    clock.move_to(NOON + timedelta(seconds=300))
    assert client.token() == "t2"


def test_a_statement_posted_again_later_goes_under_a_good_token(
    client: WebhookClient, clock: SimulatedClock, connector: Connector
) -> None:
    client.post(request(f"Bearer {client.token()}"))
    clock.move_to(NOON + timedelta(minutes=6))
    client.post(client.previous_request())
    assert connector.seen == ["Bearer t1", "Bearer t2"]


@pytest.mark.parametrize("authorization", [None, "Bearer not-the-token"])
def test_what_was_posted_wrongly_is_posted_wrongly_again(
    client: WebhookClient, clock: SimulatedClock, connector: Connector, authorization: str | None
) -> None:
    client.token()
    client.post(request(authorization))
    clock.move_to(NOON + timedelta(minutes=6))
    client.post(client.previous_request())
    assert connector.seen == [authorization, authorization]
