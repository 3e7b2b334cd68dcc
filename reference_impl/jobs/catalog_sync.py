"""One daily run: read every page, write the differences (C012, C028 to C030).

The *absence* of an item has no effect (C039), so an aborted run leaves no wrong state. It has
only done less, and its record says so (D05).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from typing import cast

from reference_impl.jobs.language_versions import Assembled, Deferred, LanguageVersions
from reference_impl.lms.course_writer import CourseWriter, Draft, Place
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.candidate_course import (
    Candidate,
    CandidateContent,
    candidate,
    with_earlier_subjects,
)
from reference_impl.rules.categories import Category
from reference_impl.rules.course_decision import CourseDecision, Known
from reference_impl.rules.course_mapping import Mapped, Options, Unusable
from reference_impl.rules.errors import CatalogError
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.items import Item, UnreadableItemError, read_items
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules.translation_groups import joining_of
from reference_impl.rules_table import Rules
from reference_impl.store.store import Store
from reference_impl.time.clock import Clock


class CatalogSync:
    """Run ``number`` over a catalog; ``record`` holds its results.

    The run decides at its start whether it joins translation groups; it reads the settings of
    filters and tags again for each page.
    """

    def __init__(
        self,
        *,
        number: int,
        record: RunRecord,
        reader: CatalogReader,
        writer: CourseWriter,
        store: Store,
        clock: Clock,
        rules: Rules,
        readings: Interpretations,
        author_id: str,
        settings: Callable[[], Settings],
    ) -> None:
        self._number = number
        self._record = record
        self._reader = reader
        self._writer = writer
        self._store = store
        self._clock = clock
        self._rules = rules
        self._readings = readings
        self._author_id = author_id
        self._settings = settings
        self._assembly = LanguageVersions(store, rules, readings, joining_of(readings, settings()))

    async def complete(self) -> None:
        """Run from the first page to the last write.

        Raises:
            LmsError: 360Learning fails or refuses a write; accepted writes are stored.
        """
        self._assembly.begin()
        try:
            async with aclosing(self._rules.pages(self._reader)) as pages:
                async for page in pages:
                    self._record.pages += 1
                    self._take(page)
                    self._record.retries = self._reader.retries
                    await self._writer.flush(everything=False, archive=False)
        except CatalogError as error:
            self._record.faults.append(str(error))
        whole = not self._record.faults
        for assembled in self._assembly.contents(self._clock.now(), whole=whole):
            self._take_assembled(assembled)
            await self._writer.flush(everything=False, archive=False)
        # Items read before a fault are still written, but archiving needs a whole catalog (D05).
        await self._writer.flush(everything=True, archive=whole)

    def _take(self, page: Page) -> None:
        self._record.seen += len(page.items)
        read = list(self._read(page))
        aside = self._assembly.set_aside([(index, item) for index, item, _ in read], page.items)
        now = self._clock.now()
        contents = [
            CandidateContent(
                content_id=item.id,
                item=item,
                category=category,
                activity_ids=(item.xapi_activity_id,) if item.xapi_activity_id else (),
                active=self._rules.is_active(item, now),
            )
            for _, item, category in read
            if item.id not in aside
        ]
        self._decide([(each, self._rules.identity(each.item)) for each in contents])

    def _take_assembled(self, assembled: Sequence[Assembled | Deferred]) -> None:
        ready: list[tuple[CandidateContent, str]] = []
        for each in assembled:
            match each:
                case Deferred(item_id, reason):
                    self._record.skip(item_id, reason)
                case Assembled(content, external_id, superseded):
                    ready.append((content, external_id))
                    for held in superseded:
                        place = Place(held.content_id, held.external_id, held.course_id)
                        self._writer.archive(place, "merged")
        self._decide(ready)

    def _read(self, page: Page) -> Iterator[tuple[int, Item, Category]]:
        """The items that can become courses, each with its place on the page and its category."""
        for index, item in enumerate(read_items(page.items)):
            if isinstance(item, UnreadableItemError):
                self._record.skip(item.item_id, item.reason)
                continue
            category = self._rules.category_of(item, closed_list=self._readings.closed_list)
            if category is None:
                kind = item.content_type.percipio_type if item.content_type else None
                self._record.skip(item.id, f"items of type {kind} become no course")
                continue
            yield index, item, category

    def _decide(self, contents: Sequence[tuple[CandidateContent, str]]) -> None:
        """Decide about each content, given with the external id of its course."""
        settings = self._settings()
        ids = [content.content_id for content, _ in contents]
        known = self._store.courses.known(ids)
        if not self._readings.filters_absent:
            self._store.courses.note_returned(ids, self._number)
        for each in self._candidates(contents, settings):
            course = known.get(each.content.content_id)
            fate = self._rules.fate_of(
                course,
                active=each.content.active,
                wanted=self._is_wanted(each, course, settings),
                fingerprint=each.fingerprint,
                archive_retired=self._readings.archive_retired,
            )
            self._follow(fate, each, course)

    def _candidates(
        self, contents: Sequence[tuple[CandidateContent, str]], settings: Settings
    ) -> list[Candidate]:
        options = Options(
            author_id=self._author_id,
            tags=settings.tags_synchronization,
            translations=settings.globalization,
        )
        earlier: dict[str, tuple[str, ...]] = {}
        if self._readings.keeps_dropped_tags and options.tags:
            earlier = self._store.courses.subjects(content.content_id for content, _ in contents)
        return [
            candidate(
                content,
                external_id,
                with_earlier_subjects(
                    self._rules.to_course(content.item, content.category, external_id, options),
                    earlier.get(content.content_id, ()),
                ),
            )
            for content, external_id in contents
        ]

    def _is_wanted(self, each: Candidate, course: Known | None, settings: Settings) -> bool:
        if not self._rules.lets_through(settings, each.content.category, each.locales):
            return False
        # A-UNARCHIVE, the interpretation in which courses archived by a filter are not restored.
        filtered = course is not None and course.archived_by == "filter"
        return not (filtered and self._readings.unarchive == "stays-archived")

    def _follow(self, fate: CourseDecision, each: Candidate, course: Known | None) -> None:
        item = each.content.item
        if fate.left_out is not None:
            self._record.skip(item.id, fate.left_out)
            return
        # A catalog may list an item twice, with different data: compare with the pending write,
        # not only with the course that was written the day before.
        pending = each.content.active and self._writer.is_pending(each.content.content_id)
        write = fate.write or pending
        if write and isinstance(each.mapped, Unusable):
            self._record.skip(item.id, each.mapped.reason)
            return
        if write:
            for note in cast(Mapped, each.mapped).notes:
                self._record.skip(item.id, note)
            self._writer.write(
                Draft(
                    content_id=each.content.content_id,
                    item_id=item.id,
                    external_id=each.external_id,
                    activity_ids=each.content.activity_ids,
                    category=each.content.category,
                    locales=each.locales,
                    subjects=each.subjects,
                    fingerprint=each.fingerprint,
                    encoded=each.encoded,
                    is_new=course is None,
                )
            )
        if course is None:
            return
        place = Place(each.content.content_id, course.external_id, course.course_id)
        if fate.archive is not None and course.archived_by is not None:
            self._store.courses.mark([place.content_id], fate.archive)
        elif fate.archive is not None:
            self._writer.archive(place, fate.archive)
        elif fate.restore:
            self._writer.restore(place)
        elif not write:
            self._record.unchanged += 1
