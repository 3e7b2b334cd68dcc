"""Mutants: the groups in which courses are placed."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import orjson

from connectors.shared.reference_variants import Hands, around_each_run
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.lms.bulk import BATCH, run_bulk
from reference_impl.lms.course_writer import CourseWriter
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.errors import LmsError
from reference_impl.rules.run_record import RunRecord
from reference_impl.store.store import Store
from tools.mutants.mutant import Mutant, by_name, clauses


class _Group(msgspec.Struct):
    id: str = msgspec.field(name="_id")
    name: str


async def groups_of(hands: Hands) -> dict[str, str]:
    """Name to id of every group."""
    return {each.name: each.id async for each in hands.lms.each("/api/v2/groups", _Group)}


async def move(hands: Hands, deed: str, place: str, group: str) -> None:
    """``deed`` is POST to put every course into the group's place, DELETE to take it out."""
    objects = [
        orjson.dumps({"groupId": group, "contentType": "course", "contentId": each.id})
        for each in await hands.courses()
    ]
    await run_bulk(hands.lms, hands.activity, deed, f"/api/v2/bulk/groups/{place}", objects)


def tidies_other_groups_up() -> ConnectorUnderTest:
    """Removes its courses from the catalogs and libraries of all other groups."""

    async def tidy(hands: Hands) -> None:
        for group in (await groups_of(hands)).values():
            if group != hands.group:
                for place in ("catalog", "library"):
                    await move(hands, "DELETE", place, group)

    around_each_run(after=tidy)
    return InProcessReference()


def archives_what_was_moved_elsewhere() -> ConnectorUnderTest:
    """Archives courses that are missing from its group's catalog after a run, so a course that
    someone has moved to another group is lost there too.
    """
    run = Synchronization.run

    async def run_and_clear_up(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
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


def keeps_courses_out_of_the_catalog() -> ConnectorUnderTest:
    """Places courses in the library only, so that authors choose what learners see."""

    async def hide(hands: Hands) -> None:
        await move(hands, "DELETE", "catalog", hands.group)

    around_each_run(after=hide)
    return InProcessReference()


def keeps_courses_out_of_the_library() -> ConnectorUnderTest:
    """Places courses in the catalog only, because learners never open the library."""

    async def remove(hands: Hands) -> None:
        await move(hands, "DELETE", "library", hands.group)

    around_each_run(after=remove)
    return InProcessReference()


def tidies_the_library_by_an_old_list() -> ConnectorUnderTest:
    """After a run, removes from the library all courses that are not on a list loaded before the
    run, and so also the courses that the run has created.
    """
    complete, writer_of = CatalogSync.complete, Synchronization._writer

    def with_group(self: Synchronization, record: RunRecord, number: int) -> CourseWriter:
        writer = writer_of(self, record, number)
        writer.group_id = self._world.group_id  # type: ignore[attr-defined]
        return writer

    def active(store: Store) -> set[str]:
        return {course.course_id for chunk in store.courses.active() for course in chunk}

    async def complete_and_tidy(self: CatalogSync) -> None:
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
    CatalogSync.complete = complete_and_tidy  # type: ignore[method-assign]
    return InProcessReference()


def puts_courses_into_every_group() -> ConnectorUnderTest:
    """Places the courses in every group, so that administrators need not share them."""

    async def share(hands: Hands) -> None:
        for group in (await groups_of(hands)).values():
            await move(hands, "POST", "catalog", group)

    around_each_run(after=share)
    return InProcessReference()


def puts_courses_back() -> ConnectorUnderTest:
    """Places all courses again in every run, and not only new ones."""

    async def put_back(hands: Hands) -> None:
        for place in ("catalog", "library"):
            await move(hands, "POST", place, hands.group)

    around_each_run(after=put_back)
    return InProcessReference()


def uses_the_group_of_the_demonstration() -> ConnectorUnderTest:
    """Places courses in the catalog of a hard-coded group, that of its first customer."""

    async def place(hands: Hands) -> None:
        demonstration = (await groups_of(hands))["Skillsoft Academy"]
        if demonstration != hands.group:
            await move(hands, "POST", "catalog", demonstration)

    around_each_run(after=place)
    return InProcessReference()


def shows_courses_to_everybody() -> ConnectorUnderTest:
    """Also places courses in the catalog of the platform group, because learners of other groups
    complained that they found none.
    """

    async def share(hands: Hands) -> None:
        groups = await groups_of(hands)
        await move(hands, "POST", "catalog", groups["Acme Academy"])

    around_each_run(after=share)
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        # C039 suffers as well; its thirty runs would take this fault a while.
        tidies_other_groups_up,
        fails=clauses("C006 C034"),
        spares=clauses("C032 C081"),
        adds=True,
    ),
    Mutant(
        archives_what_was_moved_elsewhere,
        fails=clauses("C006"),
        kind="moved to another group",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        keeps_courses_out_of_the_catalog,
        fails=clauses("C032 C034 C081 C082 C083"),
        spares=clauses("C033"),
        adds=True,
    ),
    Mutant(
        keeps_courses_out_of_the_library, fails=clauses("C033"), spares=clauses("C032"), adds=True
    ),
    Mutant(
        tidies_the_library_by_an_old_list,
        fails=clauses("C033"),
        kind="tidied away",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        puts_courses_into_every_group,
        fails=clauses("C034"),
        warns=clauses("C082"),
        spares=clauses("C033"),
        collateral={"C032": "A course that somebody took out is put back by the next run."},
        adds=True,
    ),
    Mutant(
        puts_courses_back,
        fails=clauses("C034"),
        warns=clauses("C032 C033"),
        spares=clauses("C006 C081 C083"),
        readings={"A-READD": "at-creation"},
        adds=True,
    ),
    Mutant(
        uses_the_group_of_the_demonstration,
        fails=clauses("C034 C081 C083"),
        spares=clauses("C006 C032 C033 C082"),
        adds=True,
    ),
    Mutant(
        shows_courses_to_everybody,
        fails=clauses("C034 C083"),
        spares=clauses("C006 C032 C033 C081 C082"),
        adds=True,
    ),
)
