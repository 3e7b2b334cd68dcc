"""Checks of the two addresses in ``GET webhook``, with the requests of Percipio's sender."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.redaction import redact_body
from percipio_conformance.network.webhook import NoResponse, TokenResponseError
from percipio_conformance.smoke.finding import CheckFailed
from percipio_conformance.world.percipio.statement_request import StatementRequest
from percipio_conformance.world.percipio.webhook_client import Answer, WebhookClient

STATEMENT_ID = UUID("5f0e3a52-7d1c-4b8e-9a44-0c6f2d9b1e70")
"""The ID of the only statement of the smoke test; sent again, it is a duplicate."""

_INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


def check_token(client: WebhookClient) -> None:
    """Request a token, which ``client`` keeps.

    Raises:
        CheckFailed: the connector issues no token.
    """
    try:
        with _reachable("token_endpoint"):
            client.request_token("as a form")
    except TokenResponseError as error:
        raise CheckFailed(_shown(client.answers[-1]), str(error)) from error
    if not client.answers[-1].accepted:
        raise CheckFailed(
            _shown(client.answers[-1]),
            "Give an access token for the client ID and client secret of GET webhook, sent as "
            "a form with grant_type=client_credentials (OAuth 2.0, RFC 6749, 4.4).",
        )


def check_post(client: WebhookClient, statement: Message) -> None:
    """Post ``statement`` with the token of ``client``.

    Raises:
        CheckFailed: the connector does not accept it.
    """
    request = StatementRequest([statement], f"Bearer {client.token()}", as_list=True)
    with _reachable("statement_url"):
        answer = client.post(request)
    if not answer.accepted:
        raise CheckFailed(
            _shown(answer),
            "Accept xAPI statements, one or a list of them, at statement_url followed by "
            "/statements, from every client that has a token of token_endpoint.",
        )


@contextmanager
def _reachable(field: str) -> Iterator[None]:
    try:
        yield
    except NoResponse as error:
        raise CheckFailed(
            str(error),
            "The address must be one that this machine reaches: its host and port as seen from "
            "here, not as seen from inside a container or from the internet.",
            ("control/webhook", f"/{field}"),
        ) from error


def started(email: str, activity: str, at: str) -> Message:
    """The statement, in Percipio's form, that a learner started an activity."""
    return {
        "id": str(STATEMENT_ID),
        "actor": {"objectType": "Agent", "mbox": f"mailto:{email}"},
        "verb": {"id": _INITIALIZED, "display": {"en": "initialized"}},
        "object": {"objectType": "Activity", "id": activity},
        "timestamp": at,
        "version": "1.0.0",
    }


def _shown(answer: Answer) -> str:
    return f"{answer.status} {redact_body(answer.body) or 'without a body'}"
