"""Drivers for ``--connector-class``: the reference connector with one capability asleep.

Each takes and shows the settings of the capability, and never acts on them.
"""

from __future__ import annotations

from idle_connectors import HOST, YesMan
from reference_driver import ReferenceDriver

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import Message, SetupRejected
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from reference_impl.jobs.statement_delivery import StatementDelivery


class _Deaf(ReferenceDriver):
    """Keeps the settings named in ``ignored`` to itself."""

    ignored: tuple[str, ...] = ()

    async def reset(self, message: Message) -> None:
        self._shown: dict[str | None, Message] = {}
        await super().reset(message)

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        wanted = {key: value for key, value in message.items() if key in self.ignored}
        self._shown[integration] = {**self._shown.get(integration, {}), **wanted}
        kept = {key: value for key, value in message.items() if key not in self.ignored}
        return await super().setup(kept, integration)

    async def settings(self, integration: str | None = None) -> Message:
        real = await super().settings(integration)
        return {**real, **self._shown.get(integration, {})}

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        wanted = {key: value for key, value in message.items() if key in self.ignored}
        self._shown[integration] = {**self._shown.get(integration, {}), **wanted}
        kept = {key: value for key, value in message.items() if key not in self.ignored}
        if kept:
            await super().change_settings(kept, integration)
        return await self.settings(integration)


class NoTags(_Deaf):
    ignored = ("tags_synchronization",)


class NoFilters(_Deaf):
    ignored = ("languages", "content_types")


class NoGlobalization(_Deaf):
    ignored = ("globalization",)


class NoStatistics(ReferenceDriver):
    """Points Percipio to an address that takes everything and keeps nothing."""

    async def begin(self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog) -> None:
        await super().begin(network, clock, traffic_log)
        network.announce(HOST, YesMan.webhook_app)

    async def webhook(self, integration: str | None = None) -> Message:
        real = await super().webhook(integration)
        return {
            **real,
            "statement_url": f"http://{HOST}/statements",
            "token_endpoint": f"http://{HOST}/token",
        }


class NoDelivery(ReferenceDriver):
    """Acknowledges every statement and never writes an attempt."""

    async def begin(self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog) -> None:
        StatementDelivery.kick = lambda self: None  # type: ignore[method-assign]
        await super().begin(network, clock, traffic_log)
