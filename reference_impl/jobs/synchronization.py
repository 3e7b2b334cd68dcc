"""The two operations that change courses: the daily run and a saved filter (C012, C133)."""

from __future__ import annotations

import logging
from collections.abc import Callable

import httpx

from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.lms.client import LmsClient
from reference_impl.lms.course_writer import CourseWriter, Place
from reference_impl.lms.placement import place_again
from reference_impl.percipio.catalog_reader import CatalogReader
from reference_impl.rules.config import LmsConfig, PercipioConfig
from reference_impl.rules.errors import LmsError
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import Rules
from reference_impl.store.store import Store
from reference_impl.time.clock import Clock
from reference_impl.time.task_tracker import TaskTracker

log = logging.getLogger(__name__)

LAST_COMPLETE = "last complete run"


class Synchronization:
    """Runs over the catalog of one integration."""

    def __init__(
        self,
        *,
        store: Store,
        lms: LmsClient,
        http: httpx.AsyncClient,
        clock: Clock,
        activity: TaskTracker,
        rules: Rules,
        readings: Interpretations,
        world: LmsConfig,
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._lms = lms
        self._http = http
        self._clock = clock
        self._activity = activity
        self._rules = rules
        self._readings = readings
        self._world = world
        self._settings = settings
        self.current: RunRecord | None = None
        self.filtering: RunRecord | None = None
        """What applying the latest saved filter does, or has done since the start."""

    async def run(self, parameters: PercipioConfig) -> RunRecord:
        """Run once over the whole catalog. External failures are recorded, not raised."""
        record = RunRecord(started=self._clock.now())
        self.current = record
        number = self._store.begin_run(record.as_message())
        reader = CatalogReader(self._http, self._clock, self._activity, parameters)
        run = CatalogSync(
            number=number,
            record=record,
            reader=reader,
            writer=self._writer(record, number),
            store=self._store,
            clock=self._clock,
            rules=self._rules,
            readings=self._readings,
            author_id=self._world.connector_admin_id,
            settings=self._settings,
        )
        try:
            with self._store.rare_checkpoints():
                await run.complete()
            if self._readings.places_every_run:
                await place_again(self._lms, self._activity, self._store, self._world.group_id)
        except LmsError as error:
            record.faults.append(str(error))
        record.retries = reader.retries
        record.finished = self._clock.now()
        self._store.keep_run(number, record.as_message())
        if record.outcome == "complete":
            self._store.remember(LAST_COMPLETE, number)
        self.current = None
        log.info(
            "run %s: %d seen, %d created, %d updated, %d archived, faults: %s",
            *(record.outcome, record.seen, record.created, record.updated, record.archived),
            "; ".join(record.faults) or "none",
        )
        return record

    async def apply_filter(self) -> RunRecord:
        """Archive every course that the filters now exclude (C133, C134).

        Courses that they include again wait for the next run, or are restored now (A-UNARCHIVE).

        Raises:
            LmsError: 360Learning fails or refuses a write; accepted writes are stored.
        """
        record = self.filtering = RunRecord(started=self._clock.now())
        writer = self._writer(record, number=0)
        # If retention takes precedence, courses absent from the last whole catalog
        # stay (A-ABSENT).
        since = 0 if self._readings.filters_absent else self._store.fact(LAST_COMPLETE, int) or 0
        for chunk in self._store.courses.active():
            settings = self._settings()
            record.seen += len(chunk)
            for course in chunk:
                wanted = self._rules.lets_through(settings, course.category, course.locales)
                if not wanted and course.returned >= since:
                    place = Place(course.content_id, course.external_id, course.course_id)
                    writer.archive(place, "filter")
            await writer.flush(everything=False, archive=True)
        if self._readings.unarchive == "restored-on-save":
            for chunk in self._store.courses.filtered():
                settings = self._settings()
                for course in chunk:
                    if self._rules.lets_through(settings, course.category, course.locales):
                        place = Place(course.content_id, course.external_id, course.course_id)
                        writer.restore(place)
                await writer.flush(everything=False, archive=True)
        await writer.flush(everything=True, archive=True)
        record.finished = self._clock.now()
        return record

    def _writer(self, record: RunRecord, number: int) -> CourseWriter:
        return CourseWriter(
            self._store, self._lms, self._activity, self._world.integration_id, record, number
        )
