"""A world for manual use: both fakes and the reference connector on real sockets, in real time.

Its clock follows real time and can be moved ahead, with the same stops as in a scenario.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials
from fake_percipio.app import create_app as create_percipio
from fake_percipio.site import Percipio
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ControlClient
from percipio_conformance.connectors.reference_process import reference_command
from percipio_conformance.connectors.subprocess_connector import SubprocessConnector
from percipio_conformance.core.addresses import CONTROL, LOOPBACK, Addresses
from percipio_conformance.core.real_time import wall_clock
from percipio_conformance.network.bodies import Intake
from percipio_conformance.network.certificates import TemporaryCA
from percipio_conformance.network.control_channel import HttpChannel
from percipio_conformance.network.listen_address import listen_address
from percipio_conformance.network.server import SocketServer, ensure_free
from percipio_conformance.sandbox.banner import SandboxInfo
from percipio_conformance.sandbox.clock_api import create_clock_api
from percipio_conformance.sandbox.item_links import rewrite_links
from percipio_conformance.sandbox.settings_backend import SandboxBackend
from percipio_conformance.world.lms.settings_backend import blame_the_connector
from percipio_conformance.world.percipio.lrs_settings import lrs_settings
from percipio_conformance.world.personas import ACADEMY, Personas, create_personas
from percipio_conformance.world.simulation import Simulation

TICK_SECONDS = 0.2
"""Interval between clock updates to the connector."""

BY_HAND = timedelta(days=3_650)
"""Lifetime of the access token for manual use."""

IDLE_TIMEOUT_SECONDS = 1_800.0
"""Real time for the connector to become idle: a run of a million items takes a while."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports to listen on; 0 lets the system pick."""

    percipio: int = 0
    lms: int = 0
    connector: int = 0
    world: int = 0


class Sandbox:
    """A served world; any client that knows its addresses can use it.

    Args:
        ports: where to listen.
        items: the items of the catalog; an iterable that is read once.
        seed: of the ids and credentials.
        host: where to listen, see ``network/listen_address.py``; the connector stays local.
        tls: https for both platforms and the clock API, with a temporary authority.
        ready: set up the integration and send statistics; otherwise the integration is not
            enabled yet.
    """

    def __init__(
        self,
        ports: Ports,
        items: Iterable[dict[str, Any]],
        seed: int = 0,
        *,
        host: str = LOOPBACK,
        tls: bool = False,
        ready: bool = True,
    ) -> None:
        self._ports = ports
        self._items = items
        self._seed = seed
        self._ready = ready
        self._ahead = timedelta(0)
        self._clock = SimulatedClock(wall_clock())
        self._moving = asyncio.Lock()
        self._subject = SubprocessConnector(reference_command(tls=tls), port=ports.connector)
        self._place = listen_address(host)
        self._authority = TemporaryCA(self._place.name) if tls else None
        self._servers: list[SocketServer] = []
        # A client for the connector and for Percipio's sender; it does not verify certificates.
        self._client = httpx.AsyncClient(trust_env=False, timeout=60.0, verify=False)  # noqa: S501
        self._ticking: asyncio.Task[None] | None = None

    async def open(self) -> SandboxInfo:
        """Start everything, and set the integration up unless that is left to the user.

        Raises:
            PortTaken: a named port is in use.
        """
        ensure_free(self._ports.connector)
        now = self._clock.now
        percipio = Percipio(now, seed=self._seed, http=self._client)
        lms = Platform(now, seed=self._seed)
        cast = create_personas(percipio, lms, Random(self._seed))
        self._percipio = percipio
        percipio_url = await self._serve(
            create_percipio(percipio, monotonic=self._seconds), self._ports.percipio
        )
        self._lms = lms
        lms_app = create_lms(lms, monotonic=self._seconds)
        blame_the_connector(lms_app)
        lms_url = await self._serve(lms_app, self._ports.lms)
        percipio.base_url, lms.base_url = percipio_url, lms_url
        cast.acme.catalog.load(rewrite_links(percipio_url, self._items))
        ca_file = self._authority.ca_file if self._authority is not None else None
        addresses = Addresses(percipio_url, percipio_url, lms_url, ca_file)
        world_url = await self._serve(
            create_clock_api(now, self._move_to, self._status), self._ports.world
        )
        url = await self._subject.launch(addresses) + CONTROL
        driver = ControlClient(HttpChannel(self._client, url))
        self._simulation = Simulation(
            self._clock, percipio, lms, driver, [], timeout_seconds=IDLE_TIMEOUT_SECONDS
        )
        self._driver = driver
        client = lms.clients.add("Skillsoft connector", in_house=True)
        self._office = SandboxBackend(driver, lms, client, now=now, seed=self._seed)
        lms.backend = self._office
        token = cast.acme.issue_token()
        webhook = None
        if self._ready:
            webhook = await self._connect(cast, token, percipio_url)
        else:
            self._simulation.connector_knows_the_time = False
            lms.administration.withdraw(cast.integration)
        self._ticking = asyncio.create_task(self._tick())
        return SandboxInfo(
            percipio_url=percipio_url,
            organization_id=cast.acme.id,
            bearer_token=token,
            lms_url=lms_url,
            lms_client_id=client.client_id,
            lms_client_secret=client.client_secret,
            lms_token=self._token(client),
            integration_id=cast.integration,
            group_id=cast.groups[ACADEMY],
            connector_admin_id=cast.connector_admin,
            connector_url=self._subject.url,
            webhook=webhook,
            world_url=world_url,
            people={each.first_name or each.id: each.id for each in lms.users},
            accounts={each.name: each.uuid for each in cast.acme.learners.values()},
            ca_file=ca_file,
        )

    async def close(self) -> None:
        """Stop everything, in any state."""
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)
        await self._subject.close()
        await self._client.aclose()
        for server in self._servers:
            await server.close()
        if self._authority is not None:
            self._authority.close()

    async def advance(self, by: timedelta) -> datetime:
        """Move the clock ahead; all work due in between is done at its time."""
        async with self._moving:
            self._ahead += by
            await self._simulation.advance_to(self._real())
            await self._lms.settings_pages.catch_up()
            return self._clock.now()

    async def _move_to(self, instant: datetime) -> None:
        await self.advance(instant - self._real())

    async def _status(self) -> dict[str, Any]:
        return await self._driver.status()

    def _token(self, client: ClientCredentials) -> str:
        token = self._lms.clients.issue(client.client_id, client.client_secret, BY_HAND)
        assert token is not None
        return token.value

    async def _connect(self, cast: Personas, token: str, percipio_url: str) -> dict[str, str]:
        (olivia,) = self._lms.users.find(name="Olivia")
        in_front = (cast.groups[ACADEMY], olivia.id)
        pages = self._lms.settings_pages
        await pages.set_up(
            *in_front,
            {
                "organization_id": cast.acme.id,
                "bearer_token": token,
                "tenant_url": percipio_url,
            },
        )
        await self.advance(timedelta(minutes=5))
        await pages.save(*in_front, "synchronization", {"learner_identification": "email"})
        webhook = asdict(await pages.webhook(*in_front))
        cast.acme.sender.configure(lrs_settings(webhook))
        return webhook

    async def _serve(self, app: Any, port: int) -> str:
        context = self._authority.server_context() if self._authority is not None else None
        server = SocketServer(Intake().around(app), port, place=self._place, tls=context)
        await server.open()
        self._servers.append(server)
        return server.url

    def _real(self) -> datetime:
        return wall_clock() + self._ahead

    def _seconds(self) -> float:
        # Rate limits use the world's clock: real seconds plus the skipped ones.
        return self._clock.now().timestamp()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            async with self._moving:
                self._clock.move_to(self._real())
                await self._driver.move_clock(self._clock.now())
                await self._percipio.run_due()
                await self._office.keep_up()
                await self._lms.settings_pages.catch_up()
