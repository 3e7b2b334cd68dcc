"""Token requests and statements that Percipio itself would not send."""

from __future__ import annotations

import base64
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx

from fake_percipio.core.ids import drawn_uuid
from fake_percipio.xapi.access_token import ASSUMED_LIFETIME
from fake_percipio.xapi.events import EventKind, LearnerEvent, activity_of
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.multipart import as_multipart
from fake_percipio.xapi.statements import statement_of
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.outcomes import ExpectationFailed, FeatureMistake
from percipio_conformance.network.webhook import (
    client_credentials,
    post_statements,
    read_token,
    request_token,
)
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.statement_request import StatementRequest
from percipio_conformance.world.personas import Personas


@dataclass(frozen=True, slots=True)
class Answer:
    """The connector's answer; ``body`` holds no secret."""

    status: int
    body: str = field(repr=False)

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


TOKEN_REQUESTS: dict[str, tuple[str, dict[str, str | None]]] = {
    "as a form": ("form", {}),
    "as a form without a grant type": ("form", {"grant_type": None}),
    "as JSON": ("json", {}),
    "as JSON without a grant type": ("json", {"grant_type": None}),
    "with a wrong secret": ("form", {"client_secret": "not-the-secret"}),
    "with an empty secret": ("form", {"client_secret": ""}),
    "without a secret": ("form", {"client_secret": None}),
    "with an unknown client ID": ("form", {"client_id": "somebody-else"}),
    "without a client ID": ("form", {"client_id": None}),
    "with the grant type of a password": ("form", {"grant_type": "password"}),
}
"""Token requests: form or JSON, and the changes to the right values; None omits one."""


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
        run: RunCoroutine,
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
        self.uses_tokens_for: Callable[[], str] | None = None
        """Returns the learner for whom each token is used as soon as it is issued, if it is."""
        self.used_tokens = 0
        """The number of tokens that were used in this way."""

    # Tokens

    def request_token(self, how: str) -> None:
        """Send one of the :data:`TOKEN_REQUESTS`, and keep the token of its answer.

        Raises:
            ConnectorError: no answer, or one that holds no token although it accepts the request.
        """
        form, changes = TOKEN_REQUESTS[how]
        webhook = self._webhook()
        given = client_credentials(webhook) | changes
        values = {name: value for name, value in given.items() if value is not None}
        answer = self._send(
            request_token(self._client, webhook["token_endpoint"], values, as_json=form == "json")
        )
        self._token, self._requested = None, True
        if answer.accepted:
            self._token, self.lifetime = read_token(answer.body)
            self._token_expires = self._clock.now() + self.lifetime
            self.first_token = self.first_token or self._token
            if self.uses_tokens_for is not None:
                self._use_token(self.uses_tokens_for)

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
        content_type, body = request.content_type, request.body()
        if content_type == "multipart/mixed":
            content_type, body = as_multipart(body)
        return self._send(
            post_statements(
                self._client,
                self._webhook()["statement_url"],
                body,
                authorization=request.authorization,
                content_type=content_type,
                version=request.version,
                path=request.path,
            )
        )

    def _use_token(self, learner: Callable[[], str]) -> None:
        """Post a completion with the latest token, to which no later step refers; nothing while
        Percipio sends no statements or has no item."""
        acme, id_of = self._personas.acme, self._catalog.id_of
        title = next((each for each in self._catalog.titles if id_of(each) in acme.catalog), None)
        if title is None or acme.sender.configuration is None:
            return
        previous, answers = self._previous, len(self.answers)
        self.post(self.statement_request(learner(), "course_satisfied", title))
        self._previous = previous
        del self.answers[answers:]
        self.used_tokens += 1

    def _has_expired(self) -> bool:
        return self._token_expires is not None and self._token_expires <= self._clock.now()

    def _send(self, request: Any) -> Answer:
        response = self._run(request)
        self.answers.append(Answer(response.status_code, response.text))
        return self.answers[-1]

    def _configuration(self) -> LrsConfiguration:
        configuration = self._personas.acme.sender.configuration
        if configuration is None:
            raise FeatureMistake(
                "no statistics are sent to 360Learning yet; let a step set that up before"
            )
        return configuration
