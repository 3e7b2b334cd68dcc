"""The only job that changes courses: daily runs and saved filters, one at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from reference_impl.jobs.synchronization import Synchronization
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.errors import LmsError
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.store.store import Store
from reference_impl.time.task_tracker import TaskTracker

log = logging.getLogger(__name__)

FILTER_AGAIN_SECONDS = 300.0
"""Seconds until a saved filter is applied again after 360Learning failed."""

LAST_DUE = "last due"
FILTER_SAVED = "filter saved"


class CatalogJobs:
    """Processes requests in turn; requests are stored until they are done.

    Args:
        parameters: the currently verified parameters, None while there are none.
        courses_changed: called after every run.
    """

    def __init__(
        self,
        store: Store,
        activity: TaskTracker,
        synchronization: Synchronization,
        parameters: Callable[[], PercipioConfig | None],
        courses_changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._activity = activity
        self._synchronization = synchronization
        self._parameters = parameters
        self._courses_changed = courses_changed
        self._due: datetime | None = None
        self._filter_wanted = False
        self._running = False

    def run(self, due: datetime) -> None:
        """Start the daily run that is due at ``due``."""
        self._due = due
        self._begin()

    def apply_filter(self) -> None:
        """Archive immediately the courses that a saved filter excludes (C133)."""
        self._store.remember(FILTER_SAVED, True)
        self._filter_wanted = True
        self._begin()

    def resume(self) -> None:
        """Apply, after a restart, a filter that was saved and not applied yet."""
        if self._store.fact(FILTER_SAVED, bool):
            self.apply_filter()

    def last_due(self) -> str | None:
        """The scheduled time of the last run that ended."""
        return self._store.fact(LAST_DUE, str)

    def _begin(self) -> None:
        if not self._running:
            self._running = True
            self._activity.spawn(self._work(), "catalog")

    async def _work(self) -> None:
        try:
            while True:
                if self._filter_wanted:
                    self._filter_wanted = False
                    await self._apply_filter()
                elif self._due is not None:
                    due, self._due = self._due, None
                    await self._run(due)
                else:
                    return
        finally:
            self._running = False

    async def _run(self, due: datetime) -> None:
        parameters = self._parameters()
        if parameters is not None:
            await self._synchronization.run(parameters)
        self._store.remember(LAST_DUE, format_timestamp(due))
        self._courses_changed()

    async def _apply_filter(self) -> None:
        try:
            record = await self._synchronization.apply_filter()
        except LmsError as error:
            log.warning("a saved filter waits to be applied: %s", error)
            self._activity.spawn(self._apply_filter_later(), "filter again")
            return
        log.info(
            "a saved filter archived %d courses, restored %d", record.archived, record.restored
        )
        # The filter was saved again in the meantime; the next request applies it.
        self._store.remember(FILTER_SAVED, self._filter_wanted)

    async def _apply_filter_later(self) -> None:
        await self._activity.sleep(FILTER_AGAIN_SECONDS)
        self.apply_filter()
