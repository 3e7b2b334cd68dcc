"""A running connector can be spoken to, and nothing else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.remote_connector import RemoteConnector
from percipio_conformance.core.outcomes import NotTestable
from percipio_conformance.network.bodies import Message, Receive, Send
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.network.traffic_log import TrafficLog

DESCRIPTION = (
    b'{"name": "x", "version": "1", "protocol": "1", "capabilities": [], "clock": "full"%s}'
)


def describing(more: bytes) -> Any:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        assert scope["path"] == "/control/describe"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": DESCRIPTION % more})

    return app


def worlds(more: bytes, number: int) -> None:
    async def story() -> None:
        network = InProcessNetwork()
        network.announce("connector.test", describing(more))
        subject = RemoteConnector("http://connector.test/control/")
        for _ in range(number):
            clock = SimulatedClock(datetime(2026, 1, 5, tzinfo=UTC))
            driver = await subject.begin(network, clock, TrafficLog())
            await driver.describe()
            await subject.end()

    asyncio.run(story())


def test_it_lives_in_one_world_after_the_other() -> None:
    worlds(b"", 3)
    worlds(b', "restart_between_scenarios": false', 3)


def test_one_that_wants_to_be_restarted_between_two_of_them_has_only_the_first() -> None:
    worlds(b', "restart_between_scenarios": true', 1)
    with pytest.raises(NotTestable, match="let the harness start it with --connector-command"):
        worlds(b', "restart_between_scenarios": true', 2)


def test_scenarios_of_a_restart_cannot_be_held_against_it() -> None:
    subject = RemoteConnector("http://connector.test/control")
    with pytest.raises(NotTestable, match="cannot stop and start"):
        asyncio.run(subject.stop())
    with pytest.raises(NotTestable, match="cannot start"):
        asyncio.run(subject.start())
