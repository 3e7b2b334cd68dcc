"""Knocking at the two addresses of ``GET webhook`` as Percipio's sender would."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

import httpx
import orjson

from fake_percipio.xapi.sender import XAPI_VERSION
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.redaction import redact_body
from percipio_conformance.smoke.finding import CheckFailed

Run = Callable[[Coroutine[Any, Any, Any]], Any]

STATEMENT_ID = UUID("5f0e3a52-7d1c-4b8e-9a44-0c6f2d9b1e70")
"""The smoke test sends one statement only; sent again it is a repetition."""

_INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


class WebhookChecks:
    """Asks for a token and posts one statement."""

    def __init__(self, client: httpx.AsyncClient, run: Run) -> None:
        self._client = client
        self._run = run

    def token(self, webhook: Message) -> str:
        """An access token for the credentials of ``webhook``.

        Raises:
            CheckFailed: there is none to be had.
        """
        credentials = {name: webhook[name] for name in ("client_id", "client_secret")}
        answer = self._post(
            "token_endpoint",
            webhook["token_endpoint"],
            data={"grant_type": "client_credentials"} | credentials,
        )
        if not answer.is_success:
            raise CheckFailed(
                _shown(answer),
                "Give an access token for the client ID and client secret of GET webhook, sent as "
                "a form with grant_type=client_credentials (OAuth 2.0, RFC 6749, 4.4).",
            )
        try:
            said = orjson.loads(answer.content)
        except orjson.JSONDecodeError as error:
            raise CheckFailed(
                _shown(answer), 'Answer in JSON, such as {"access_token": "…"}.'
            ) from error
        token = said.get("access_token") if isinstance(said, dict) else None
        if not isinstance(token, str) or not token:
            raise CheckFailed(
                _shown(answer), "The answer needs a field access_token that holds the token."
            )
        return token

    def post(self, webhook: Message, token: str, statement: Message) -> None:
        """Post ``statement`` with ``token``.

        Raises:
            CheckFailed: it is not taken.
        """
        answer = self._post(
            "statement_url",
            webhook["statement_url"].rstrip("/") + "/statements",
            content=orjson.dumps([statement]),
            headers={
                "content-type": "application/json",
                "authorization": f"Bearer {token}",
                "x-experience-api-version": XAPI_VERSION,
            },
        )
        if not answer.is_success:
            raise CheckFailed(
                _shown(answer),
                "Take xAPI statements, one or a list of them, at statement_url followed by "
                "/statements, from whoever has a token of token_endpoint.",
            )

    def _post(self, field: str, url: str, **request: Any) -> httpx.Response:
        try:
            answer: httpx.Response = self._run(self._client.post(url, **request))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CheckFailed(
                f"no answer from {url} ({type(error).__name__}: {error})",
                "The address has to be one that this machine reaches: its host and port as seen "
                "from here, not as seen from inside a container or from the internet.",
                ("control/webhook", f"/{field}"),
            ) from error
        return answer


def started(email: str, activity: str, at: str) -> Message:
    """The statement that somebody opened something, as Percipio words it."""
    return {
        "id": str(STATEMENT_ID),
        "actor": {"objectType": "Agent", "mbox": f"mailto:{email}"},
        "verb": {"id": _INITIALIZED, "display": {"en": "initialized"}},
        "object": {"objectType": "Activity", "id": activity},
        "timestamp": at,
        "version": "1.0.0",
    }


def _shown(answer: httpx.Response) -> str:
    return f"{answer.status_code} {redact_body(answer.content) or 'without a body'}"
