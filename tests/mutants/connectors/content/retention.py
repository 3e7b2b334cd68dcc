"""Mutants: items that Percipio no longer returns."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
import orjson

from connectors.shared.interpretations import misreads
from connectors.shared.reference_variants import Hands, around_each_run
from connectors.shared.seen_items import SeenItems, archive_courses_of
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.lms.bulk import run_bulk
from reference_impl.lms.course_writer import Place
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.categories import Category
from reference_impl.rules.course_decision import CourseDecision, decide
from reference_impl.rules.items import Item
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def makes_a_new_course_of_what_returns() -> ConnectorUnderTest:
    """Deletes its record of an item that is missing from a run, and creates a new course when
    the item returns.
    """
    seen = SeenItems()
    returned: set[str] = set()
    missing: set[str] = set()

    async def pages(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        before = set(seen.ever)
        async for page in seen.pages(reader):
            returned.update(missing & seen.now)
            yield page
        missing.update(before - seen.now)

    def identity(item: Item) -> str:
        return f"{item.id}-again" if item.id in returned else item.id

    def anew(known: Any, **rest: Any) -> CourseDecision:
        fate = decide(known, **rest)
        forgotten = known is not None and known.external_id in returned
        return replace(fate, write=True) if forgotten else fate

    return InProcessReference(replace(DEFAULT_RULES, pages=pages, identity=identity, fate_of=anew))


class _Row(msgspec.Struct, rename="camel"):
    course_id: str
    user_id: str
    first_activity_at: str
    last_activity_at: str


def resets_attempts_on_missing_content() -> ConnectorUnderTest:
    """Resets the statistics of content that Percipio no longer returns."""
    seen = SeenItems()

    async def reset(hands: Hands) -> None:
        gone = seen.ever - seen.now
        rows = [each async for each in hands.lms.each("/api/v2/courses/stats", _Row)]
        objects = [
            orjson.dumps(
                {
                    "courseIdentifier": {"type": "externalId", "value": gone_id},
                    "userIdentifier": {"type": "internalId", "value": row.user_id},
                    "attempts": [
                        {
                            "progress": 0,
                            "score": None,
                            "result": None,
                            "timeSpent": 0,
                            "firstActivityAt": row.first_activity_at,
                            "lastActivityAt": row.last_activity_at,
                            "completedAt": None,
                        }
                    ],
                }
            )
            for gone_id in sorted(gone)
            for row in rows
        ]
        path = f"/api/v2/extensions/bulk/integrations/{hands.integration}/attempts"
        if objects:
            await run_bulk(hands.lms, hands.activity, "PUT", path, objects)

    around_each_run(after=reset)
    return InProcessReference(replace(DEFAULT_RULES, pages=seen.pages))


def _archiving(which: Callable[[CatalogSync, set[str]], Sequence[Place]]) -> ConnectorUnderTest:
    """After a complete run, archive what ``which`` picks, given the ids that came back."""
    complete, read = CatalogSync.complete, CatalogSync._read
    returned: WeakKeyDictionary[CatalogSync, set[str]] = WeakKeyDictionary()

    def read_and_note(
        self: CatalogSync, raw: msgspec.Raw
    ) -> tuple[Item, Category, msgspec.Raw] | None:
        found = read(self, raw)
        if found is not None:
            returned[self].add(found[0].id)
        return found

    async def complete_and_clear(self: CatalogSync) -> None:
        returned[self] = set()
        await complete(self)
        if self._record.faults:
            return
        for place in which(self, returned[self]):
            self._writer.archive(place, "status")
        await self._writer.flush(everything=True, archive=True)

    CatalogSync._read = read_and_note  # type: ignore[method-assign]
    CatalogSync.complete = complete_and_clear  # type: ignore[method-assign]
    return InProcessReference()


def clears_up_after_thirty_days_of_absence() -> ConnectorUnderTest:
    """Archives the course of an item that has been missing for thirty runs."""

    def overdue(self: CatalogSync, returned: set[str]) -> list[Place]:
        before = self._store.fact("absences", dict[str, int]) or {}
        absent = {
            Place(each.content_id, each.external_id, each.course_id): before.get(each.content_id, 0)
            for chunk in self._store.courses.active()
            for each in chunk
            if each.content_id not in returned and not each.content_id.startswith("group/")
        }
        counted = {place.content_id: days + 1 for place, days in absent.items()}
        self._store.remember("absences", counted)
        return [place for place in absent if counted[place.content_id] >= 30]

    return _archiving(overdue)


def leaves_vanished_content_alone() -> ConnectorUnderTest:
    """Ignores content that Percipio no longer returns, even when a filter excludes it."""
    return misreads("A-ABSENT", "retention-wins")


def filters_vanished_content_out() -> ConnectorUnderTest:
    """Applies a filter to all stored items, including those that Percipio no longer returns."""
    return misreads("A-ABSENT", "filter-wins")


def archives_after_runs(wanted: Callable[[SeenItems], bool]) -> ConnectorUnderTest:
    seen = SeenItems()

    async def clean_up(hands: Hands) -> None:
        if wanted(seen):
            await archive_courses_of(hands, sorted(seen.ever - seen.now))

    around_each_run(after=clean_up)
    return InProcessReference(replace(DEFAULT_RULES, pages=seen.pages))


def mirrors_the_catalog() -> ConnectorUnderTest:
    """Archives every course whose item the catalog does not return."""
    return archives_after_runs(lambda seen: True)


def takes_an_empty_catalog_at_its_word() -> ConnectorUnderTest:
    """Keeps courses of missing items, except if the whole catalog is empty: then it archives
    all.
    """

    def everything(self: CatalogSync, returned: set[str]) -> list[Place]:
        if self._record.seen:
            return []
        return [
            Place(each.content_id, each.external_id, each.course_id)
            for chunk in self._store.courses.active()
            for each in chunk
        ]

    return _archiving(everything)


def takes_an_empty_answer_for_the_end() -> ConnectorUnderTest:
    """Archives all courses when the catalog returns no items, as if the contract had ended."""
    return archives_after_runs(lambda seen: not seen.now)


MUTANTS = by_name(
    Mutant(
        makes_a_new_course_of_what_returns,
        fails=clauses("C039"),
        spares=clauses("C029"),
        condition="on the second day",
    ),
    Mutant(
        resets_attempts_on_missing_content,
        fails=clauses("C039"),
        spares=clauses("C040"),
        kind="the attempts are lost",
        condition="on the second day",
        adds=True,
    ),
    Mutant(
        clears_up_after_thirty_days_of_absence,
        fails=clauses("C039"),
        kind="period of grace",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        leaves_vanished_content_alone,
        warns=clauses("C039"),
        spares=clauses("C049"),
        readings={"A-ABSENT": "filter-wins"},
    ),
    Mutant(
        filters_vanished_content_out,
        warns=clauses("C039"),
        spares=clauses("C049"),
        readings={"A-ABSENT": "retention-wins"},
    ),
    Mutant(
        mirrors_the_catalog,
        fails=clauses("C039 C040"),
        spares=clauses("C018 C038"),
        adds=True,
    ),
    Mutant(
        takes_an_empty_catalog_at_its_word,
        fails=clauses("C040"),
        kind="empty list",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        takes_an_empty_answer_for_the_end,
        fails=clauses("C040"),
        spares=clauses("C018 C038 C039"),
        adds=True,
    ),
)
