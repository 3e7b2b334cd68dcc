"""The daily run: read every page, write what differs, remember what was done (C012, C028 to C030).

Nothing is ever concluded from the *absence* of an item (C039), so a run that breaks off has done
nothing wrong: it has only done less, and says so in its record (D05).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

import httpx
import msgspec

from reference_impl.activity import Activity
from reference_impl.catalogue import CatalogueReader, Page
from reference_impl.categories import Category
from reference_impl.clock import Clock
from reference_impl.errors import CatalogueError, LmsError
from reference_impl.fate import Fate, Known
from reference_impl.items import Item, UnreadableItemError, read_item
from reference_impl.lms import Lms
from reference_impl.mapping import Mapped, Options, Unusable
from reference_impl.parts import Parts
from reference_impl.readings import Readings
from reference_impl.run_record import RunRecord
from reference_impl.settings import Settings
from reference_impl.store import Store
from reference_impl.world import Parameters, World
from reference_impl.writes import CourseWriter, Draft, Place

log = logging.getLogger(__name__)
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An item of one of the nine categories, and the course it would be."""

    item: Item
    category: Category
    external_id: str
    locales: tuple[str, ...]
    mapped: Mapped | Unusable
    encoded: bytes
    fingerprint: bytes


class Synchronization:
    """Runs over the catalogue of one integration."""

    def __init__(
        self,
        *,
        store: Store,
        lms: Lms,
        http: httpx.AsyncClient,
        clock: Clock,
        activity: Activity,
        parts: Parts,
        readings: Readings,
        world: World,
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._lms = lms
        self._http = http
        self._clock = clock
        self._activity = activity
        self._parts = parts
        self._readings = readings
        self._world = world
        self._settings = settings
        self.current: RunRecord | None = None

    async def run(self, parameters: Parameters) -> RunRecord:
        """One run over the whole catalogue. It never raises what the outside world does."""
        record = RunRecord(started=self._clock.now())
        self.current = record
        number = self._store.begin_run(record.as_message())
        reader = CatalogueReader(self._http, self._clock, self._activity, parameters)
        writer = CourseWriter(
            self._store, self._lms, self._activity, self._world.integration_id, record
        )
        try:
            await self._read_all(reader, writer, record)
        except LmsError as error:
            record.faults.append(str(error))
        record.retries = reader.retries
        record.finished = self._clock.now()
        self._store.keep_run(number, record.as_message())
        self.current = None
        log.info(
            "run %s: %d seen, %d created, %d updated, %d archived, faults: %s",
            *(record.outcome, record.seen, record.created, record.updated, record.archived),
            "; ".join(record.faults) or "none",
        )
        return record

    async def archive_filtered(self) -> RunRecord:
        """Archive every course that the filters no longer let through (C133, C134)."""
        record = RunRecord(started=self._clock.now())
        writer = CourseWriter(
            self._store, self._lms, self._activity, self._world.integration_id, record
        )
        for chunk in self._store.courses.active():
            settings = self._settings()
            for course in chunk:
                if not self._parts.lets_through(settings, course.category, course.locales):
                    place = Place(course.item_id, course.external_id, course.course_id)
                    writer.archive(place, "filter")
            await writer.flush(everything=False, archive=True)
        await writer.flush(everything=True, archive=True)
        return record

    async def _read_all(
        self, reader: CatalogueReader, writer: CourseWriter, record: RunRecord
    ) -> None:
        try:
            async with aclosing(self._parts.pages(reader)) as pages:
                async for page in pages:
                    record.pages += 1
                    self._take(page, writer, record)
                    record.retries = reader.retries
                    await writer.flush(everything=False, archive=False)
        except CatalogueError as error:
            record.faults.append(str(error))
        # Also after a fault what was read is written; but only a whole catalogue archives (D05).
        await writer.flush(everything=True, archive=not record.faults)

    def _take(self, page: Page, writer: CourseWriter, record: RunRecord) -> None:
        settings = self._settings()
        options = Options(
            author_id=self._world.connector_admin_id,
            tags=settings.tags_synchronization,
            translations=settings.globalization,
        )
        candidates = [
            candidate
            for raw in page.items
            if (candidate := self._candidate(raw, options, record)) is not None
        ]
        known = self._store.courses.known(candidate.item.id for candidate in candidates)
        for candidate in candidates:
            item = candidate.item
            fate = self._parts.fate_of(
                known.get(item.id),
                active=self._parts.is_active(item, self._clock.now()),
                wanted=self._parts.lets_through(settings, candidate.category, candidate.locales),
                fingerprint=candidate.fingerprint,
                archive_retired=self._readings.archive_retired,
            )
            self._follow(fate, candidate, known.get(item.id), writer, record)

    def _candidate(
        self, raw: msgspec.Raw, options: Options, record: RunRecord
    ) -> _Candidate | None:
        record.seen += 1
        try:
            item = read_item(raw)
        except UnreadableItemError as error:
            record.skip(error.item_id, error.reason)
            return None
        category = self._parts.category_of(item, closed_list=self._readings.closed_list)
        if category is None:
            kind = item.content_type.percipio_type if item.content_type else None
            record.skip(item.id, f"items of type {kind} become no course")
            return None
        external_id = self._parts.identity(item)
        mapped = self._parts.to_course(item, category, external_id, options)
        encoded = b"" if isinstance(mapped, Unusable) else _ENCODER.encode(mapped.course)
        # What the store keeps beside the course counts as well: filters and statements need it.
        locales = item.locales()
        kept = _ENCODER.encode((item.xapi_activity_id, category, locales))
        fingerprint = blake2b(encoded + kept, digest_size=16).digest()
        return _Candidate(item, category, external_id, locales, mapped, encoded, fingerprint)

    def _follow(
        self,
        fate: Fate,
        candidate: _Candidate,
        known: Known | None,
        writer: CourseWriter,
        record: RunRecord,
    ) -> None:
        item = candidate.item
        if fate.left_out is not None:
            record.skip(item.id, fate.left_out)
            return
        if fate.write and isinstance(candidate.mapped, Unusable):
            record.skip(item.id, candidate.mapped.reason)
            return
        if fate.write:
            for note in cast(Mapped, candidate.mapped).notes:
                record.skip(item.id, note)
            writer.write(
                Draft(
                    item_id=item.id,
                    external_id=candidate.external_id,
                    activity_id=item.xapi_activity_id,
                    category=candidate.category,
                    locales=candidate.locales,
                    fingerprint=candidate.fingerprint,
                    encoded=candidate.encoded,
                    is_new=known is None,
                )
            )
        if known is None:
            return
        place = Place(item.id, known.external_id, known.course_id)
        if fate.archive is not None:
            writer.archive(place, fate.archive)
        elif fate.restore:
            writer.restore(place)
        elif not fate.write:
            record.unchanged += 1
