"""Broken connectors: whom an identifier stands for, and what an unknown learner leads to."""

from __future__ import annotations

import msgspec
import orjson
from fault import Fault, clauses, named
from faults_of_identification import find_learners, looks_for

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.statement_delivery import Delivery
from reference_impl.lms import learners
from reference_impl.rules.identification import identifier_of
from reference_impl.rules.statement_interpretation import COMPLETED_VERB
from reference_impl.store.statement_store import Queued


def ignores_capitals_in_usernames() -> Subject:
    """Account names are converted to small letters, as addresses are."""
    return looks_for(
        lambda actor, method, found: found.lower() if found and method == "username" else found
    )


def finds_deleted_users() -> Subject:
    """The search for a learner does not look at the status of a user."""
    learners.PRESENT = ("active", "invited", "deleted")  # type: ignore[assignment]
    return InProcessReference()


class _Group(msgspec.Struct):
    id: str = msgspec.field(name="_id")


def invites_whoever_completes_a_course() -> Subject:
    """A learner who completes a course and cannot be found is invited, so that it counts."""
    deliver = Delivery._deliver

    async def deliver_and_invite(self: Delivery, queued: list[Queued]) -> None:
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

    Delivery._deliver = deliver_and_invite  # type: ignore[method-assign]
    return InProcessReference()


def acknowledges_statements_of_unknown_learners() -> Subject:
    """Statements are acknowledged before the learner is looked for.

    That is right under another reading of A-NOMATCH, and it is what the reference does.
    """
    return InProcessReference()


FAULTS = named(
    Fault(ignores_capitals_in_usernames, warns=clauses("C106"), spares=clauses("C104 C108")),
    Fault(finds_deleted_users, warns=clauses("C110"), spares=clauses("C111")),
    Fault(
        invites_whoever_completes_a_course,
        fails=clauses("C061 D10"),
        spares=clauses("C104"),
    ),
    Fault(
        acknowledges_statements_of_unknown_learners,
        warns=clauses("C061"),
        spares=clauses("C104"),
        readings={"A-NOMATCH": "refused"},
    ),
)
