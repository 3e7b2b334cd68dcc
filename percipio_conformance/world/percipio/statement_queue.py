"""Percipio's queue of statements, and a second customer that sends to the same address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal, get_args

from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.sender import Delivery
from fake_percipio.xapi.statements import Statement
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas

MAX_BATCH = 1_000
"""Maximum statements in one request: a released queue sends all of them, as xAPI allows."""

ORDERS: dict[str, Callable[[list[Statement]], Iterable[Statement]]] = {
    "": list,
    ", the last one first": lambda queued: reversed(queued),
    ", each of them twice": lambda queued: [twice for each in queued for twice in (each, each)],
    ", and all of them again": lambda queued: [*queued, *queued],
}
"""The order in which queued statements are sent, and how often."""


SendingForm = Literal[
    "", " at once", " one by one", " in several parts", " in requests at the same time"
]
FORMS: tuple[SendingForm, ...] = get_args(SendingForm)


class StatementQueue:
    """The statements of one customer on their way to the connector.

    Args:
        webhook: returns the integration's webhook credentials and addresses.
    """

    def __init__(
        self, personas: Personas, catalog: Catalog, *, webhook: Callable[[], Message]
    ) -> None:
        self._personas = personas
        self._catalog = catalog
        self._webhook = webhook
        self._sender = personas.acme.sender

    def hold(self) -> None:
        """Queue all statements from now on."""
        self._sender.hold()

    def release(self, order: str, form: SendingForm = "") -> None:
        """Send the queued statements.

        Args:
            order: one of :data:`ORDERS`.
            form: all in one request, as JSON or as ``multipart/mixed``; or each in its own one, one
                after the other or all at the same time.
        """
        self._sender.batch_size = 1 if form == " one by one" else MAX_BATCH
        self._sender.multipart = form == " in several parts"
        self._sender.release(ORDERS[order], at_once=form == " in requests at the same time")

    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver, with its result."""
        return self._sender.deliveries

    def undelivered(self) -> int:
        """How many statements are not yet acknowledged."""
        return self._sender.queued

    def acknowledged(self) -> int:
        """How many statements the connector has acknowledged."""
        deliveries = self._sender.deliveries
        return len({id_ for each in deliveries if each.acknowledged for id_ in each.statement_ids})

    def acknowledgements(self) -> dict[str, datetime]:
        """The instant at which the connector first acknowledged a statement, by its id."""
        found: dict[str, datetime] = {}
        for each in self._sender.deliveries:
            if each.acknowledged:
                for statement_id in each.statement_ids:
                    found.setdefault(statement_id, each.at)
        return found

    def send_as_other_customer(self, learner: str, title: str) -> None:
        """Let Globex send the same completion, by a learner with the same identifiers.

        Globex sends to the same address, with credentials that are not Acme's (D14).
        """
        webhook, globex = self._webhook(), self._personas.globex
        globex.sender.configure(
            LrsConfiguration(
                url=webhook["statement_url"],
                token_endpoint=webhook["token_endpoint"],
                token_request_parameters={
                    "client_id": "globex-client",
                    "client_secret": "globex-secret",
                },
                course_satisfied_verb="completed",
                bypass_connection_test=True,
            )
        )
        original = self._personas.acme.learners[learner]
        twin = globex.add_learner(learner, email=original.email, user_id=original.user_id)
        item = self._personas.acme.catalog.get(self._catalog.id_of(title))
        globex.activity.complete(twin, item)
