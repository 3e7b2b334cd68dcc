"""The connector under test, as a thing that can be begun, restarted and ended."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from harness.addresses import CONTROL, IN_PROCESS_CONNECTOR
from harness.clock import WorldClock
from harness.driver import ConnectorDriver, HttpDriver
from harness.journal import Journal
from harness.outcomes import ConnectorError
from harness.venue import Venue
from reference_impl.app import create_app
from reference_impl.clock import ControlledClock
from reference_impl.connector import Connector
from reference_impl.parts import REFERENCE, Parts

START_SECONDS = 30.0
"""Real time a connector's process gets to say where it listens."""


class Subject(Protocol):
    """One connector under test over the length of a run."""

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        """Make it ready for a world that begins now, and give the way to speak to it."""

    async def stop(self) -> None:
        """Stop it; what it has stored stays.

        Raises:
            NotTestable: this connector cannot be stopped by the harness.
        """

    async def start(self) -> None:
        """Start it again, at the world's present time, with what it has stored."""

    async def end(self) -> None:
        """The world is over."""

    async def close(self) -> None:
        """The run is over."""


class InProcessReference:
    """The reference connector inside this process, over the in-process transport.

    Args:
        parts: the rules it is made of; a broken connector replaces one of them.
    """

    def __init__(self, parts: Parts = REFERENCE) -> None:
        self._parts = parts
        self._folder = tempfile.TemporaryDirectory(prefix="connector-", dir=_quick_folder())
        self._worlds = 0
        self.store: Path | None = None
        """The database of the world under way."""
        self._stage: _Stage | None = None
        self._connector: Connector | None = None

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        self._worlds += 1
        self.store = Path(self._folder.name) / f"{self._worlds}.sqlite"
        self._stage = _Stage(venue, clock, self.store)
        await self.start()
        return HttpDriver(venue.client(journal, "control"), IN_PROCESS_CONNECTOR + CONTROL)

    async def end(self) -> None:
        await self.stop()
        if self._stage is not None:
            for leftover in self._stage.store.parent.glob(self._stage.store.name + "*"):
                leftover.unlink()

    def wire(self, venue: Venue) -> httpx.AsyncClient:
        """What the connector speaks to the world through; a broken one may twist what it says."""
        return venue.client()

    async def close(self) -> None:
        self._folder.cleanup()

    async def start(self) -> None:
        assert self._stage is not None
        stage = self._stage
        self._connector = Connector(
            store=stage.store,
            clock=ControlledClock(stage.clock.now()),
            http=self.wire(stage.venue),
            public_url=IN_PROCESS_CONNECTOR,
            parts=self._parts,
        )
        app = create_app(self._connector, control=True)
        stage.venue.announce(httpx.URL(IN_PROCESS_CONNECTOR).host, app)
        await self._connector.start()

    async def stop(self) -> None:
        if self._connector is not None and self._stage is not None:
            self._stage.venue.announce(httpx.URL(IN_PROCESS_CONNECTOR).host, None)
            await self._connector.stop()
            self._connector = None


@dataclass(frozen=True, slots=True)
class _Stage:
    venue: Venue
    clock: WorldClock
    store: Path


class ReferenceProcess:
    """The reference connector as a program of its own, on real sockets.

    It is started once for a run and told to forget everything between two worlds.
    """

    def __init__(self, port: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="connector-", dir=_quick_folder())
        self._port = port
        self._process: asyncio.subprocess.Process | None = None
        self.url = ""

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        if self._process is None:
            await self.launch()
        return HttpDriver(venue.client(journal, "control"), self.url + CONTROL)

    async def start(self) -> None:
        await self.launch()

    async def end(self) -> None:
        """Nothing: the next world begins with a reset."""

    async def close(self) -> None:
        await self.stop()
        self._folder.cleanup()

    async def launch(self) -> str:
        """Start the process; where it listens. A second start keeps the address of the first."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "reference_impl", "--control", "--port", str(self._port)),
            *("--database", str(Path(self._folder.name) / "connector.sqlite")),
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(START_SECONDS):
                line = (await self._process.stdout.readline()).decode().strip()
        except TimeoutError as error:
            raise ConnectorError(
                f"the connector's process did not say where it listens within {START_SECONDS:.0f} s"
            ) from error
        words, _, url = line.rpartition(" ")
        if words != "listening on":
            raise ConnectorError(f"the connector's process ended before it listened: {line!r}")
        self.url, self._port = url, httpx.URL(url).port or 0
        return url

    async def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            await self._process.wait()
            self._process = None


def _quick_folder() -> str | None:
    # A scenario commits often and its database dies with it: memory is enough where there is some.
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own is made in it
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None
