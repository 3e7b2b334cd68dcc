"""Requests to the webhook of a connector, by the suite itself rather than by the fake Percipio."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import orjson

from fake_percipio.xapi.access_token import ASSUMED_LIFETIME
from fake_percipio.xapi.sender import XAPI_VERSION
from percipio_conformance.core.outcomes import ConnectorError


class NoResponse(ConnectorError):
    """A request got no response; the message names the address and the error."""


class TokenResponseError(ConnectorError):
    """The response to a token request is not usable."""


def client_credentials(webhook: Mapping[str, Any]) -> dict[str, str]:
    """The values of a token request, from the answer to ``GET webhook``."""
    credentials = {name: webhook[name] for name in ("client_id", "client_secret")}
    return {"grant_type": "client_credentials"} | credentials


async def request_token(
    client: httpx.AsyncClient, endpoint: str, values: Mapping[str, str], *, as_json: bool = False
) -> httpx.Response:
    """Send ``values`` to the token endpoint, as a form or as JSON.

    Raises:
        NoResponse: no response arrived, or the address is invalid.
    """
    return await _post(client, endpoint, **{"json" if as_json else "data": values})


def read_token(body: bytes | str) -> tuple[str, timedelta]:
    """The access token in a response, and its lifetime.

    Raises:
        TokenResponseError: the body is not a JSON object with a token.
    """
    try:
        fields = orjson.loads(body)
        match fields:
            case {"access_token": str(token)} if token:
                return token, timedelta(seconds=int(fields.get("expires_in", ASSUMED_LIFETIME)))
    except (ValueError, TypeError, OverflowError):
        pass
    raise TokenResponseError(
        'The answer to a token request must be JSON such as {"access_token": "…", '
        '"expires_in": 3600}; expires_in may be left out.'
    )


async def post_statements(
    client: httpx.AsyncClient,
    statement_url: str,
    body: bytes,
    *,
    authorization: str | None,
    content_type: str = "application/json",
    version: str | None = XAPI_VERSION,
    path: str = "/statements",
) -> httpx.Response:
    """Post ``body`` to ``path`` below ``statement_url``; a header that is None is left out.

    Raises:
        NoResponse: no response arrived, or the address is invalid.
    """
    headers = {
        "authorization": authorization,
        "content-type": content_type,
        "x-experience-api-version": version,
    }
    given = {name: value for name, value in headers.items() if value is not None}
    return await _post(client, statement_url.rstrip("/") + path, content=body, headers=given)


async def _post(client: httpx.AsyncClient, url: str, **request: Any) -> httpx.Response:
    try:
        return await client.post(url, follow_redirects=False, **request)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = ": ".join(filter(None, (type(error).__name__, str(error))))
        raise NoResponse(f"no answer from {url} ({reason})") from error
