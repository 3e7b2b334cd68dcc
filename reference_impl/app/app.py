"""The connector's HTTP interface: the webhook, and the control protocol if requested."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from reference_impl.app.control import ControlProtocol
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.time.clock import ControlledClock
from reference_impl.webhook.token_endpoint import exchange

BASE_PATH = "/api/skillsoft"


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
        # Percipio adds /statements to the URL it is given; some senders post to the URL itself.
        Route(f"{BASE_PATH}/statements", integrations.receive, methods=["POST"]),
        Route(BASE_PATH, integrations.receive, methods=["POST"]),
        Route(f"{BASE_PATH}/oauth2/token", token, methods=["POST"]),
    ]
    # Starlette tries the routes in order, and a simulation asks for the clock most often.
    routes = [*ControlProtocol(integrations).routes(), *webhook] if control else webhook
    return Starlette(routes=routes)
