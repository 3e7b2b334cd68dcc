"""Write courses to 360Learning in batches, and store what 360Learning has accepted."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import orjson

from reference_impl.lms.bulk import BATCH, Result, run_bulk
from reference_impl.lms.client import LmsClient
from reference_impl.rules.course_decision import ArchivedBy
from reference_impl.rules.errors import LmsError, LmsRefusedError
from reference_impl.rules.run_record import RunRecord
from reference_impl.store.course_store import Written
from reference_impl.store.store import Store
from reference_impl.time.task_tracker import TaskTracker

COURSES_IN_BATCH = 2_500
"""Courses written by one operation, and stored by one commit.

Item ids are random, so each commit touches pages all over the store; a few large ones cost half
of what many small ones do. A batch of drafts is some 4 MB.
"""

AT_ONCE = 2
"""Batches written while the next pages are read; 360Learning processes at most three."""


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A course to be written; ``encoded`` is its object of the bulk upsert.

    ``item_id`` is the item that gives a new course its identity, and that the run record names
    if the write fails.
    """

    content_id: str
    item_id: str
    external_id: str
    activity_ids: tuple[str, ...]
    category: str
    locales: tuple[str, ...]
    subjects: tuple[str, ...]
    fingerprint: bytes
    encoded: bytes
    is_new: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A known course: its content, and its ids at Percipio and in 360Learning."""

    content_id: str
    external_id: str
    course_id: str


class _Course(msgspec.Struct, frozen=True, gc=False):
    id: str = msgspec.field(name="_id")


class CourseWriter:
    """Collects changes to courses and sends them in batches.

    Every flush may raise :class:`~reference_impl.rules.errors.LmsError`; a change that was not
    written is not stored either, so the next run repeats it.
    """

    def __init__(
        self,
        store: Store,
        lms: LmsClient,
        activity: TaskTracker,
        integration_id: str,
        record: RunRecord,
        number: int,
    ) -> None:
        self._store = store
        self._lms = lms
        self._activity = activity
        self._path = f"/api/v2/bulk/integrations/{integration_id}/courses"
        self._record = record
        self._number = number
        # By content: an item that a catalog lists twice is written once, in its last version.
        self._drafts: dict[str, Draft] = {}
        self._archive: dict[str, tuple[Place, ArchivedBy]] = {}
        self._restore: dict[str, Place] = {}
        self._archived_already: set[str] | None = None
        self._under_way: deque[asyncio.Task[LmsError | None]] = deque()
        self._being_written: set[str] = set()

    def write(self, draft: Draft) -> None:
        """Create or update a course with the next batch."""
        if draft.content_id in self._being_written:
            draft = msgspec.structs.replace(draft, is_new=False)
        self._drafts[draft.content_id] = draft

    def is_pending(self, content_id: str) -> bool:
        """True if a course is waiting to be written, or is being written."""
        return content_id in self._drafts or content_id in self._being_written

    def archive(self, place: Place, by: ArchivedBy) -> None:
        """Archive a course with the next batch that may archive."""
        self._archive[place.content_id] = place, by

    def restore(self, place: Place) -> None:
        """Restore a course with the next batch."""
        self._restore[place.content_id] = place

    async def flush(self, *, everything: bool, archive: bool) -> None:
        """Send full batches, or everything; archive only when ``archive`` is on.

        A few batches of courses run in the background at a time; a flush of everything waits
        until all have ended.
        """
        while len(self._drafts) >= COURSES_IN_BATCH or (everything and self._drafts):
            batch = [self._drafts.pop(each) for each in list(self._drafts)[:COURSES_IN_BATCH]]
            again = any(each.content_id in self._being_written for each in batch)
            await self._let_end(0 if again else AT_ONCE - 1)
            self._being_written.update(each.content_id for each in batch)
            self._under_way.append(self._activity.spawn(self._write(batch), "write courses"))
        if everything:
            await self._let_end(0)
        while archive and self._archive and (everything or len(self._archive) >= BATCH):
            chosen = list(self._archive.values())[:BATCH]
            await self._archive_all(chosen)
            for place, _ in chosen:
                del self._archive[place.content_id]
        if everything or len(self._restore) >= BATCH:
            for place in list(self._restore.values()):
                await self._restore_one(place)
                del self._restore[place.content_id]

    async def _let_end(self, left: int) -> None:
        """Wait until at most ``left`` batches are running, or none after one has failed."""
        failure: LmsError | None = None
        while len(self._under_way) > (left if failure is None else 0):
            ended = await self._activity.join(self._under_way.popleft())
            failure = failure or ended
        if failure is not None:
            raise failure

    async def _write(self, drafts: Sequence[Draft]) -> LmsError | None:
        """Write a batch; the caller that waits for its end handles 360Learning's refusals."""
        try:
            results = await self._bulk("PUT", [draft.encoded for draft in drafts])
        except LmsError as error:
            return error
        finally:
            self._being_written.difference_update(draft.content_id for draft in drafts)
        written: list[Written] = []
        for draft in drafts:
            result = results.get(draft.external_id)
            if result is None or result.resource_id is None:
                self._note_failure(draft.item_id, result)
                continue
            written.append(
                Written(
                    content_id=draft.content_id,
                    item_id=draft.item_id,
                    external_id=draft.external_id,
                    course_id=result.resource_id,
                    activity_ids=draft.activity_ids,
                    category=draft.category,
                    locales=draft.locales,
                    subjects=draft.subjects,
                    fingerprint=draft.fingerprint,
                    returned=self._number,
                )
            )
            self._record.created += draft.is_new
            self._record.updated += not draft.is_new
        with self._store.transaction():
            self._store.courses.keep(written)
        return None

    async def _archive_all(self, chosen: Sequence[tuple[Place, ArchivedBy]]) -> None:
        # A course that a person has archived must not be restored later, so it is not
        # recorded as archived by the connector.
        theirs = await self._find_archived()
        ours = [(place, by) for place, by in chosen if place.course_id not in theirs]
        if not ours:
            return
        objects = [orjson.dumps({"externalId": place.external_id}) for place, _ in ours]
        results = await self._bulk("DELETE", objects)
        with self._store.transaction():
            for place, by in ours:
                result = results.get(place.external_id)
                if result is None or result.status != "success":
                    self._note_failure(place.external_id, result)
                    continue
                self._store.courses.mark([place.content_id], by)
                self._record.archived += 1

    async def _restore_one(self, place: Place) -> None:
        path = f"/api/v2/courses/{place.course_id}/archive"
        try:
            await self._lms.request("PUT", path, body=b'{"archived":false}')
        except LmsRefusedError as refused:
            # One failing course, for example a deleted one, must not keep the others archived.
            self._record.skip(place.external_id, str(refused))
            return
        self._store.courses.mark([place.content_id], None)
        self._record.restored += 1

    async def _bulk(self, method: str, objects: Sequence[bytes]) -> dict[str, Result]:
        results = await run_bulk(self._lms, self._activity, method, self._path, objects)
        return {result.input.external_id: result for result in results}

    async def _find_archived(self) -> set[str]:
        if self._archived_already is None:
            query = {"status[eq]": "archived", "type[eq]": "external"}
            courses = self._lms.each("/api/v2/courses", _Course, query)
            self._archived_already = {course.id async for course in courses}
        return self._archived_already

    def _note_failure(self, item_id: str, result: Result | None) -> None:
        if result is None:
            # The operation ended in error before it processed this object.
            self._record.faults.append(
                f"360Learning did not say what became of the item {item_id}; "
                "the next run asks again"
            )
        else:
            self._record.skip(item_id, f"360Learning refused it: {result.error_message}")
