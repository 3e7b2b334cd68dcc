"""A connector that runs already, somewhere the harness can only speak to."""

from __future__ import annotations

from harness.clockwork.clock import WorldClock
from harness.connectors.driver import HttpDriver
from harness.connectors.output import Output
from harness.verdicts.outcomes import NotTestable
from harness.wires.journal import Journal
from harness.wires.venue import Venue


class ConnectorByUrl:
    """The control protocol at ``url``, for example ``http://127.0.0.1:8080/control``."""

    output: Output | None = None
    """Whoever started it has it."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._driver: HttpDriver | None = None

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> HttpDriver:
        if self._driver is not None and self._driver.wants_restarts:
            raise NotTestable(
                "the connector asks in describe to be restarted between scenarios, and one named "
                "by --connector cannot be: let the harness start it with --connector-command"
            )
        self._driver = HttpDriver(venue.client(journal, "control"), self._url)
        return self._driver

    def distrust(self) -> None:
        """Nothing can be done: it is somebody else's."""

    async def stop(self) -> None:
        raise NotTestable(
            "the harness cannot stop and start a connector named by --connector: let it start the "
            "connector with --connector-command"
        )

    async def start(self) -> None:
        raise NotTestable("the harness cannot start a connector named by --connector")

    async def end(self) -> None:
        """Nothing: the next world begins with a reset."""

    async def close(self) -> None:
        """Nothing: whoever started it ends it."""
