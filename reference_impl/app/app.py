"""The connector's HTTP interface: the webhook, and the control protocol if requested."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from reference_impl.app.control import ControlProtocol
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.time.clock import ControlledClock
from reference_impl.webhook.token_endpoint import exchange

BASE_PATH = "/api/skillsoft"
WEBHOOK_PATHS = (f"{BASE_PATH}/statements", BASE_PATH)
"""Percipio adds /statements to the URL it is given; some senders post to the URL itself."""


class ConnectorApp(Starlette):
    """The application, with a short way to the webhook.

    Routing and Starlette's middleware take as long as storing a statement does, and the webhook
    needs neither: it reports wrong requests itself, and the server answers a crash with 500.
    """

    def __init__(self, integrations: IntegrationRegistry, routes: list[Route]) -> None:
        super().__init__(routes=routes)
        self._receive = integrations.receive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] in WEBHOOK_PATHS:
            response = await self._receive(Request(scope, receive, send))
            await response(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(integrations: IntegrationRegistry, *, control: bool = False) -> Starlette:
    """Create the application for these integrations, which the caller starts and stops.

    Raises:
        ValueError: ``control`` is requested and the connector runs on real time.
    """
    if control and not isinstance(integrations.clock, ControlledClock):
        raise ValueError(
            "the control protocol moves the clock: give the connector a ControlledClock"
        )

    async def token(request: Request) -> JSONResponse:
        return await exchange(request, integrations.issue)

    webhook = [
        *(Route(path, integrations.receive, methods=["POST"]) for path in WEBHOOK_PATHS),
        Route(f"{BASE_PATH}/oauth2/token", token, methods=["POST"]),
    ]
    # Starlette tries the routes in order, and a simulation asks for the clock most often.
    routes = [*ControlProtocol(integrations).routes(), *webhook] if control else webhook
    return ConnectorApp(integrations, routes)
