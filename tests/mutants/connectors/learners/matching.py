"""Mutants: learners who are unknown, ambiguous or removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
import orjson

from connectors.shared.identifiers import find_learners, finds, looks_for
from connectors.shared.request_changes import refuses
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs import statement_delivery
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.lms import learners
from reference_impl.lms.client import LmsClient
from reference_impl.rules.identification import identifier_of
from reference_impl.rules.settings import Identification
from reference_impl.rules.statement_interpretation import COMPLETED_VERB
from reference_impl.store.statement_store import Queued
from tools.mutants.mutant import Mutant, by_name, clauses


def gives_strays_to_the_administrator() -> ConnectorUnderTest:
    """Assigns the results of unknown learners to the administrator."""
    return looks_for(
        lambda actor, method, found: (
            "carol@acme.example"
            if method == "email" and found and found.endswith("@elsewhere.example")
            else found
        )
    )


class _Group(msgspec.Struct):
    id: str = msgspec.field(name="_id")


def invites_whoever_completes_a_course() -> ConnectorUnderTest:
    """Invites a learner who completes a course and is unknown."""
    deliver = StatementDelivery._deliver

    async def deliver_and_invite(self: StatementDelivery, queued: list[Queued]) -> None:
        statements = [orjson.loads(each.body) for each in queued]
        mails = {
            mail
            for each in statements
            if each["verb"]["id"] == COMPLETED_VERB
            and (mail := identifier_of(each["actor"], "email")) is not None
        }
        found = await find_learners(self._lms, "email", mails, email_ignores_case=True)
        groups = [each.id async for each in self._lms.each("/api/v2/groups", _Group)]
        for mail in sorted(mails):
            if not found[mail]:
                membership = {"groupId": groups[0], "role": "learner"}
                body = orjson.dumps({"mail": mail, "membership": membership})
                await self._lms.request("POST", "/api/v2/users", body=body)
        await deliver(self, queued)

    StatementDelivery._deliver = deliver_and_invite  # type: ignore[method-assign]
    return InProcessReference()


def acknowledges_statements_of_unknown_learners() -> ConnectorUnderTest:
    """Acknowledges statements before it looks for the learner.

    That is right under another reading of A-NOMATCH, and it is what the reference does.
    """
    return InProcessReference()


def complains_about_strangers() -> ConnectorUnderTest:
    """Rejects a whole batch if one learner is unknown."""
    strangers = ("elsewhere.example", "nowhere.example")
    return refuses(lambda each: any(stranger in str(each) for stranger in strangers))


def takes_the_first_of_several() -> ConnectorUnderTest:
    """Uses the first user if a search finds several."""
    return finds(lambda found: {key: ids[:1] for key, ids in found.items()})


def finds_deleted_users() -> ConnectorUnderTest:
    """Ignores the status of users and assigns results to deleted ones."""
    learners.PRESENT = ("active", "invited", "deleted")  # type: ignore[assignment]
    return InProcessReference()


class _User(msgspec.Struct):
    status: str = ""


def prefers_the_active_one_of_several() -> ConnectorUnderTest:
    """Uses the active user if two users share an identifier and the other one is only invited."""
    find = learners.find_learners

    async def find_and_prefer(
        lms: LmsClient,
        method: Identification,
        identifiers: Iterable[str],
        *,
        email_ignores_case: bool,
    ) -> dict[str, list[str]]:
        found = await find(lms, method, identifiers, email_ignores_case=email_ignores_case)
        for identifier, ids in found.items():
            if len(ids) > 1:
                users = {each: await lms.get(f"/api/v2/users/{each}", _User) for each in ids}
                active = [each for each, user in users.items() if user.status == "active"]
                found[identifier] = active if len(active) == 1 else ids
        return found

    statement_delivery.find_learners = find_and_prefer  # type: ignore[attr-defined]
    return InProcessReference()


def keeps_the_match_of_the_first_day() -> ConnectorUnderTest:
    """Caches the learner of an identifier for good."""
    matched: WeakKeyDictionary[LmsClient, dict[str, list[str]]] = WeakKeyDictionary()

    async def found(
        lms: LmsClient, method: Any, identifiers: Any, **more: Any
    ) -> dict[str, list[str]]:
        known = matched.setdefault(lms, {})
        now = await find_learners(lms, method, identifiers, **more)
        for key, ids in now.items():
            if len(ids) == 1:
                known.setdefault(key, ids)
        return {key: known.get(key, ids) for key, ids in now.items()}

    statement_delivery.find_learners = found
    return InProcessReference()


KNOWN = ("ada@acme.example", "grace@acme.example", "alan@acme.example")


def knows_the_addresses_of_the_first_day() -> ConnectorUnderTest:
    """Reads the users only when it starts."""
    return looks_for(
        lambda actor, method, found: found if method != "email" or found in KNOWN else None
    )


def passes_over_the_invited() -> ConnectorUnderTest:
    """Ignores users who have been invited and have not logged in yet."""
    learners.PRESENT = ("active",)
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        gives_strays_to_the_administrator,
        fails=clauses("C061"),
        spares=clauses("C104 C105"),
        adds=True,
    ),
    Mutant(
        invites_whoever_completes_a_course,
        fails=clauses("C061 D10"),
        spares=clauses("C104"),
        adds=True,
    ),
    Mutant(
        acknowledges_statements_of_unknown_learners,
        warns=clauses("C061"),
        spares=clauses("C104"),
        readings={"A-NOMATCH": "refused"},
    ),
    Mutant(complains_about_strangers, fails=clauses("C061 D03"), spares=clauses("C104 C125")),
    Mutant(
        takes_the_first_of_several,
        fails=clauses("C110 C111"),
        spares=clauses("C108 D14"),
        kind="the first of a list",
    ),
    Mutant(finds_deleted_users, warns=clauses("C110"), spares=clauses("C111")),
    Mutant(
        prefers_the_active_one_of_several, warns=clauses("C110"), kind="invited", written_blind=True
    ),
    Mutant(
        keeps_the_match_of_the_first_day,
        fails=clauses("C111 D09"),
        spares=clauses("C108"),
        kind="the match of another day is kept",
        condition="on the second day",
    ),
    Mutant(
        knows_the_addresses_of_the_first_day,
        fails=clauses("D09"),
        spares=clauses("D10 D14"),
    ),
    Mutant(
        passes_over_the_invited,
        fails=clauses("D10"),
        warns=clauses("C110"),
        spares=clauses("C108 C111 D09"),
    ),
)
