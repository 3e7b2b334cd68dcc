"""POST /api/skillsoft/oauth2/token: client credentials for an access token (C117 to C119).

OAuth 2.0 (RFC 6749, 4.4 and 5.2), from a form or from JSON; ``grant_type`` may be left out
(A-TOKEN).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse

from reference_impl.store.tokens import LIFETIME_SECONDS
from reference_impl.webhook.request_body import BodyError, read_body

GRANT_TYPE = "client_credentials"
LARGEST_BODY_BYTES = 64 * 1024
_NO_STORE = {"cache-control": "no-store", "pragma": "no-cache"}

Issue = Callable[[str, str], str | None]
"""Issues a token for a client ID and secret; None if they are wrong."""


class _RefusedError(Exception):
    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.error = error
        self.description = description


async def exchange(request: Request, issue: Issue) -> JSONResponse:
    """Answer a token request; without an integration no credentials are valid (C001)."""
    try:
        body = await read_body(request, LARGEST_BODY_BYTES)
        token = _issue(_read(request.headers.get("content-type", ""), body), issue)
    except BodyError as error:
        answer = {"error": "invalid_request", "error_description": str(error)}
        return JSONResponse(answer, 400, _NO_STORE)
    except _RefusedError as refused:
        headers = _NO_STORE | (
            {"www-authenticate": 'Bearer realm="skillsoft"'} if refused.status == 401 else {}
        )
        answer = {"error": refused.error, "error_description": refused.description}
        return JSONResponse(answer, refused.status, headers)
    issued = {"token_type": "Bearer", "access_token": token, "expires_in": LIFETIME_SECONDS}
    return JSONResponse(issued, headers=_NO_STORE)


def _issue(given: dict[str, str], issue: Issue) -> str:
    if given.get("grant_type", GRANT_TYPE) != GRANT_TYPE:
        raise _RefusedError(
            400, "unsupported_grant_type", f"The only grant_type here is {GRANT_TYPE}."
        )
    missing = [name for name in ("client_id", "client_secret") if not given.get(name)]
    if missing:
        raise _RefusedError(
            400,
            "invalid_request",
            f"The token request lacks {' and '.join(missing)}; add what the Webhook credentials "
            "section of the integration shows.",
        )
    token = issue(given["client_id"], given["client_secret"])
    if token is None:
        raise _RefusedError(
            401,
            "invalid_client",
            "The client ID or the client secret is wrong; copy both again from the Webhook "
            "credentials section of the integration.",
        )
    return token


def _read(content_type: str, body: bytes) -> dict[str, str]:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        pairs = parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True)
        given = dict(pairs)
        if len(given) != len(pairs):
            raise _RefusedError(400, "invalid_request", "A parameter is given more than once.")
        return given
    if kind != "application/json":
        raise _RefusedError(
            400,
            "invalid_request",
            "Send the token request as application/x-www-form-urlencoded or application/json.",
        )
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _RefusedError(400, "invalid_request", f"The body is not JSON: {error}.") from error
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise _RefusedError(400, "invalid_request", "The body is no object of strings.")
    return content
