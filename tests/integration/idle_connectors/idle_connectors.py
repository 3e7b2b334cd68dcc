"""Connectors that declare everything and do nothing, as drivers for ``--connector-class``.

They differ in how much they pretend: one never leaves its setup, one says that it is active, one
refuses every setup and every statement. Whatever they pass shows nothing about a connector.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ClockAnswer, Message, SetupRejected
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog

HOST = "idle-connector.test"
CAPABILITIES = (
    "courses",
    "statistics",
    "tags",
    "filters",
    "globalization",
    "several-integrations",
)
NOTHING_SET: Message = {
    "learner_identification": "email",
    "languages": [],
    "content_types": [],
    "tags_synchronization": False,
    "globalization": False,
}


class Idle:
    """Takes every call and stays as it is: enabled, never active; no webhook answers."""

    after_setup: ClassVar[str] = "enabled"
    webhook_app: ClassVar[Any] = None

    async def begin(self, network: Network, clock: SimulatedClock, traffic_log: TrafficLog) -> None:
        self._now = clock.now()
        network.announce(HOST, self.webhook_app)

    async def describe(self) -> Message:
        return {
            "name": type(self).__name__,
            "version": "0",
            "protocol": "1",
            "capabilities": list(CAPABILITIES),
            "clock": "full",
        }

    async def reset(self, message: Message) -> None:
        self._states = {None: "enabled", message["integration_id"]: "enabled"}
        self._settings: dict[str | None, Message] = {}

    async def announce(self, message: Message) -> None:
        self._states[message["integration_id"]] = "enabled"

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        self._states[integration] = self.after_setup
        return None

    async def status(self, integration: str | None = None) -> Message:
        return {"state": self._states[integration], "queue_depth": 0}

    async def settings(self, integration: str | None = None) -> Message:
        return dict(NOTHING_SET)

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        return {**NOTHING_SET, **message}

    async def webhook(self, integration: str | None = None) -> Message:
        return {
            "client_id": f"client-{integration}",
            "client_secret": f"secret-{integration}",
            "statement_url": f"http://{HOST}/statements",
            "token_endpoint": f"http://{HOST}/token",
        }

    async def move_clock(self, now: datetime) -> ClockAnswer:
        self._now = now
        return await self.clock()

    async def clock(self) -> ClockAnswer:
        return ClockAnswer(now=self._now, ready=True, pending=0, next_due=None)

    async def stop(self) -> None:
        """Do nothing: there is no process to stop."""

    async def start(self) -> None:
        """Do nothing: there is no process to start."""


async def _token(request: Request) -> Response:
    return JSONResponse({"access_token": "token", "token_type": "Bearer", "expires_in": 3600})


async def _accept(request: Request) -> Response:
    body = await request.json()
    ids = [each.get("id", "") for each in (body if isinstance(body, list) else [body])]
    return JSONResponse(ids)


async def _refuse(request: Request) -> Response:
    return JSONResponse({"error": "invalid_client"}, status_code=401)


class YesMan(Idle):
    """Says yes to everything: it is active, its settings are saved, each statement is accepted."""

    after_setup = "active"
    webhook_app = Starlette(
        routes=[
            Route("/token", _token, methods=["POST"]),
            Route("/statements", _accept, methods=["POST", "PUT"]),
        ]
    )

    async def settings(self, integration: str | None = None) -> Message:
        return {**NOTHING_SET, **self._settings.get(integration, {})}

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        self._settings[integration] = {**await self.settings(integration), **message}
        return await self.settings(integration)


class NaySayer(Idle):
    """Refuses every setup, every token request and every statement."""

    webhook_app = Starlette(
        routes=[
            Route("/token", _refuse, methods=["POST"]),
            Route("/statements", _refuse, methods=["POST", "PUT"]),
        ]
    )

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        for field in ("organization_id", "bearer_token", "tenant_url"):
            if not str(message.get(field, "")).strip():
                return SetupRejected("missing", f"{field} is missing", field)
        self._states[integration] = "refused"
        return None

    async def status(self, integration: str | None = None) -> Message:
        state = self._states[integration]
        if state != "refused":
            return {"state": state, "queue_depth": 0}
        reason = {"parameter": "bearer_token", "message": "the token is wrong"}
        return {"state": state, "queue_depth": 0, "reason": reason}
