"""A world to use by hand: both fakes and the reference connector on real sockets, in real time.

Its clock runs with the real one and can be moved ahead, stop by stop, as in a scenario.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import schemas
from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_percipio.app import create_app as create_percipio
from fake_percipio.site import Percipio
from harness.addresses import CONTROL
from harness.cast import ACADEMY, Cast, assemble
from harness.clock import WorldClock, wall_clock
from harness.driver import HttpDriver
from harness.moments import read_instant, write_instant
from harness.record_store_page import as_the_article_says
from harness.simulation import Simulation
from harness.sockets import SocketServer, ensure_free
from harness.subject import ReferenceProcess

TICK_SECONDS = 0.2
"""How often the connector is told what time it is."""

MOST_DAYS = 3_650
"""How far the clock can be moved ahead at once."""

PATIENCE_SECONDS = 1_800.0
"""Real time for the connector to come to rest: a run of a million items takes a while."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports to listen on; 0 lets the system pick."""

    percipio: int = 0
    lms: int = 0
    connector: int = 0
    world: int = 0


@dataclass(frozen=True)
class Credentials:
    """What a person or a client needs to use the world. All of it is made up and good for tests."""

    percipio_url: str
    organization_id: str
    bearer_token: str = field(repr=False)
    lms_url: str
    lms_client_id: str
    lms_client_secret: str = field(repr=False)
    integration_id: str
    group_id: str
    connector_admin_id: str
    connector_url: str
    webhook: dict[str, str] = field(repr=False)
    world_url: str


class LiveWorld:
    """Opened, used by whoever knows its addresses, closed.

    Args:
        ports: where to listen.
        items: what Percipio offers; read once, never held as a list.
        seed: of the ids and credentials.
    """

    def __init__(self, ports: Ports, items: Iterable[dict[str, Any]], seed: int = 0) -> None:
        self._ports = ports
        self._items = items
        self._seed = seed
        self._ahead = timedelta(0)
        self._clock = WorldClock(wall_clock())
        self._moving = asyncio.Lock()
        self._subject = ReferenceProcess(port=ports.connector)
        self._servers: list[SocketServer] = []
        self._client = httpx.AsyncClient(trust_env=False, timeout=60.0)
        self._ticking: asyncio.Task[None] | None = None

    async def open(self) -> Credentials:
        """Start everything and set the integration up, statistics included.

        Raises:
            PortTaken: a named port is in use.
        """
        ensure_free(self._ports.connector)
        now = self._clock.now
        percipio = Percipio(now, seed=self._seed, http=self._client)
        lms = Platform(now, seed=self._seed)
        cast = assemble(percipio, lms, Random(self._seed))
        cast.acme.catalogue.load(self._items)
        self._percipio = percipio
        percipio_url = await self._serve(
            create_percipio(percipio, monotonic=self._seconds), self._ports.percipio
        )
        lms_url = await self._serve(create_lms(lms, monotonic=self._seconds), self._ports.lms)
        percipio.base_url, lms.base_url = percipio_url, lms_url
        world_url = await self._serve(self._console(), self._ports.world)
        driver = HttpDriver(self._client, await self._subject.launch() + CONTROL)
        self._simulation = Simulation(
            self._clock, percipio, lms, driver, [], patience_seconds=PATIENCE_SECONDS
        )
        self._driver = driver
        client = lms.clients.add("Skillsoft connector", in_house=True)
        token = cast.acme.issue_token()
        await driver.reset(
            {
                "lms": {
                    "base_url": lms_url,
                    "client_id": client.client_id,
                    "client_secret": client.client_secret,
                },
                "integration_id": cast.integration,
                "group_id": cast.groups[ACADEMY],
                "connector_admin_id": cast.connector_admin,
                "now": write_instant(now()),
                "seed": self._seed,
            }
        )
        webhook = await self._connect(cast, token, percipio_url)
        self._ticking = asyncio.create_task(self._tick())
        return Credentials(
            percipio_url=percipio_url,
            organization_id=cast.acme.id,
            bearer_token=token,
            lms_url=lms_url,
            lms_client_id=client.client_id,
            lms_client_secret=client.client_secret,
            integration_id=cast.integration,
            group_id=cast.groups[ACADEMY],
            connector_admin_id=cast.connector_admin,
            connector_url=self._subject.url,
            webhook=webhook,
            world_url=world_url,
        )

    async def close(self) -> None:
        """Stop everything, whatever state it is in."""
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)
        await self._subject.close()
        await self._client.aclose()
        for server in self._servers:
            await server.close()

    async def advance(self, by: timedelta) -> datetime:
        """Move the clock ahead; everything due on the way happens on the way."""
        async with self._moving:
            self._ahead += by
            await self._simulation.advance_to(self._real())
            return self._clock.now()

    async def _connect(self, cast: Cast, token: str, percipio_url: str) -> dict[str, str]:
        await self._driver.setup(
            {
                "organization_id": cast.acme.id,
                "bearer_token": token,
                "tenant_url": percipio_url,
            }
        )
        await self.advance(timedelta(minutes=5))
        await self._driver.change_settings({"learner_identification": "email"})
        webhook = await self._driver.webhook()
        cast.acme.sender.configure(as_the_article_says(webhook))
        return webhook

    async def _serve(self, app: Any, port: int) -> str:
        server = SocketServer(app, port)
        await server.open()
        self._servers.append(server)
        return server.url

    def _real(self) -> datetime:
        return wall_clock() + self._ahead

    def _seconds(self) -> float:
        # Rate limits go by the world's clock: real seconds, and those that were skipped.
        return self._clock.now().timestamp()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            async with self._moving:
                self._clock.move_to(self._real())
                await self._driver.move_clock(self._clock.now())
                await self._percipio.run_due()

    def _console(self) -> Starlette:
        async def clock(request: Request) -> JSONResponse:
            return JSONResponse({"now": write_instant(self._clock.now())})

        async def move(request: Request) -> JSONResponse:
            target = _target(await request.body(), self._clock.now())
            if target is None:
                return _refuse(
                    'send {"days": 1}, or an instant in UTC as {"now": "2027-01-01T06:00:00Z"}'
                )
            if target < self._clock.now():
                return _refuse(f"it is {write_instant(self._clock.now())}; time does not go back")
            await self.advance(target - self._real())
            return JSONResponse({"now": write_instant(self._clock.now())})

        async def status(request: Request) -> JSONResponse:
            return JSONResponse(await self._driver.status())

        return Starlette(
            routes=[
                Route("/clock", clock, methods=["GET"]),
                Route("/clock", move, methods=["PUT"]),
                Route("/status", status, methods=["GET"]),
            ]
        )


def _target(body: bytes, now: datetime) -> datetime | None:
    try:
        wish = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    match wish:
        case {"days": int(days), **rest} if not rest and 0 < days <= MOST_DAYS:
            return now + timedelta(days=days)
        case _ if schemas.accepts("control/move-clock", wish):
            return read_instant(wish["now"])
        case _:
            return None


def _refuse(message: str) -> JSONResponse:
    error = {"error": {"code": "bad_request", "message": message}}
    return JSONResponse(error, status_code=400)
