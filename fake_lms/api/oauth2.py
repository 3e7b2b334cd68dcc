"""POST oauth2/token: client credentials for an access token of one hour.

The body is JSON. Errors have OAuth's shape: ``{"error": "invalid_client"}``.
"""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.answers import bare_error, json_answer
from fake_lms.api.context import platform_of
from fake_lms.server.clients import LIFETIME

PATH = "/api/v2/oauth2/token"
_HEADERS = {"Cache-Control": "no-store"}


class TokenRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token request. It must not appear in a log: it contains a secret."""

    grant_type: str
    client_id: str
    client_secret: str
    user_id: str | UnsetType = UNSET
    company_id: str | UnsetType = UNSET

    def __repr__(self) -> str:
        return f"TokenRequest(client_id={self.client_id!r})"


async def token(request: Request) -> Response:
    """200 with the token; 400 invalid_request, unsupported_grant_type or non_existing_user; 401
    invalid_client."""
    platform = platform_of(request)
    try:
        asked = msgspec.json.decode(await request.body(), type=TokenRequest)
    except msgspec.DecodeError:
        return bare_error(400, "invalid_request", _HEADERS)
    if asked.grant_type != "client_credentials":
        return bare_error(400, "unsupported_grant_type", _HEADERS)
    issued = platform.clients.issue(asked.client_id, asked.client_secret)
    if issued is None:
        return bare_error(401, "invalid_client", _HEADERS)
    if asked.user_id is not UNSET and not platform.users.is_present(asked.user_id):
        return bare_error(400, "non_existing_user", _HEADERS)
    return json_answer(
        {
            "token_type": "Bearer",
            "access_token": issued.value,
            "expires_in": int(LIFETIME.total_seconds()),
        },
        headers=_HEADERS,
    )


routes = [Route("/oauth2/token", token, methods=["POST"])]
