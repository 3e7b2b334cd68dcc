"""Mutants: the verbs of statements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connectors.shared.interpretations import misreads
from connectors.shared.request_changes import refuses
from connectors.shared.statement_changes import says, verb_of
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.statement_parsing import Statement
from reference_impl.webhook.webhook import Webhook
from tools.mutants.mutant import Mutant, by_name, clauses


def keeps_the_last_statement_of_a_request_for_each_course() -> ConnectorUnderTest:
    """Keeps only the last statement of each learner and activity in a request, so a completion
    before a visit is lost.
    """
    store = Webhook._store

    async def store_the_last(self: Webhook, given: list[Statement]) -> set[str]:
        last: dict[tuple[str, str], Statement] = {}
        for each in given:
            actor, thing = each.content["actor"], each.content["object"]
            whose = str(actor.get("mbox") or actor.get("account"))
            last[whose, thing.get("id", each.id)] = each
        return await store(self, list(last.values()))

    Webhook._store = store_the_last  # type: ignore[method-assign]
    return InProcessReference()


def completes_by_satisfied_too() -> ConnectorUnderTest:
    """Counts "satisfied" and "passed" as completions as well."""
    return misreads("A-VERB", "satisfied-and-passed-too")


def completes_by_completed_alone() -> ConnectorUnderTest:
    """Counts only the verb "completed" as a completion."""
    return misreads("A-VERB", "completed-only")


def completes_linked_content_by_a_visit() -> ConnectorUnderTest:
    """Completes linked content with any statement, even with a start or a visit."""
    attempts_of = StatementDelivery._attempts_of

    def visits_complete(self: StatementDelivery, user_id: str, external_id: str) -> list[Attempt]:
        found = attempts_of(self, user_id, external_id)
        linked = self._store._db.execute(
            "SELECT 1 FROM courses WHERE external_id = ? AND category = 'linked_content'",
            (external_id,),
        ).fetchone()
        return [
            replace(each, progress=100, result="success", completed_at=each.first_activity_at)
            if linked and each.progress != 100
            else each
            for each in found
        ]

    StatementDelivery._attempts_of = visits_complete  # type: ignore[method-assign]
    return InProcessReference()


def takes_arriving_for_completing() -> ConnectorUnderTest:
    """Counts the verb "arrived" as a completion."""
    return says(
        lambda said, statement: (
            replace(said, status="Completed") if verb_of(statement) == "arrived" else said
        )
    )


KNOWN_VERBS = ("initialized", "launched", "progressed", "completed")


def refuses_unknown_verbs() -> ConnectorUnderTest:
    """Rejects statements with unknown verbs."""

    def is_unknown(each: Any) -> bool:
        verb = each.get("verb") if isinstance(each, dict) else None
        name = str(verb.get("id", "")) if isinstance(verb, dict) else ""
        return bool(name) and name.rpartition("/")[2] not in KNOWN_VERBS

    return refuses(is_unknown)


def goes_by_the_verb() -> ConnectorUnderTest:
    """Decides by the verb, although the interpretation requires the completion flag."""
    return misreads("A-XAPI", "verb-decides")


def goes_by_the_flag() -> ConnectorUnderTest:
    """Decides by the completion flag, although the interpretation requires the verb."""
    return misreads("A-XAPI", "completion-flag-decides")


def takes_every_verb_for_completed() -> ConnectorUnderTest:
    """Counts every statement about a course as a completion, whatever its verb."""
    return says(lambda said, _: replace(said, status="Completed"))


MUTANTS = by_name(
    Mutant(
        keeps_the_last_statement_of_a_request_for_each_course,
        fails=clauses("C122"),
        kind="visit in the same request",
        written_blind=True,
    ),
    Mutant(
        completes_by_satisfied_too,
        warns=clauses("C122 C126"),
        spares=clauses("C018"),
        readings={"A-VERB": "completed-only"},
    ),
    Mutant(
        completes_by_completed_alone,
        warns=clauses("C122"),
        spares=clauses("C018"),
        readings={"A-VERB": "satisfied-and-passed-too"},
    ),
    Mutant(
        completes_linked_content_by_a_visit,
        fails=clauses("C126"),
        kind="visit of linked content",
        written_blind=True,
    ),
    Mutant(
        takes_arriving_for_completing,
        fails=clauses("C126"),
        spares=clauses("C050 C122 C123"),
    ),
    Mutant(
        refuses_unknown_verbs,
        fails=clauses("C126"),
        spares=clauses("C049 C115"),
        collateral_reason="What is refused is sent again, and delays the statements behind it.",
    ),
    Mutant(
        goes_by_the_verb,
        warns=clauses("C126"),
        spares=clauses("C018"),
        readings={"A-XAPI": "completion-flag-decides"},
    ),
    Mutant(
        goes_by_the_flag,
        warns=clauses("C126"),
        spares=clauses("C018"),
        readings={"A-XAPI": "verb-decides"},
    ),
    Mutant(
        takes_every_verb_for_completed,
        fails=clauses("C126"),
        collateral_reason="Whoever begins a course has completed it.",
    ),
)
