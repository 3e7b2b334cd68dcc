"""Token requests and statements that Percipio itself would not send."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx

from fake_percipio.core.ids import drawn_uuid
from fake_percipio.xapi.events import EventKind, LearnerEvent, activity_of
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.multipart import as_multipart
from fake_percipio.xapi.statements import statement_of
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.clock_support import Run
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.outcomes import ConnectorError, ExpectationFailed, FeatureMistake
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.statement_request import StatementRequest
from percipio_conformance.world.personas import Personas

ASSUMED_LIFETIME = 3600
"""The lifetime of a token, in seconds, where the answer does not give it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The connector's answer; ``body`` holds no secret."""

    status: int
    body: str = field(repr=False)

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


GRANT: dict[str, str | None] = {"grant_type": "client_credentials"}
TOKEN_REQUESTS: dict[str, tuple[str, dict[str, str | None]]] = {
    "as a form": ("form", GRANT),
    "as a form without a grant type": ("form", {}),
    "as JSON": ("json", GRANT),
    "as JSON without a grant type": ("json", {}),
    "with a wrong secret": ("form", GRANT | {"client_secret": "not-the-secret"}),
    "with an empty secret": ("form", GRANT | {"client_secret": ""}),
    "without a secret": ("form", GRANT | {"client_secret": None}),
    "with an unknown client ID": ("form", GRANT | {"client_id": "somebody-else"}),
    "without a client ID": ("form", GRANT | {"client_id": None}),
    "with the grant type of a password": ("form", {"grant_type": "password"}),
}
"""Token requests: form or JSON, and the changes to the right credentials."""


class WebhookClient:
    """Calls the webhook as any client that knows its addresses can.

    Args:
        webhook: returns the integration's webhook credentials and addresses.
        seed: determines the ids of statements.
    """

    def __init__(
        self,
        personas: Personas,
        catalog: Catalog,
        *,
        run: Run,
        client: httpx.AsyncClient,
        webhook: Callable[[], Message],
        clock: SimulatedClock,
        seed: int,
    ) -> None:
        self._personas = personas
        self._catalog = catalog
        self._run = run
        self._client = client
        self._webhook = webhook
        self._clock = clock
        # The text is part of the seed: another one would change all statement ids.
        self._random = Random(f"{seed}/postman")
        self._token: str | None = None
        self.first_token = ""
        """The first token that the connector issued."""
        self._requested = False
        self._token_expires: datetime | None = None
        self._previous: StatementRequest | None = None
        self.lifetime = timedelta(seconds=ASSUMED_LIFETIME)
        """The lifetime of the latest token."""
        self.answers: list[Answer] = []
        """All answers, in order."""

    # Tokens

    def request_token(self, how: str) -> None:
        """Send one of the :data:`TOKEN_REQUESTS`, and keep the token of its answer."""
        form, changes = TOKEN_REQUESTS[how]
        webhook = self._webhook()
        given = {name: webhook[name] for name in ("client_id", "client_secret")} | changes
        values = {name: value for name, value in given.items() if value is not None}
        url = webhook["token_endpoint"]
        request = (
            self._client.post(url, data=values)
            if form == "form"
            else self._client.post(url, json=values)
        )
        answer = self._send(request)
        self._token, self._requested = None, True
        if answer.accepted:
            self._token, self.lifetime = _read_token(answer)
            self._token_expires = self._clock.now() + self.lifetime
            self.first_token = self.first_token or self._token

    def token(self) -> str:
        """The latest token; requests one if there is none yet or it has expired.

        Raises:
            ExpectationFailed: the connector issued none.
        """
        if not self._requested or self._has_expired():
            self.request_token("as a form")
        if self._token is None:
            refused = self.answers[-1]
            raise ExpectationFailed(
                "the answer to a token request with the right credentials",
                expected="a token",
                actual=f"{refused.status}: {refused.body[:200]}",
            )
        return self._token

    def basic_authorization(self) -> str:
        """The value of the Authorization header for basic authentication."""
        webhook = self._webhook()
        pair = f"{webhook['client_id']}:{webhook['client_secret']}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    # Statements

    def statement_request(self, learner: str, kind: EventKind, title: str) -> StatementRequest:
        """A request with a token and the statement that Percipio would make now."""
        found = self._personas.acme.catalog.get(self._catalog.id_of(title))
        done = True if kind == "course_satisfied" else None
        event = LearnerEvent(
            kind,
            self._personas.acme.learners[learner],
            activity_of(found),
            self._clock.now(),
            success=done,
            completion=done,
        )
        statement = statement_of(
            event, self._configuration(), domain="acme", statement_id=drawn_uuid(self._random)
        )
        return StatementRequest([statement], f"Bearer {self.token()}")

    def previous_request(self) -> StatementRequest:
        """A copy of the request that was posted last, with a new token where that one has expired.

        Raises:
            FeatureMistake: none was posted.
        """
        if self._previous is None:
            raise FeatureMistake("there is no statement to post again; let a step post one before")
        again = deepcopy(self._previous)
        if again.authorization == f"Bearer {self._token}" and self._has_expired():
            again.authorization = f"Bearer {self.token()}"
        return again

    def post(self, request: StatementRequest) -> Answer:
        """Post the request; :attr:`answers` keeps the answer."""
        self._previous = request
        headers = {
            "content-type": request.content_type,
            "x-experience-api-version": request.version,
            "authorization": request.authorization,
        }
        body = request.body()
        if request.content_type == "multipart/mixed":
            headers["content-type"], body = as_multipart(body)
        url = self._webhook()["statement_url"].rstrip("/") + request.path
        sent = {name: value for name, value in headers.items() if value is not None}
        return self._send(self._client.post(url, content=body, headers=sent))

    def _has_expired(self) -> bool:
        return self._token_expires is not None and self._token_expires <= self._clock.now()

    def _send(self, call: Coroutine[Any, Any, httpx.Response]) -> Answer:
        try:
            response = self._run(call)
        except httpx.HTTPError as error:
            raise ConnectorError(
                f"the webhook gave no answer: {type(error).__name__}: {error}"
            ) from error
        self.answers.append(Answer(response.status_code, response.text))
        return self.answers[-1]

    def _configuration(self) -> LrsConfiguration:
        configuration = self._personas.acme.sender.configuration
        if configuration is None:
            raise FeatureMistake(
                "no statistics are sent to 360Learning yet; let a step set that up before"
            )
        return configuration


def _read_token(answer: Answer) -> tuple[str, timedelta]:
    try:
        body = json.loads(answer.body)
        return str(body["access_token"]), timedelta(
            seconds=int(body.get("expires_in", ASSUMED_LIFETIME))
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConnectorError(
            f"a token request was answered {answer.status} without an access_token"
        ) from error
