"""Mutants: a second customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.jobs import statement_delivery
from reference_impl.store.tokens import Credentials
from reference_impl.webhook.webhook import Webhook, unauthorized
from tools.mutants.mutant import Mutant, by_name, clauses


def draws_the_same_secrets() -> ConnectorUnderTest:
    """Generates the same secrets for every customer, from a fixed seed."""
    Credentials.draw = lambda rng: Credentials("one-client", f"{Random(1).getrandbits(64):x}")
    return InProcessReference()


def receives(
    choose: Callable[[IntegrationRegistry, Webhook, bytes], Iterable[Webhook]],
) -> ConnectorUnderTest:
    """``choose`` is given the webhook whose token it is and the body; the last one answers."""

    async def receive(self: IntegrationRegistry, request: Request) -> Response:
        body, answer = await request.body(), unauthorized()
        for each in self._webhooks():
            if each.admits(request.headers.get("authorization", "")):
                for chosen in choose(self, each, body):
                    answer = await chosen.receive(request)
                break
        return answer

    IntegrationRegistry.receive = receive  # type: ignore[method-assign]
    return InProcessReference()


def gives_all_reports_to_the_first() -> ConnectorUnderTest:
    """Gives all statements to the first integration, without checking which one issued the
    token.
    """
    return receives(lambda integrations, theirs, body: [next(integrations._webhooks())])


def gives_reports_to_everybody() -> ConnectorUnderTest:
    """Processes each statement for all customers."""
    return receives(lambda integrations, theirs, body: list(integrations._webhooks()))


def remembers_people_by_their_identifier() -> ConnectorUnderTest:
    """Shares one cache of learners among all customers."""
    find_learners, known, reset = (
        statement_delivery.find_learners,
        dict[str, list[str]](),
        IntegrationRegistry.reset,
    )

    async def find(
        lms: Any, method: Any, identifiers: Iterable[str], **more: Any
    ) -> dict[str, list[str]]:
        wanted = list(identifiers)
        for each in wanted:
            if each not in known:
                known.update(await find_learners(lms, method, [each], **more))
        return {each: known[each] for each in wanted}

    async def begin_anew(self: IntegrationRegistry, *world: Any) -> None:
        known.clear()
        await reset(self, *world)

    statement_delivery.find_learners = find
    IntegrationRegistry.reset = begin_anew  # type: ignore[method-assign]
    return InProcessReference()


def looks_for_the_course_everywhere() -> ConnectorUnderTest:
    """Finds courses in the tables of all customers, whose content has the same ids, so
    statements can reach the wrong integration.
    """

    def whoever_knows_it(
        integrations: IntegrationRegistry, theirs: Webhook, body: bytes
    ) -> list[Webhook]:
        if not body.startswith((b"{", b"[")):
            return [theirs]
        said = orjson.loads(body)
        named = {each["object"]["id"] for each in (said if isinstance(said, list) else [said])}
        able = [
            webhook
            for each, webhook in zip(integrations._all(), integrations._webhooks(), strict=True)
            if each._opened().activities.courses_of(named)
        ]
        return able[:1] if able and theirs not in able else [theirs]

    return receives(whoever_knows_it)


MUTANTS = by_name(
    Mutant(
        draws_the_same_secrets,
        fails=clauses("C102 C115 D14"),
        spares=clauses("C116 C118 D15"),
    ),
    Mutant(
        gives_all_reports_to_the_first,
        fails=clauses("C102 C115 D14"),
        spares=clauses("C101 C116 C117"),
    ),
    Mutant(
        gives_reports_to_everybody,
        fails=clauses("C102 C115 D14"),
        spares=clauses("C101 C104"),
    ),
    Mutant(
        remembers_people_by_their_identifier,
        fails=clauses("C102"),
        spares=clauses("C104 C115 D14"),
    ),
    Mutant(
        looks_for_the_course_everywhere,
        fails=clauses("D14"),
        spares=clauses("C102 C115 D11"),
    ),
)
