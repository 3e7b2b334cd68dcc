"""Mutants: repeated, reordered and bad statements."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson

from connectors.shared.attempt_changes import shows
from connectors.shared.request_changes import refuses, rewrites
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.catalog_jobs import CatalogJobs
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules.statement_parsing import Statement
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.statement_store import Accepted, Outcome
from reference_impl.webhook.inbox import Inbox
from reference_impl.webhook.webhook import Webhook
from tools.mutants.mutant import Mutant, by_name, clauses


def takes_a_batch_with_a_known_statement_for_a_repetition() -> ConnectorUnderTest:
    """Treats a batch that contains a known statement id as already delivered, and drops the new
    statements in it.
    """
    put = Inbox.put

    async def put_as_a_whole(self: Inbox, statements: Sequence[Accepted]) -> list[Outcome]:
        known: dict[str, bytes] = dict(
            self._store._db.execute(
                "SELECT id, digest FROM statements WHERE id IN (SELECT value FROM json_each(?))",
                (orjson.dumps([each.id for each in statements]).decode(),),
            )
        )
        if not known:
            return await put(self, statements)
        return [
            "repeated" if known.get(each.id, each.digest) == each.digest else "conflict"
            for each in statements
        ]

    Inbox.put = put_as_a_whole  # type: ignore[method-assign]
    return InProcessReference()


def gives_a_batch_up_for_a_repetition() -> ConnectorUnderTest:
    """Rejects a whole batch if one of its statements is already stored."""
    store = Webhook._store

    async def store_if_unique(self: Webhook, statements: list[Statement]) -> set[str]:
        known = self._inbox._store._db.execute(
            "SELECT 1 FROM statements WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps([each.id for each in statements]).decode(),),
        ).fetchone()
        if known and len(statements) > 1:
            return {each.id for each in statements}
        return await store(self, statements)

    Webhook._store = store_if_unique  # type: ignore[method-assign]
    return InProcessReference()


def forgets_identifiers() -> ConnectorUnderTest:
    """Stores statements under new keys and ignores their ids."""
    return rewrites(lambda statement: statement | {"id": str(uuid.uuid4())})


def clears_out_statements_after_a_week() -> ConnectorUnderTest:
    """Deletes delivered statements after a week and computes attempts from the rest, so a
    revisit undoes a completion.
    """
    run = CatalogJobs._run

    async def clear_out_and_run(self: CatalogJobs, due: datetime) -> None:
        before = format_timestamp(due - timedelta(days=7))
        with self._store.transaction():
            db = self._store._db
            db.execute(
                "DELETE FROM statements WHERE received < ?"
                " AND number <= (SELECT number FROM taken_up_to)"
                " AND number NOT IN (SELECT statement FROM queue)"
                " AND number NOT IN (SELECT statement FROM waits)",
                (before,),
            )
            db.execute("DELETE FROM credits WHERE statement NOT IN (SELECT number FROM statements)")
            # SQLite numbers the next statement after the newest one that is left.
            db.execute(
                "UPDATE taken_up_to SET number = (SELECT coalesce(max(number), 0) FROM statements)"
            )
        await run(self, due)

    CatalogJobs._run = clear_out_and_run  # type: ignore[method-assign]
    return InProcessReference()


def lets_the_last_status_win() -> ConnectorUnderTest:
    """Uses the status of the statement that arrived last."""

    def latest(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        if heard[-1].status == "Completed":
            return made
        return [*made[:-1], replace(made[-1], progress=50, result=None, completed_at=None)]

    return shows(latest)


def loses_what_arrives_together() -> ConnectorUnderTest:
    """Processes simultaneous statements in parallel without a lock, so that updates are lost."""
    resolve, attempts = StatementDelivery._resolve, StatementDelivery._attempts_of
    together: dict[tuple[str, str], int] = {}

    def resolving(self: StatementDelivery, *arguments: Any) -> Any:
        pairs = resolve(self, *arguments)
        together.clear()
        together.update({pair: len(numbers) for pair, numbers in pairs.items()})
        return pairs

    def alone(self: StatementDelivery, user_id: str, external_id: str) -> list[Attempt]:
        statements = self._store.statements
        number = together.get((user_id, external_id), 1)
        of: Callable[[str, str], Sequence[Any]] = statements.of

        def seen(*pair: str) -> list[Any]:
            heard = list(of(*pair))
            return [*heard[:-number], heard[-1]] if number > 1 else heard

        statements.of = seen  # type: ignore[method-assign,assignment]
        try:
            return attempts(self, user_id, external_id)
        finally:
            del statements.of

    StatementDelivery._resolve = resolving  # type: ignore[method-assign]
    StatementDelivery._attempts_of = alone  # type: ignore[method-assign]
    return InProcessReference()


def passes_over_what_is_older_than_the_newest() -> ConnectorUnderTest:
    """Ignores statements that are older than the newest one.

    A completion that is overtaken by a later visit is lost so.
    """

    def up_to_date(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
    ) -> list[Attempt]:
        fresh: list[StatementFacts] = []
        for each in meanings:  # in the order of their arrival
            if not fresh or each.at >= fresh[-1].at:
                fresh.append(each)
        return attempts_of(fresh, readings)

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=up_to_date))


def refuses_whole_batches() -> ConnectorUnderTest:
    """Rejects a whole batch because of one invalid statement."""
    return refuses(lambda each: isinstance(each, dict) and "actor" not in each)


MUTANTS = by_name(
    Mutant(
        takes_a_batch_with_a_known_statement_for_a_repetition,
        fails=clauses("D01"),
        kind="all or nothing",
        written_blind=True,
    ),
    Mutant(
        gives_a_batch_up_for_a_repetition,
        fails=clauses("D01"),
        kind="old and new in one batch",
        written_blind=True,
    ),
    Mutant(forgets_identifiers, warns=clauses("D01"), spares=clauses("C149 C151")),
    Mutant(
        clears_out_statements_after_a_week,
        warns=clauses("D02"),
        kind="forgets",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        lets_the_last_status_win,
        fails=clauses("D02"),
        warns=clauses("C149"),
        spares=clauses("C052 C054"),
        kind="by the order of arrival",
    ),
    Mutant(
        loses_what_arrives_together,
        fails=clauses("D02"),
        spares=clauses("C049 D01"),
        kind="the last to write wins",
        condition="under concurrency",
    ),
    Mutant(
        passes_over_what_is_older_than_the_newest,
        warns=clauses("D02"),
        kind="older is out of date",
        written_blind=True,
    ),
    Mutant(refuses_whole_batches, warns=clauses("D03"), spares=clauses("C115 C125")),
)
