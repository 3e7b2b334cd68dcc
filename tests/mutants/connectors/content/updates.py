"""Mutants: new, changed and retired items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import orjson

from connectors.shared.interpretations import misreads
from connectors.shared.reference_variants import telling_changes_by
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.synchronization import LAST_COMPLETE
from reference_impl.lms.bulk import BATCH
from reference_impl.lms.course_writer import CourseWriter, Draft
from reference_impl.rules.course_decision import CourseDecision, decide
from reference_impl.rules.errors import LmsError
from reference_impl.rules.items import Item
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def makes_a_second_course() -> ConnectorUnderTest:
    """Creates a new external id in each run instead of using the item's id."""
    numbers = count()

    def fresh_identity(item: Item) -> str:
        return f"{item.id}-{next(numbers)}"

    return InProcessReference(replace(DEFAULT_RULES, identity=fresh_identity))


def keys_courses_by_their_link() -> ConnectorUnderTest:
    """Identifies courses by their link."""
    return InProcessReference(replace(DEFAULT_RULES, identity=lambda item: item.link or item.id))


def overlooks_a_change_of_capitals() -> ConnectorUnderTest:
    """Detects changes with a digest of the lower-case text, and so ignores changes of capitals."""

    return telling_changes_by(lambda _, found, __: found.encoded.decode().lower().encode())


def forgets_what_it_archived() -> ConnectorUnderTest:
    """Creates a new course when an archived item returns, because it does not reuse the key."""
    archived: Counter[str] = Counter()

    def counted(known: Any, **rest: Any) -> CourseDecision:
        fate = decide(known, **rest)
        if fate.archive is not None:
            archived[known.external_id] += 1
        return replace(fate, write=True) if fate.restore else fate

    def identity(item: Item) -> str:
        return f"{item.id}-{archived[item.id]}" if archived[item.id] else item.id

    return InProcessReference(replace(DEFAULT_RULES, fate_of=counted, identity=identity))


def archives_what_is_inactive() -> ConnectorUnderTest:
    """Archives courses of items that cannot be launched any more."""
    return misreads("A-STATUS", "archive")


def never_restores() -> ConnectorUnderTest:
    """Updates an archived course without restoring it."""

    def one_way(known: Any, **rest: Any) -> CourseDecision:
        return replace(decide(known, **rest), restore=False)

    return InProcessReference(replace(DEFAULT_RULES, fate_of=one_way))


def holds_newcomers_back_for_review() -> ConnectorUnderTest:
    """Publishes the courses of the first import, but archives every course that a later run
    creates, until an administrator restores it.
    """
    write = CourseWriter._write

    async def write_for_review(self: CourseWriter, drafts: Sequence[Draft]) -> LmsError | None:
        failure = await write(self, drafts)
        if failure is not None or self._store.fact(LAST_COMPLETE, int) is None:
            return failure
        new = self._store.courses.known(draft.content_id for draft in drafts if draft.is_new)
        objects = [orjson.dumps({"externalId": course.external_id}) for course in new.values()]
        try:
            for start in range(0, len(objects), BATCH):
                await self._bulk("DELETE", objects[start : start + BATCH])
        except LmsError as error:
            return error
        return None

    CourseWriter._write = write_for_review  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        makes_a_second_course,
        fails=clauses("C029 C030 C031 D05 D07"),
        warns=clauses("D04"),
        spares=clauses("C012 C013 C047 C095"),
        kind="a new key in every run",
        condition="on the second day",
    ),
    Mutant(
        keys_courses_by_their_link,
        fails=clauses("C030 D08"),
        spares=clauses("C018 D06"),
    ),
    Mutant(
        overlooks_a_change_of_capitals,
        fails=clauses("C030"),
        kind="compares without case",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        forgets_what_it_archived,
        fails=clauses("C030"),
        spares=clauses("C018 C038"),
        kind="a new key after archiving",
        condition="on the second day",
    ),
    Mutant(
        archives_what_is_inactive,
        warns=clauses("C030"),
        spares=clauses("C049"),
        readings={"A-STATUS": "leave-active"},
    ),
    Mutant(
        never_restores,
        fails=clauses("C030"),
        spares=clauses("C018 C038 C040"),
    ),
    Mutant(
        holds_newcomers_back_for_review,
        fails=clauses("C031"),
        kind="waits for approval",
        condition="on the second day",
        collateral=dict.fromkeys(
            clauses("C012 C038 C042 C131 C136 C137 C145 C148 D11"),
            "What comes after the first day is archived, and these look for it.",
        ),
        written_blind=True,
        adds=True,
    ),
)
