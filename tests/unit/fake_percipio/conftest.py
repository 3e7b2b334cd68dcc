"""A small Percipio on a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from fake_percipio.app import create_app
from fake_percipio.organization import Organization
from fake_percipio.site import Percipio

ACME = "11111111-1111-4111-8111-111111111111"


class Clock:
    """The world's time."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 14, 5, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def percipio(clock: Clock) -> Percipio:
    return Percipio(clock)


@pytest.fixture
def acme(percipio: Percipio) -> Organization:
    return percipio.add_organization(ACME)


class Reader:
    """A client of the catalog, in process, one event loop per call."""

    def __init__(self, percipio: Percipio, organization: Organization) -> None:
        self.app = create_app(percipio)
        self.token = organization.issue_token()
        self.path = f"/content-discovery/v2/organizations/{organization.id}/catalog-content"

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app),
            base_url="http://percipio.test",
            headers={"authorization": f"Bearer {self.token}"},
        )

    def get(self, **params: Any) -> httpx.Response:
        return self.run(lambda client: client.get(self.path, params=params))

    def run(self, ask: Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]) -> httpx.Response:
        async def once() -> httpx.Response:
            async with self.client() as client:
                return await ask(client)

        return asyncio.run(once())


@pytest.fixture
def reader(percipio: Percipio, acme: Organization) -> Reader:
    return Reader(percipio, acme)
