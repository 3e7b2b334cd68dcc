"""Faults of shelves, written from the sentences of the clauses before any scenario was read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec
import orjson
from bad_habits import telling_changes_by
from fault import Fault, clauses, named
from msgspec import UNSET, UnsetType

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.catalog_sync import CatalogueRun
from reference_impl.jobs.synchronization import LAST_COMPLETE, Synchronization
from reference_impl.lms.bulk import BATCH, run_bulk
from reference_impl.lms.course_writer import CourseWriter, Draft
from reference_impl.rules import course_mapping
from reference_impl.rules.candidate_course import Candidate, Content
from reference_impl.rules.categories import Category, category_of
from reference_impl.rules.config import Parameters
from reference_impl.rules.errors import LmsError
from reference_impl.rules.items import Item, LocalizedMetadata
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules_table import REFERENCE
from reference_impl.store.store import Store


def archives_what_was_moved_elsewhere() -> Subject:
    """After a run it archives courses that its group's catalogue has lost, as nobody seems to want
    them; whoever moved a course from there to another group loses it in that group, too.
    """
    run = Synchronization.run

    async def run_and_clear_up(self: Synchronization, parameters: Parameters) -> RunRecord:
        record = await run(self, parameters)
        with suppress(LmsError):
            listed = f"/api/v2/groups/{self._world.group_id}/catalog/course-ids"
            present = {course_id async for course_id in self._lms.each(listed, str)}
            gone = [
                orjson.dumps({"externalId": course.external_id})
                for chunk in self._store.courses.active()
                for course in chunk
                if course.course_id not in present
            ]
            path = f"/api/v2/bulk/integrations/{self._world.integration_id}/courses"
            for start in range(0, len(gone), BATCH):
                some = gone[start : start + BATCH]
                await run_bulk(self._lms, self._activity, "DELETE", path, some)
        return record

    Synchronization.run = run_and_clear_up  # type: ignore[method-assign]
    return InProcessReference()


def empties_the_tags_before_an_update() -> Subject:
    """Before it updates a course it empties the list of tags, so that none that Percipio has
    dropped is left; a tag that a person put there goes as well, on the day the item changes.
    """
    write = CourseWriter._write

    async def write_afresh(self: CourseWriter, drafts: Sequence[Draft]) -> LmsError | None:
        for course in self._store.courses.known(draft.content_id for draft in drafts).values():
            with suppress(LmsError):
                path = f"/api/v2/courses/{course.course_id}/tags"
                await self._lms.request("PUT", path, body=b'{"tagIds":[]}')
        return await write(self, drafts)

    CourseWriter._write = write_afresh  # type: ignore[method-assign]
    return InProcessReference()


def needs_the_category_of_linked_content() -> Subject:
    """It tells labs, boot camps and articles apart by their category, and passes over linked
    content that has none because it finds nothing to look up.
    """

    def by_category_too(item: Item, *, closed_list: bool) -> Category | None:
        found = category_of(item, closed_list=closed_list)
        kind = item.content_type
        if found == "linked_content" and kind is not None and not kind.category:
            return None
        return found

    return InProcessReference(replace(REFERENCE, category_of=by_category_too))


def takes_an_empty_type_for_an_unknown_one() -> Subject:
    """It asks only whether the content type is there: an empty one, all its fields null, is looked
    up like any other and is on no list.
    """

    def if_there(item: Item, *, closed_list: bool) -> Category | None:
        kind = item.content_type
        if kind is not None and not (kind.percipio_type or kind.category or kind.display_label):
            return None
        return category_of(item, closed_list=closed_list)

    return InProcessReference(replace(REFERENCE, category_of=if_there))


def holds_newcomers_back_for_review() -> Subject:
    """The first import is published whole; what later runs create is archived at once, until an
    administrator has looked at it and restores it.
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


def tidies_the_library_by_an_old_list() -> Subject:
    """After a run it takes out of the library what is not on its list of active courses, which it
    has loaded before the run; so what a later run creates leaves the library at once.
    """
    complete, writer_of = CatalogueRun.complete, Synchronization._writer

    def with_group(self: Synchronization, record: RunRecord, number: int) -> CourseWriter:
        writer = writer_of(self, record, number)
        writer.group_id = self._world.group_id  # type: ignore[attr-defined]
        return writer

    def active(store: Store) -> set[str]:
        return {course.course_id for chunk in store.courses.active() for course in chunk}

    async def complete_and_tidy(self: CatalogueRun) -> None:
        listed = active(self._store)
        await complete(self)
        group, lms = self._writer.group_id, self._writer._lms  # type: ignore[attr-defined]
        objects = [
            orjson.dumps({"groupId": group, "contentType": "course", "contentId": each})
            for each in sorted(active(self._store) - listed)
        ]
        for start in range(0, len(objects) if listed else 0, BATCH):
            some = objects[start : start + BATCH]
            await run_bulk(
                lms, self._writer._activity, "DELETE", "/api/v2/bulk/groups/library", some
            )

    Synchronization._writer = with_group  # type: ignore[method-assign]
    CatalogueRun.complete = complete_and_tidy  # type: ignore[method-assign]
    return InProcessReference()


def overlooks_that_globalization_came_later() -> Subject:
    """It tells changes by what Percipio says of an item; so when Globalization is switched on for
    courses that are there already, an unchanged item in several languages gets no translations.
    """

    def by_the_source(content: Content, found: Candidate, mapped: course_mapping.Mapped) -> bytes:
        plain = msgspec.structs.replace(mapped.course, translations=UNSET)
        texts = content.item.localized_metadata
        said = (plain, texts, content.activity_ids, content.category, found.locales)
        return msgspec.json.encode(said)

    return telling_changes_by(by_the_source)


def leaves_out_versions_without_description() -> Subject:
    """It makes a translation only of a language version that has both texts, as a form on a screen
    would ask for; a title that was translated alone stays behind.
    """
    translations = course_mapping._translations

    def of_full_versions(
        versions: list[LocalizedMetadata], default: str
    ) -> tuple[course_mapping.Translation, ...] | UnsetType:
        full = [each for each in versions if (each.description or "").strip()]
        return translations(full, default)

    course_mapping._translations = of_full_versions
    return InProcessReference()


def looks_for_subjects_below_areas() -> Subject:
    """It takes subjects for a division of areas and leaves early where an item has no area, so the
    subjects of such an item never become tags.
    """
    subjects = course_mapping._subjects

    def below_areas(item: Item) -> tuple[str, ...]:
        filed = item.associations
        if filed is None or not filed.areas:
            return ()
        return subjects(item)

    course_mapping._subjects = below_areas
    return InProcessReference()


FAULTS = named(
    Fault(
        archives_what_was_moved_elsewhere,
        fails=clauses("C006"),
        kind="moved to another group",
        condition="on the second day",
    ),
    Fault(
        empties_the_tags_before_an_update,
        fails=clauses("C008"),
        kind="gone with an update",
        condition="on the second day",
    ),
    Fault(
        needs_the_category_of_linked_content,
        fails=clauses("C023"),
        kind="without a category",
    ),
    Fault(
        takes_an_empty_type_for_an_unknown_one,
        fails=clauses("C026"),
        kind="empty type",
    ),
    Fault(
        holds_newcomers_back_for_review,
        fails=clauses("C031"),
        kind="waits for approval",
        condition="on the second day",
        collateral=dict.fromkeys(
            clauses("C012 C038 C042 C131 C136 C137 C145 C148 D11"),
            "What comes after the first day is archived, and these look for it.",
        ),
    ),
    Fault(
        tidies_the_library_by_an_old_list,
        fails=clauses("C033"),
        kind="tidied away",
        condition="on the second day",
    ),
    Fault(
        overlooks_that_globalization_came_later,
        fails=clauses("C042"),
        kind="switched on later",
        condition="on the second day",
    ),
    Fault(
        leaves_out_versions_without_description,
        fails=clauses("C043"),
        kind="title alone",
    ),
    Fault(
        looks_for_subjects_below_areas,
        fails=clauses("C089"),
        kind="no area",
    ),
)
