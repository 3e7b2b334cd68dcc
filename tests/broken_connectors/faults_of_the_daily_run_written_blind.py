"""Faults of the daily run, written from the sentences of the clauses before any scenario was read.

Those of the schedule, of the catalogue and its languages, and of the filters.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

import msgspec
import orjson
from bad_habits import telling_changes_by, with_courses
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import Integration
from reference_impl.jobs import catalog_sync
from reference_impl.lms import course_writer
from reference_impl.lms.course_writer import CourseWriter, Draft, Place
from reference_impl.percipio.catalog_reader import CatalogueReader, Failure, Page
from reference_impl.rules import filters
from reference_impl.rules.candidate_course import Candidate, Content
from reference_impl.rules.course_decision import ArchivedBy
from reference_impl.rules.course_mapping import Mapped, Unusable
from reference_impl.rules.errors import CatalogueError, LmsError
from reference_impl.rules.items import Item, Lifecycle
from reference_impl.rules.retry import pause_before
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE
from reference_impl.store.course_store import CourseStore, Filterable


def runs_when_the_parameters_are_renewed() -> Subject:
    """New parameters of an active integration are followed by a run at once; the first setup,
    which everybody tries out, waits for the morning.
    """
    verify = Integration._verify

    async def verify_and_run(self: Integration) -> None:
        before = self._setup.parameters
        await verify(self)
        if before is not None and self._setup.parameters != before:
            self._work.run(self._clock.now())

    Integration._verify = verify_and_run  # type: ignore[method-assign]
    return InProcessReference()


_TRIES_IN_A_RUN = 5


def counts_its_tries_over_the_whole_run() -> Subject:
    """The count of tries is never set back after a page that came, so a long catalogue that is
    throttled now and then uses them up.
    """

    async def page(
        self: CatalogueReader,
        offset: int,
        request_id: str | None,
        ahead: asyncio.Task[Page | Failure] | None,
    ) -> Page:
        outcome = await (ahead or self._attempt(offset, request_id))
        while isinstance(outcome, Failure):
            if not outcome.passing or self.retries + 1 >= min(outcome.tries, _TRIES_IN_A_RUN):
                raise CatalogueError(f"the page at offset {offset} failed: {outcome.reason}")
            await self._activity.sleep(pause_before(self.retries, outcome.retry_after))
            self.retries += 1
            outcome = await self._attempt(offset, request_id)
        return outcome

    CatalogueReader._page = page  # type: ignore[method-assign]
    return InProcessReference()


def notes_an_update_before_it_has_arrived() -> Subject:
    """It remembers the new state of a course and then sends it, so an update that 360Learning did
    not take is nothing new on the following day.
    """
    write = CourseWriter._write

    async def note_and_write(self: CourseWriter, drafts: Sequence[Draft]) -> LmsError | None:
        with self._store.transaction():
            self._store._db.executemany(
                "UPDATE courses SET fingerprint = ? WHERE content_id = ?",
                [(draft.fingerprint, draft.content_id) for draft in drafts],
            )
        return await write(self, drafts)

    CourseWriter._write = note_and_write  # type: ignore[method-assign]
    return InProcessReference()


_RETIRED = Lifecycle(status="INACTIVE")


def takes_an_announced_retirement_for_one() -> Subject:
    """An item that has a date of retirement counts as retired, also while that date lies ahead."""
    read = catalog_sync.read_item

    def read_item(raw: msgspec.Raw) -> Item:
        item = read(raw)
        announced = (msgspec.json.decode(raw).get("lifecycle") or {}).get("plannedRetirementDate")
        return msgspec.structs.replace(item, lifecycle=_RETIRED) if announced else item

    catalog_sync.read_item = read_item  # type: ignore[attr-defined]
    return InProcessReference()


def claims_what_a_person_archived() -> Subject:
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


_HOURS_MINUTES_SECONDS = re.compile(r"PT(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?")


def reads_no_days_in_a_duration() -> Subject:
    """Its pattern for durations knows whole hours, minutes and seconds, as courses have them, and
    an item of some days, or of a fraction of a second, is left out as faulty.
    """

    def strict(item: Item, mapped: Mapped) -> Mapped | Unusable:
        if item.duration and _HOURS_MINUTES_SECONDS.fullmatch(item.duration) is None:
            return Unusable(f"the duration {item.duration!r} cannot be read")
        return mapped

    return with_courses(strict)


def encodes_links_once_more() -> Subject:
    """It sends every link through the usual encoding of addresses, which spoils those that Percipio
    has encoded already: a %20 becomes a %2520.
    """

    def encoded(_: Item, mapped: Mapped) -> Mapped:
        link = quote(mapped.course.launch_url, safe="!#$&'()*+,/:;=?@")
        return replace(mapped, course=msgspec.structs.replace(mapped.course, launch_url=link))

    return with_courses(encoded)


def overlooks_what_is_new_in_translations() -> Subject:
    """It tells changes by a digest of the course in its first language, so a language that is added
    later, or a corrected translation, waits until something else changes.
    """

    def first_language(_: Content, __: Candidate, mapped: Mapped) -> bytes:
        untranslated = msgspec.structs.replace(mapped.course, translations=msgspec.UNSET)
        return msgspec.json.encode(untranslated)

    return telling_changes_by(first_language)


_ROWS = 100


def skips_courses_while_it_archives() -> Subject:
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


_TYPES_IN_360LEARNING = {"benchmark": "assessment", "uncategorized": "course"}


def filters_by_the_type_that_the_course_has() -> Subject:
    """It holds the filter against the type of the course in 360Learning, where a benchmark is an
    assessment and what has no type is a course.
    """

    def lets_through(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        chosen = tuple(_TYPES_IN_360LEARNING.get(each, each) for each in settings.content_types)
        written = _TYPES_IN_360LEARNING.get(category, category)
        return filters.lets_through(replace(settings, content_types=chosen), written, locales)

    return InProcessReference(replace(REFERENCE, lets_through=lets_through))


FAULTS = named(
    Fault(
        runs_when_the_parameters_are_renewed,
        fails=clauses("C012"),
        kind="runs after a new setup",
        condition="on the second day",
    ),
    Fault(
        counts_its_tries_over_the_whole_run,
        warns=clauses("D16"),
        kind="tries of a run",
        condition="past the first page",
    ),
    Fault(
        notes_an_update_before_it_has_arrived,
        fails=clauses("D05"),
        kind="notes too early",
        condition="on the second day",
    ),
    Fault(
        takes_an_announced_retirement_for_one,
        fails=clauses("C038"),
        kind="date ahead",
    ),
    Fault(
        claims_what_a_person_archived,
        warns=clauses("C136"),
        kind="restores a person's",
        condition="on the second day",
    ),
    Fault(
        reads_no_days_in_a_duration,
        warns=clauses("D06"),
        kind="durations of days",
    ),
    Fault(
        encodes_links_once_more,
        fails=clauses("C065"),
        kind="encodes twice",
    ),
    Fault(
        overlooks_what_is_new_in_translations,
        fails=clauses("C045"),
        kind="compares one language",
        condition="on the second day",
    ),
    Fault(
        skips_courses_while_it_archives,
        fails=clauses("C133"),
        kind="skips rows",
        condition="past the first page",
    ),
    Fault(
        filters_by_the_type_that_the_course_has,
        warns=clauses("C146"),
        kind="types of 360Learning",
    ),
)
