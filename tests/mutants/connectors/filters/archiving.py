"""Mutants: what a saved filter archives and restores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import orjson

from connectors.shared.interpretations import misreads
from connectors.shared.reference_variants import Hands, Message
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.lms import course_writer
from reference_impl.lms.course_writer import CourseWriter, Place
from reference_impl.rules.course_decision import ArchivedBy, CourseDecision, decide
from reference_impl.rules.course_mapping import Mapped, Options, Unusable, to_course
from reference_impl.rules.items import Item
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.course_store import CourseStore, Filterable
from tools.mutants.mutant import Mutant, by_name, clauses


def applies_at_once_only(field: str) -> ConnectorUnderTest:
    """Saving archives by one of the two filters; the other waits for the next run."""
    apply_filter = Synchronization.apply_filter
    ignored = "content_types" if field == "languages" else "languages"

    async def by_one(self: Synchronization) -> RunRecord:
        settings = self._settings
        self._settings = lambda: replace(settings(), **{ignored: ()})
        try:
            return await apply_filter(self)
        finally:
            self._settings = settings

    Synchronization.apply_filter = by_one  # type: ignore[method-assign]
    return InProcessReference()


def leaves_languages_to_the_night() -> ConnectorUnderTest:
    """Archives by type immediately when a filter is saved, but by language only in the next run."""
    return applies_at_once_only("content_types")


def leaves_types_to_the_night() -> ConnectorUnderTest:
    """Archives by language immediately when a filter is saved, but by type only in the next run."""
    return applies_at_once_only("languages")


def starts_from_a_clean_slate() -> ConnectorUnderTest:
    """Archives all courses when a filter is saved; the next run restores those that match."""
    apply_filter = Synchronization.apply_filter

    async def archive_all(self: Synchronization) -> RunRecord:
        rules = self._rules
        self._rules = replace(rules, lets_through=lambda settings, kind, locales: False)
        try:
            return await apply_filter(self)
        finally:
            self._rules = rules

    Synchronization.apply_filter = archive_all  # type: ignore[method-assign]
    return InProcessReference()


_ROWS = 100


def skips_courses_while_it_archives() -> ConnectorUnderTest:
    """Reads the active courses page by page while it archives them, so that the pages shift and
    it skips as many courses as it has archived.
    """

    def active(self: CourseStore) -> Iterator[list[Filterable]]:
        offset = 0
        while rows := self._db.execute(
            "SELECT content_id, external_id, course_id, category, locales, returned FROM courses"
            " WHERE archived_by IS NULL ORDER BY number LIMIT ? OFFSET ?",
            (_ROWS, offset),
        ).fetchall():
            offset += len(rows)
            yield [Filterable(*row[:4], tuple(orjson.loads(row[4])), row[5]) for row in rows]

    CourseStore.active = active  # type: ignore[method-assign]
    course_writer.BATCH = _ROWS  # type: ignore[misc, attr-defined]
    return InProcessReference()


def signs_what_it_keeps() -> ConnectorUnderTest:
    """Rewrites every course after a filter is saved, with the number of the filter in the
    description.
    """
    filters = 0
    change_settings = Integration.change_settings

    def change(self: Integration, message: Message) -> Settings:
        nonlocal filters
        filters += "languages" in message or "content_types" in message
        return change_settings(self, message)

    def signed(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Unusable) or not filters:
            return made
        words = f"{made.course.description or ''} (filter {filters})"
        return replace(made, course=msgspec.structs.replace(made.course, description=words))

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference(replace(DEFAULT_RULES, to_course=signed))


def brings_back_what_changed() -> ConnectorUnderTest:
    """Restores an archived course when its item changes, because its update always sets the
    course active.
    """

    def eager(known: Any, *, fingerprint: bytes, **rest: Any) -> CourseDecision:
        fate = decide(known, fingerprint=fingerprint, **rest)
        changed = known is not None and known.fingerprint != fingerprint
        if changed and known.archived_by == "filter":
            return CourseDecision(write=True, restore=True)
        return fate

    return InProcessReference(replace(DEFAULT_RULES, fate_of=eager))


def archives_for_good() -> ConnectorUnderTest:
    """Never restores a course that a filter has archived."""

    def one_way(known: Any, **rest: Any) -> CourseDecision:
        if known is not None and known.archived_by == "filter":
            return CourseDecision()
        return decide(known, **rest)

    return InProcessReference(replace(DEFAULT_RULES, fate_of=one_way))


def restores_what_a_person_archived() -> ConnectorUnderTest:
    """Restores all archived courses, including those that a person archived."""

    async def nobody(self: CourseWriter) -> set[str]:
        return set()

    CourseWriter._find_archived = nobody  # type: ignore[method-assign]
    return InProcessReference()


def restores_at_night() -> ConnectorUnderTest:
    """Archives immediately when a filter is saved, but restores only in the next run."""
    return misreads("A-UNARCHIVE", "restored-next-run")


def makes_a_second_course_when_a_filter_is_lifted() -> ConnectorUnderTest:
    """Deletes its record of a course that a filter has archived, and creates a second course
    later.
    """
    restored: Counter[str] = Counter()

    def anew(known: Any, **rest: Any) -> CourseDecision:
        fate = decide(known, **rest)
        if known is not None and known.archived_by == "filter" and fate.restore:
            restored[known.external_id] += 1
            return replace(fate, write=True, restore=False)
        return fate

    def identity(item: Item) -> str:
        return f"{item.id}-{restored[item.id]}" if restored[item.id] else item.id

    # The key is read before the decision, so a first run decides and a second one writes.
    run = Synchronization.run

    async def run_twice(self: Synchronization, parameters: Any) -> Any:
        before = restored.total()
        record = await run(self, parameters)
        return record if restored.total() == before else await run(self, parameters)

    Synchronization.run = run_twice  # type: ignore[method-assign]
    return InProcessReference(replace(DEFAULT_RULES, fate_of=anew, identity=identity))


def claims_what_a_person_archived() -> ConnectorUnderTest:
    """Records a course that a person archived as archived by the filter, and restores it when
    the filter is widened.
    """
    archive_all = CourseWriter._archive_all

    async def archive_and_claim(
        self: CourseWriter, chosen: Sequence[tuple[Place, ArchivedBy]]
    ) -> None:
        await archive_all(self, chosen)
        archived = await self._find_archived()
        for place, by in chosen:
            if place.course_id in archived:
                self._store.courses.mark([place.content_id], by)

    CourseWriter._archive_all = archive_and_claim  # type: ignore[method-assign]
    return InProcessReference()


def archives_whatever_is_external() -> ConnectorUnderTest:
    """Archives all external courses that it does not know when a filter is saved, including
    those of other integrations.
    """
    apply_filter = Synchronization.apply_filter

    async def thorough(self: Synchronization) -> RunRecord:
        record = await apply_filter(self)
        ours = {course.course_id for chunk in self._store.courses.active() for course in chunk}
        hands = Hands(self)
        for course in await hands.courses(**{"status[eq]": "published"}):
            if course.id not in ours:
                await hands.archive(course)
        return record

    Synchronization.apply_filter = thorough  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        leaves_languages_to_the_night,
        fails=clauses("C133 C144 C145"),
        spares=clauses("C147 C148"),
    ),
    Mutant(leaves_types_to_the_night, fails=clauses("C133 C147 C148"), spares=clauses("C144 C145")),
    Mutant(
        starts_from_a_clean_slate,
        fails=clauses("C133 C134"),
        spares=clauses("C131 C135"),
        adds=True,
    ),
    Mutant(
        skips_courses_while_it_archives,
        fails=clauses("C133"),
        kind="skips rows",
        condition="past the first page",
        written_blind=True,
    ),
    Mutant(signs_what_it_keeps, fails=clauses("C134"), spares=clauses("C133 C144"), adds=True),
    Mutant(brings_back_what_changed, fails=clauses("C136"), spares=clauses("C133 C145")),
    Mutant(
        archives_for_good,
        warns=clauses("C136"),
        spares=clauses("C145"),
        readings={"A-UNARCHIVE": "restored-next-run"},
    ),
    Mutant(restores_what_a_person_archived, warns=clauses("C136"), spares=clauses("C133 C145")),
    Mutant(
        restores_at_night,
        warns=clauses("C136"),
        spares=clauses("C049"),
        readings={"A-UNARCHIVE": "restored-on-save"},
    ),
    Mutant(
        makes_a_second_course_when_a_filter_is_lifted,
        fails=clauses("C136"),
        spares=clauses("C029"),
    ),
    Mutant(
        claims_what_a_person_archived,
        warns=clauses("C136"),
        kind="restores a person's",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        archives_whatever_is_external, fails=clauses("D15"), spares=clauses("C133 C134"), adds=True
    ),
)
