"""The reference connector, driven by a Python class as a vendor might write one."""

from __future__ import annotations

from datetime import datetime

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import (
    ClockAnswer,
    ControlProtocol,
    Message,
    SetupRejected,
)
from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog


class ReferenceDriver:
    """Every call of the protocol, and the life that scenarios of a restart ask for."""

    def __init__(self) -> None:
        self._subject = InProcessReference()
        self._inner: ControlProtocol

    async def begin(self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog) -> None:
        self._inner = await self._subject.begin(network, clock, traffic_log)

    async def stop(self) -> None:
        await self._subject.stop()

    async def start(self) -> None:
        await self._subject.start()

    async def end(self) -> None:
        await self._subject.end()

    async def close(self) -> None:
        await self._subject.close()

    async def describe(self) -> Message:
        return await self._inner.describe()

    async def reset(self, message: Message) -> None:
        await self._inner.reset(message)

    async def announce(self, message: Message) -> None:
        await self._inner.announce(message)

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        return await self._inner.setup(message, integration)

    async def status(self, integration: str | None = None) -> Message:
        return await self._inner.status(integration)

    async def settings(self, integration: str | None = None) -> Message:
        return await self._inner.settings(integration)

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        return await self._inner.change_settings(message, integration)

    async def webhook(self, integration: str | None = None) -> Message:
        return await self._inner.webhook(integration)

    async def move_clock(self, now: datetime) -> ClockAnswer:
        return await self._inner.move_clock(now)

    async def clock(self) -> ClockAnswer:
        return await self._inner.clock()
