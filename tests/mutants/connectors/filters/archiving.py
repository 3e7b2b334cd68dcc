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
    """A job archives by type when a filter is saved; languages were added to the run alone."""
    return applies_at_once_only("content_types")


def leaves_types_to_the_night() -> ConnectorUnderTest:
    """A job archives by language when a filter is saved; types were added to the run alone."""
    return applies_at_once_only("languages")


def starts_from_a_clean_slate() -> ConnectorUnderTest:
    """Saving archives everything, and the next run restores what the filter lets through."""
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
    """It goes through the active courses by limit and offset and archives them on the way; what is
    archived drops out of the list, and as many others are passed over until the morning.
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
    """A saved filter has every course written anew, with the number of the filter at its end."""
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
    """An update is an upsert, and an upsert makes a course active."""

    def eager(known: Any, *, fingerprint: bytes, **rest: Any) -> CourseDecision:
        fate = decide(known, fingerprint=fingerprint, **rest)
        changed = known is not None and known.fingerprint != fingerprint
        if changed and known.archived_by == "filter":
            return CourseDecision(write=True, restore=True)
        return fate

    return InProcessReference(replace(DEFAULT_RULES, fate_of=eager))


def archives_for_good() -> ConnectorUnderTest:
    """What a filter has archived is never looked at again."""

    def one_way(known: Any, **rest: Any) -> CourseDecision:
        if known is not None and known.archived_by == "filter":
            return CourseDecision()
        return decide(known, **rest)

    return InProcessReference(replace(DEFAULT_RULES, fate_of=one_way))


def restores_what_a_person_archived() -> ConnectorUnderTest:
    """It never asks who archived a course, and takes every archived one for its own."""

    async def nobody(self: CourseWriter) -> set[str]:
        return set()

    CourseWriter._find_archived = nobody  # type: ignore[method-assign]
    return InProcessReference()


def restores_at_night() -> ConnectorUnderTest:
    """Saving archives, and restoring was left to the job that writes courses."""
    return misreads("A-UNARCHIVE", "restored-next-run")


def makes_a_second_course_when_a_filter_is_lifted() -> ConnectorUnderTest:
    """A course that a filter has archived is forgotten, and created again later."""
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
    """A course that is archived already needs no archiving, and is noted as archived by the filter
    all the same; when the filter is widened, the run restores what a person had put away.
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
    """Saving goes through all external courses and keeps those that it knows to match."""
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
    Mutant(starts_from_a_clean_slate, fails=clauses("C133 C134"), spares=clauses("C131 C135")),
    Mutant(
        skips_courses_while_it_archives,
        fails=clauses("C133"),
        kind="skips rows",
        condition="past the first page",
        written_blind=True,
    ),
    Mutant(signs_what_it_keeps, fails=clauses("C134"), spares=clauses("C133 C144")),
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
    Mutant(archives_whatever_is_external, fails=clauses("D15"), spares=clauses("C133 C134")),
)
