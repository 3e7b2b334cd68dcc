"""The context of a request: its platform and its client."""

from __future__ import annotations

from starlette.requests import Request

from fake_lms.core.errors import ForbiddenError
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials


def platform_of(request: Request) -> Platform:
    """The platform this application serves."""
    platform: Platform = request.app.state.platform
    return platform


def client_of(request: Request) -> ClientCredentials:
    """The client that makes the request, as authenticated by the middleware."""
    client: ClientCredentials = request.scope["state"]["client"]
    return client


def require_in_house(request: Request) -> None:
    """Refuse clients other than 360Learning's own connectors (extension).

    Raises:
        ForbiddenError: ``invalid_scope``.
    """
    if not client_of(request).in_house:
        raise ForbiddenError(
            "invalid_scope",
            f"The client {client_of(request).name!r} may not use this endpoint; it is for "
            "360Learning's own connectors",
        )
