"""The reference connector in this process: its third world never begins."""

from __future__ import annotations

import asyncio

from reached import say_it_is_reached

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlProtocol
from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog


class NeverBegins(InProcessReference):
    """Says its process id into the pipe ``REACHED``, and waits for ever."""

    begun = 0

    async def begin(
        self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog
    ) -> ControlProtocol:
        self.begun += 1
        if self.begun == 3:
            say_it_is_reached()
            await asyncio.Event().wait()
        return await super().begin(network, clock, traffic_log)
