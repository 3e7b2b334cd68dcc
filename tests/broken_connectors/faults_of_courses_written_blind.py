"""Faults of the daily run, written from the sentences of the clauses before any scenario was read.

What became of each at first sight is in ``blind.yaml``.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

import msgspec
from bad_habits import telling_changes_by
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import Integration
from reference_impl.jobs.catalog_sync import CatalogueRun
from reference_impl.lms.course_writer import CourseWriter, Place
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.categories import Category
from reference_impl.rules.course_decision import ArchivedBy
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE

_DAY = timedelta(days=1)


def counts_a_day_from_the_end_of_the_run() -> Subject:
    """The timer is wound up again when a run ends, so a slow run shifts all that follow."""
    courses_changed = Integration._courses_changed

    async def appointment(self: Integration, due: datetime | None = None) -> None:
        at = due or self._parts.next_run(self._clock.now(), self._readings.schedule)
        await self._clock.sleep_until(at)
        self._work.run(at)

    def ended(self: Integration) -> None:
        courses_changed(self)
        if self._schedule is not None and self._schedule.done():
            again = appointment(self, self._clock.now() + _DAY)
            self._schedule = self._activity.watch(again, "daily appointment")

    Integration._keep_appointment = appointment  # type: ignore[method-assign]
    Integration._courses_changed = ended  # type: ignore[method-assign]
    return InProcessReference()


def resumes_where_the_broken_run_stopped() -> Subject:
    """After a run that broke off it reads the rest, and what changed on the first pages waits."""
    complete = CatalogueRun.complete

    async def complete_the_rest(self: CatalogueRun) -> None:
        self._resumes_at = self._store.fact("broke off at", int) or 0  # type: ignore[attr-defined]
        await complete(self)
        self._store.remember("broke off at", self._record.pages if self._record.faults else 0)

    take = CatalogueRun._take

    def take_the_rest(self: CatalogueRun, page: Page) -> None:
        if self._record.pages > self._resumes_at:  # type: ignore[attr-defined]
            take(self, page)

    CatalogueRun.complete = complete_the_rest  # type: ignore[method-assign]
    CatalogueRun._take = take_the_rest  # type: ignore[method-assign]
    return InProcessReference()


def reads_no_further_than_ten_thousand() -> Subject:
    """It takes the usual result window of a search engine for the end of the catalogue."""

    async def pages(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        read = 0
        async with aclosing(reader.pages()) as given:
            async for page in given:
                yield page
                read += len(page.items)
                if read >= 10_000:
                    return

    return InProcessReference(replace(REFERENCE, pages=pages))


def overlooks_a_change_of_capitals() -> Subject:
    """It tells changes by a digest of the text in small letters."""

    return telling_changes_by(lambda _, found, __: found.encoded.decode().lower().encode())


def _archiving(which: Callable[[CatalogueRun, set[str]], Sequence[Place]]) -> Subject:
    """After a complete run, archive what ``which`` picks, given the ids that came back."""
    complete, read = CatalogueRun.complete, CatalogueRun._read
    returned: WeakKeyDictionary[CatalogueRun, set[str]] = WeakKeyDictionary()

    def read_and_note(
        self: CatalogueRun, raw: msgspec.Raw
    ) -> tuple[Item, Category, msgspec.Raw] | None:
        found = read(self, raw)
        if found is not None:
            returned[self].add(found[0].id)
        return found

    async def complete_and_clear(self: CatalogueRun) -> None:
        returned[self] = set()
        await complete(self)
        if self._record.faults:
            return
        for place in which(self, returned[self]):
            self._writer.archive(place, "status")
        await self._writer.flush(everything=True, archive=True)

    CatalogueRun._read = read_and_note  # type: ignore[method-assign]
    CatalogueRun.complete = complete_and_clear  # type: ignore[method-assign]
    return InProcessReference()


def clears_up_after_thirty_days_of_absence() -> Subject:
    """A period of grace: what has been missing for thirty runs is taken for gone."""

    def overdue(self: CatalogueRun, returned: set[str]) -> list[Place]:
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


def takes_an_empty_catalogue_at_its_word() -> Subject:
    """It spares what is missing, unless everything is: then the customer must have left."""

    def everything(self: CatalogueRun, returned: set[str]) -> list[Place]:
        if self._record.seen:
            return []
        return [
            Place(each.content_id, each.external_id, each.course_id)
            for chunk in self._store.courses.active()
            for each in chunk
        ]

    return _archiving(everything)


def switches_tags_off_for_good() -> Subject:
    """It notes that the tags were cleared away, and never takes the note back."""
    change_settings = Integration.change_settings

    def change(self: Integration, message: dict[str, object]) -> Settings:
        wanted = message.get("tags_synchronization")
        if wanted is False and self.settings.tags_synchronization:
            self._store.remember("tags cleared", True)
        elif wanted and self._store.fact("tags cleared", bool):
            message = {**message, "tags_synchronization": False}
        return change_settings(self, message)

    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def clears_the_tags_of_what_it_archives() -> Subject:
    """An archived course needs no tags, it thinks, and later restores the synchronized ones."""
    archive_all = CourseWriter._archive_all

    async def archive_and_clear(
        self: CourseWriter, chosen: Sequence[tuple[Place, ArchivedBy]]
    ) -> None:
        await archive_all(self, chosen)
        for place, _ in chosen:
            path = f"/api/v2/courses/{place.course_id}/tags"
            await self._lms.request("PUT", path, body=b'{"tagIds":[]}')
            self._store._db.execute(
                "UPDATE courses SET fingerprint = x'' WHERE content_id = ?", (place.content_id,)
            )

    CourseWriter._archive_all = archive_and_clear  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        counts_a_day_from_the_end_of_the_run,
        fails=clauses("C013"),
        kind="drifts",
        condition="on the second day",
    ),
    Fault(
        resumes_where_the_broken_run_stopped,
        fails=clauses("C012"),
        kind="resumes",
        condition="on the second day",
    ),
    Fault(
        reads_no_further_than_ten_thousand,
        fails=clauses("C028"),
        kind="stops at a window",
        condition="past the first page",
    ),
    Fault(
        overlooks_a_change_of_capitals,
        fails=clauses("C030"),
        kind="compares without case",
        condition="on the second day",
    ),
    Fault(
        clears_up_after_thirty_days_of_absence,
        fails=clauses("C039"),
        kind="period of grace",
        condition="on the second day",
    ),
    Fault(
        takes_an_empty_catalogue_at_its_word,
        fails=clauses("C040"),
        kind="empty list",
        condition="on the second day",
    ),
    Fault(
        switches_tags_off_for_good,
        fails=clauses("C091"),
        kind="second time",
        condition="on the second day",
    ),
    Fault(
        clears_the_tags_of_what_it_archives,
        fails=clauses("C093"),
        kind="archived meanwhile",
        condition="on the second day",
    ),
)
