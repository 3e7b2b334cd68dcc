"""Statements and token requests made by hand, where Percipio itself would not make them."""

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
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.core.outcomes import ConnectorError, ExpectationFailed, FeatureMistake
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.statement_request import StatementRequest
from percipio_conformance.world.personas import Personas

Run = Callable[[Coroutine[Any, Any, Any]], Any]

ASSUMED_LIFETIME = 3600
"""Seconds a token lives where the answer does not say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the connector answered. ``says`` is its body, in which no secret is expected."""

    status: int
    says: str = field(repr=False)

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
"""Token requests: form or JSON, and what differs from the credentials alone."""


class WebhookClient:
    """Knocks at the webhook as anybody could who knows its addresses."""

    def __init__(
        self,
        cast: Personas,
        offering: Catalog,
        *,
        run: Run,
        client: httpx.AsyncClient,
        webhook: Callable[[], Message],
        clock: SimulatedClock,
        seed: int,
    ) -> None:
        self._cast = cast
        self._offering = offering
        self._run = run
        self._client = client
        self._webhook = webhook
        self._clock = clock
        self._draw = Random(f"{seed}/postman")
        self._token: str | None = None
        self.first_token = ""
        """The token that was given first, whichever have been given since."""
        self._asked = False
        self._token_ends: datetime | None = None
        self._last: StatementRequest | None = None
        self.lifetime = timedelta(seconds=ASSUMED_LIFETIME)
        """How long the token that was given last is good for."""
        self.answers: list[Answer] = []

    # Tokens

    def ask(self, how: str) -> None:
        """One of the token requests of ASKING; a token that is given is kept."""
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
        self._token, self._asked = None, True
        if answer.accepted:
            self._token, self.lifetime = _read_token(answer)
            self._token_ends = self._clock.now() + self.lifetime
            self.first_token = self.first_token or self._token

    def have_a_token(self) -> str:
        """The token that was asked for last; one is asked for now where none ever was, or where
        its time is over.

        Raises:
            Mismatch: the connector gives none for the right credentials.
        """
        if not self._asked or self._has_ended():
            self.ask("as a form")
        if self._token is None:
            refused = self.answers[-1]
            raise ExpectationFailed(
                "the answer to a token request with the right credentials",
                expected="a token",
                seen=f"{refused.status}: {refused.says[:200]}",
            )
        return self._token

    def basic(self) -> str:
        """The credentials as the header of basic authentication."""
        webhook = self._webhook()
        pair = f"{webhook['client_id']}:{webhook['client_secret']}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    # Statements

    def write(self, learner: str, kind: EventKind, title: str) -> StatementRequest:
        """A statement as Percipio would make it now, in an envelope with a token."""
        found = self._cast.acme.catalog.get(self._offering.id_of(title))
        done = True if kind == "course_satisfied" else None
        event = LearnerEvent(
            kind,
            self._cast.acme.learners[learner],
            activity_of(found),
            self._clock.now(),
            success=done,
            completion=done,
        )
        said = statement_of(
            event, self._configuration(), domain="acme", statement_id=drawn_uuid(self._draw)
        )
        return StatementRequest([said], f"Bearer {self.have_a_token()}")

    def last(self) -> StatementRequest:
        """What was posted last, to be posted again: under a new token where that one has ended.

        Raises:
            FeatureMistake: nothing was.
        """
        if self._last is None:
            raise FeatureMistake("there is no statement to post again; let a step post one before")
        again = deepcopy(self._last)
        if again.authorization == f"Bearer {self._token}" and self._has_ended():
            again.authorization = f"Bearer {self.have_a_token()}"
        return again

    def post(self, envelope: StatementRequest) -> Answer:
        """Post it; the answer is kept as well."""
        self._last = envelope
        headers = {
            "content-type": envelope.content_type,
            "x-experience-api-version": envelope.version,
            "authorization": envelope.authorization,
        }
        body = envelope.body()
        if envelope.content_type == "multipart/mixed":
            headers["content-type"], body = as_multipart(body)
        url = self._webhook()["statement_url"].rstrip("/") + envelope.below_the_address
        sent = {name: value for name, value in headers.items() if value is not None}
        return self._send(self._client.post(url, content=body, headers=sent))

    def _has_ended(self) -> bool:
        return self._token_ends is not None and self._token_ends <= self._clock.now()

    def _send(self, request: Coroutine[Any, Any, httpx.Response]) -> Answer:
        try:
            response = self._run(request)
        except httpx.HTTPError as error:
            raise ConnectorError(
                f"the webhook gave no answer: {type(error).__name__}: {error}"
            ) from error
        self.answers.append(Answer(response.status_code, response.text))
        return self.answers[-1]

    def _configuration(self) -> LrsConfiguration:
        configuration = self._cast.acme.sender.configuration
        if configuration is None:
            raise FeatureMistake(
                "no statistics are sent to 360Learning yet; let a step set that up before"
            )
        return configuration


def _read_token(answer: Answer) -> tuple[str, timedelta]:
    try:
        body = json.loads(answer.says)
        return str(body["access_token"]), timedelta(
            seconds=int(body.get("expires_in", ASSUMED_LIFETIME))
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConnectorError(
            f"a token request was answered {answer.status} without an access_token"
        ) from error
