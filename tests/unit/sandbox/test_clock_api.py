"""The console of a served world: the clock goes ahead, and only as far as somebody can mean."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from percipio_conformance.sandbox.clock_api import create_clock_api

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    async def move_to(self, instant: datetime) -> None:
        self.at = instant


async def well() -> dict[str, Any]:
    return {"state": "active"}


def ask(method: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, Any]]:
    async def once() -> tuple[int, dict[str, Any]]:
        clock = Clock()
        console = create_clock_api(clock.now, clock.move_to, well)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(console), base_url="http://world.test"
        ) as client:
            answer = await client.request(method, path, content=body)
            return answer.status_code, answer.json()

    return asyncio.run(once())


def test_it_tells_the_time_and_how_the_connector_is() -> None:
    assert ask("GET", "/clock") == (200, {"now": "2026-01-05T12:00:00Z"})
    assert ask("GET", "/status") == (200, {"state": "active"})


@pytest.mark.parametrize(
    ("wish", "now"),
    [
        (b'{"minutes": 5}', "2026-01-05T12:05:00Z"),
        (b'{"hours": 18}', "2026-01-06T06:00:00Z"),
        (b'{"days": 3650}', "2036-01-03T12:00:00Z"),
        (b'{"now": "2026-01-05T12:00:00Z"}', "2026-01-05T12:00:00Z"),
        (b'{"now": "2026-02-01T06:00:00Z"}', "2026-02-01T06:00:00Z"),
    ],
)
def test_it_moves_the_clock_ahead(wish: bytes, now: str) -> None:
    assert ask("PUT", "/clock", wish) == (200, {"now": now})


@pytest.mark.parametrize(
    "wish",
    [
        b"tomorrow",
        b"[]",
        b"{}",
        b'{"weeks": 1}',
        b'{"days": 0}',
        b'{"days": -1}',
        b'{"days": 1.5}',
        b'{"days": 3651}',
        b'{"minutes": 99999999999999999999}',
        b'{"days": 1, "hours": 1}',
        b'{"now": "yesterday"}',
        b'{"now": "2099-01-01T00:00:00Z"}',
    ],
)
def test_it_refuses_what_nobody_can_mean(wish: bytes) -> None:
    status, said = ask("PUT", "/clock", wish)
    assert status == 400
    assert 'send {"days": 1}' in said["error"]["message"]


def test_time_does_not_go_back() -> None:
    status, said = ask("PUT", "/clock", b'{"now": "2026-01-05T11:59:59Z"}')
    assert status == 400
    assert said["error"]["message"] == "it is 2026-01-05T12:00:00Z; time does not go back"
