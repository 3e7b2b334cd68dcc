"""The reference connector in this process: its third world never begins."""

from __future__ import annotations

import asyncio

from reached import say_it_is_reached

from harness.clockwork.clock import WorldClock
from harness.connectors.driver import ConnectorDriver
from harness.connectors.subject import InProcessReference
from harness.wires.journal import Journal
from harness.wires.venue import Venue


class NeverBegins(InProcessReference):
    """Says its process id into the pipe ``REACHED``, and waits for ever."""

    begun = 0

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        self.begun += 1
        if self.begun == 3:
            say_it_is_reached()
            await asyncio.Event().wait()
        return await super().begin(venue, clock, journal)
