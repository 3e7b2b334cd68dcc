"""Faults of learners' results, written from the sentences of the clauses before any scenario was
read.

What became of each at first sight is in ``blind.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs import statement_delivery
from reference_impl.jobs.statement_delivery import Delivery
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.lms import learners
from reference_impl.lms.client import Lms
from reference_impl.rules import attempts, identification
from reference_impl.rules import statement_interpretation as statements
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.config import Parameters
from reference_impl.rules.errors import LmsUnavailableError
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Identification
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules.statement_parsing import Statement
from reference_impl.rules.timestamps import write_instant
from reference_impl.rules_table import REFERENCE
from reference_impl.store.activity_store import ActivityStore
from reference_impl.store.statement_store import Queued
from reference_impl.store.store import Store
from reference_impl.webhook.webhook import Webhook

_DAY_MS = 24 * 60 * 60 * 1000


def lets_results_wait_for_the_run() -> Subject:
    """One worker does everything in turn, and the morning's run may take its time."""
    run, deliver = Synchronization.run, Delivery._deliver
    at_it: set[Store] = set()

    async def run_alone(self: Synchronization, parameters: Parameters) -> RunRecord:
        at_it.add(self._store)
        try:
            return await run(self, parameters)
        finally:
            at_it.discard(self._store)

    async def deliver_in_turn(self: Delivery, queued: list[Queued]) -> None:
        if self._store in at_it:
            raise LmsUnavailableError("the worker is busy with the catalogue")
        await deliver(self, queued)

    Synchronization.run = run_alone  # type: ignore[method-assign]
    Delivery._deliver = deliver_in_turn  # type: ignore[method-assign]
    return InProcessReference()


def listens_to_the_versions_of_the_first_day_only() -> Subject:
    """Which activities a course has is noted when it is made, and a language may come later."""
    point = ActivityStore.point

    def point_once(self: ActivityStore, courses: Mapping[str, str]) -> None:
        known = {row[0] for row in self._db.execute("SELECT external_id FROM activities")}
        before = self.courses_of(courses)
        point(
            self,
            {
                activity: course
                for activity, course in courses.items()
                if course not in known or activity in before
            },
        )

    ActivityStore.point = point_once  # type: ignore[method-assign]
    return InProcessReference()


def forgets_whole_days() -> Subject:
    """It reads the seconds of a duration without its days, as some date libraries invite to."""

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        meaning = statements.meaning_of(statement, received, readings)
        if meaning is None or meaning.duration_ms is None:
            return meaning
        return replace(meaning, duration_ms=meaning.duration_ms % _DAY_MS)

    return InProcessReference(replace(REFERENCE, meaning_of=meaning_of))


def compares_times_as_text() -> Subject:
    """Which duration is the newest it tells by the letters of the timestamp, zone and all."""
    written: dict[str, str] = {}

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        meaning = statements.meaning_of(statement, received, readings)
        if meaning is not None:
            written[meaning.statement_id] = statement.get("timestamp", write_instant(received))
        return meaning

    def attempts_of(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        heard = list(meanings)
        found = attempts.attempts_of(heard, readings)
        timed = [each for each in heard if each.duration_ms is not None]
        if found and timed:
            newest = max(timed, key=lambda each: written[each.statement_id])
            found[0] = replace(found[0], time_spent_ms=newest.duration_ms or 0)
        return found

    return InProcessReference(replace(REFERENCE, meaning_of=meaning_of, attempts_of=attempts_of))


def takes_the_first_hundred_of_a_batch() -> Subject:
    """It answers for the whole batch and keeps what one insert of its database can hold."""
    store = Webhook._store

    async def store_some(self: Webhook, statements: list[Statement]) -> set[str]:
        return await store(self, statements[:100])

    Webhook._store = store_some  # type: ignore[method-assign]
    return InProcessReference()


def asks_for_a_plus_as_a_blank() -> Subject:
    """It writes addresses into a query by hand, where a plus means a blank."""
    filter_ = learners._filter

    def by_hand(name: str, values: list[str]) -> dict[str, str | list[str]]:
        return filter_(name, [value.replace("+", " ") for value in values])

    learners._filter = by_hand  # type: ignore[assignment]
    return InProcessReference()


def takes_identifiers_for_numbers() -> Subject:
    """A spreadsheet was in between: an external identifier of digits loses its leading zeros."""

    def identifier_of(actor: Mapping[str, Any], method: Identification) -> str | None:
        found = identification.identifier_of(actor, method)
        if method == "external_id" and found is not None and found.isascii() and found.isdigit():
            return str(int(found))
        return found

    return InProcessReference(replace(REFERENCE, identifier_of=identifier_of))


class _User(msgspec.Struct):
    status: str = ""


def prefers_the_active_one_of_several() -> Subject:
    """Of two people with one identifier it takes the active one, not the one just invited."""
    find = learners.find_learners

    async def find_and_prefer(
        lms: Lms,
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


def counts_to_two_attempts() -> Subject:
    """It knows a first attempt and the present one."""

    def attempts_of(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        found = attempts.attempts_of(meanings, readings)
        return found if len(found) < 3 else [found[0], found[-1]]

    return InProcessReference(replace(REFERENCE, attempts_of=attempts_of))


def gives_a_batch_up_for_a_repetition() -> Subject:
    """A batch that holds a statement of an earlier one breaks its unique key, and none is kept."""
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


FAULTS = named(
    Fault(
        lets_results_wait_for_the_run,
        fails=clauses("C014"),
        kind="one worker",
        condition="under concurrency",
    ),
    Fault(
        listens_to_the_versions_of_the_first_day_only,
        warns=clauses("C046"),
        kind="later version",
        condition="on the second day",
    ),
    Fault(forgets_whole_days, fails=clauses("C054"), kind="big number"),
    Fault(compares_times_as_text, fails=clauses("C055"), kind="time zones"),
    Fault(takes_the_first_hundred_of_a_batch, fails=clauses("C047"), kind="big batch"),
    Fault(asks_for_a_plus_as_a_blank, fails=clauses("C104"), kind="encoding"),
    Fault(takes_identifiers_for_numbers, fails=clauses("C108"), kind="leading zeros"),
    Fault(prefers_the_active_one_of_several, warns=clauses("C110"), kind="invited"),
    Fault(counts_to_two_attempts, fails=clauses("C151"), kind="third time"),
    Fault(gives_a_batch_up_for_a_repetition, fails=clauses("D01"), kind="old and new in one batch"),
)
