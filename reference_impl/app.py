"""The connector's HTTP face: the webhook always, the control protocol only when told to."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reference_impl.clock import ControlledClock
from reference_impl.connector import Connector
from reference_impl.control import ControlProtocol
from reference_impl.token_endpoint import exchange
from reference_impl.webhook import unauthorized

BASE_PATH = "/api/skillsoft"


def create_app(connector: Connector, *, control: bool = False) -> Starlette:
    """The application of one connector, which the caller starts and stops.

    Raises:
        ValueError: ``control`` is asked for and the connector runs on real time.
    """
    if control and not isinstance(connector.clock, ControlledClock):
        raise ValueError(
            "the control protocol moves the clock: give the connector a ControlledClock"
        )

    async def token(request: Request) -> JSONResponse:
        integration = connector.integration
        return await exchange(request, integration.webhook.tokens if integration else None)

    async def statements(request: Request) -> Response:
        integration = connector.integration
        return await integration.webhook.receive(request) if integration else unauthorized()

    routes = [
        # Percipio adds /statements to the URL it is given; some senders post to the URL itself.
        Route(f"{BASE_PATH}/statements", statements, methods=["POST"]),
        Route(BASE_PATH, statements, methods=["POST"]),
        Route(f"{BASE_PATH}/oauth2/token", token, methods=["POST"]),
    ]
    if control:
        routes += ControlProtocol(connector).routes()
    return Starlette(routes=routes)
