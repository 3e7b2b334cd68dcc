"""How Percipio sends what learners do: its LRS configuration page, its queue, and other senders."""

from __future__ import annotations

import base64
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.lrs_page import BYPASS, LrsForm
from fake_percipio.xapi.sender import ConnectionTestError, Delivery
from fake_percipio.xapi.statements import Statement
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas

Run = Callable[[Coroutine[Any, Any, Any]], Any]
NOWHERE = "http://record-store-nowhere.invalid/xapi"
EVERYTHING = "all"
LONGEST_LIST = 1_000
"""Reports sent at once: a stuck queue that moves again sends all it has, as xAPI lets it."""


def _types(words: str) -> str | frozenset[str]:
    return EVERYTHING if words == EVERYTHING else frozenset({words.upper().replace(" ", "_")})


def _verbs(words: str) -> str | frozenset[str]:
    return EVERYTHING if words == EVERYTHING else frozenset({words})


FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "Actor ID": ("actor_id", str),
    "Course Satisfied Verb": ("course_satisfied_verb", str),
    "Assessment Scored Verb": ("assessment_scored_verb", str),
    "Waived Verb": ("waived_verb", str),
    "Content Type Filter": ("content_type_filter", _types),
    "Verb Filter": ("verb_filter", _verbs),
    "Enable": ("enabled", lambda words: words == "checked"),
}
"""Fields of the page by their labels: the name of the value, and how a feature writes it."""

ORDERS: dict[str, Callable[[list[Statement]], Iterable[Statement]]] = {
    "": list,
    ", the last one first": lambda kept: reversed(kept),
    ", each of them twice": lambda kept: [twice for each in kept for twice in (each, each)],
    ", and all of them again": lambda kept: [*kept, *kept],
}
"""In which order, and how often, reports that were kept back are sent."""


class StatementQueue:
    """What an administrator of Percipio configures, and what becomes of the reports."""

    def __init__(
        self, cast: Personas, offering: Catalog, *, run: Run, webhook: Callable[[], Message]
    ) -> None:
        self._cast = cast
        self._offering = offering
        self._run = run
        self._webhook = webhook
        self._sender = cast.acme.sender
        self._page = cast.acme.lrs_page

    # The LRS configuration page

    def set_field(self, label: str, words: str) -> None:
        """The page is opened as the article says, its OAuth fields are renewed, one is changed."""
        form = self._open(bypass=True)
        _renew(form)
        name, read = FIELDS[label]
        form.enter(bypass_connection_test=True, **{name: read(words)})
        self._run(self._page.save(form))

    def save_for_nowhere(self, *, bypass: bool) -> bool:
        """Fill the page in for a receiver that does not answer; whether it could be saved."""
        form = self._open(bypass=bypass)
        _renew(form)
        form.enter(
            url=NOWHERE,
            token_endpoint=f"{NOWHERE}/token",
            token_request_parameters={"client_id": "nobody", "client_secret": "nothing"},
        )
        if bypass:
            form.enter(bypass_connection_test=True)
        try:
            self._run(self._page.save(form))
        except ConnectionTestError:
            return False
        return True

    def save_anew(self, *, renewed: bool) -> None:
        """Come back to the page, whose token fields are gone, and save it once more.

        An administrator who renews OAuth 2.0 enters the webhook's values again; one who does not
        fills the Authorization field with what there is, the credentials as Base64.
        """
        form = self._open(bypass=True)
        if renewed:
            webhook = self._webhook()
            _renew(form)
            form.enter(
                token_endpoint=webhook["token_endpoint"],
                token_request_parameters={
                    name: webhook[name] for name in ("client_id", "client_secret")
                },
            )
        else:
            form.enter(authorization=self._basic())
        form.enter(bypass_connection_test=True)
        self._run(self._page.save(form))

    # Reports on their way

    def keep_back(self) -> None:
        """Percipio's queue is stuck from now on."""
        self._sender.hold()

    def send(self, order: str, *, singly: bool, multipart: bool) -> None:
        """The queue moves again."""
        self._sender.batch_size = 1 if singly else LONGEST_LIST
        self._sender.multipart = multipart
        self._sender.release(ORDERS[order])

    def deliveries(self) -> list[Delivery]:
        """Every try to deliver, and what came of it."""
        return self._sender.deliveries

    def undelivered(self) -> int:
        """How many reports wait for their acknowledgement."""
        return self._sender.queued

    def imitate(self, learner: str, title: str) -> None:
        """Globex reports the completion of the same content by somebody of the same identifiers.

        Globex sends to the same address, with credentials that are not Acme's (D14).
        """
        webhook, globex = self._webhook(), self._cast.globex
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
        original = self._cast.acme.learners[learner]
        twin = globex.add_learner(learner, email=original.email, user_id=original.user_id)
        item = self._cast.acme.catalog.get(self._offering.id_of(title))
        globex.activity.complete(twin, item)

    def _open(self, *, bypass: bool) -> LrsForm:
        return self._page.open(self._page.address + (f"?{BYPASS}" if bypass else ""))

    def _basic(self) -> str:
        webhook = self._webhook()
        return base64.b64encode(
            f"{webhook['client_id']}:{webhook['client_secret']}".encode()
        ).decode()


def _renew(form: LrsForm) -> None:
    """Uncheck and recheck Authenticate with OAuth 2.0, which brings its fields back (C130)."""
    form.check_oauth2(False)
    form.check_oauth2(True)
