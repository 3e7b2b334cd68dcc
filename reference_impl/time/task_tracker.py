"""Tracks the connector's jobs, to detect when it is idle.

A job is work that has started and is not done. It is *busy*, except while it sleeps until an
instant through :meth:`TaskTracker.sleep_until` or waits for another job through
:meth:`TaskTracker.join`. The connector is idle when no job is busy and no sleeper whose instant has
come still has to run.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from reference_impl.time.clock import Clock, ControlledClock

log = logging.getLogger(__name__)
T = TypeVar("T")


class TaskTracker:
    """Counts the connector's jobs and owns their tasks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watched: set[asyncio.Task[Any]] = set()
        self._asleep = 0
        self.crash: BaseException | None = None

    @property
    def pending(self) -> int:
        """Number of jobs that have started and are not done, including sleeping ones."""
        return len(self._tasks)

    @property
    def is_idle(self) -> bool:
        """True if nothing can happen before the clock moves."""
        if not isinstance(self._clock, ControlledClock):
            return len(self._tasks) == self._asleep
        asleep = 0 if self._clock.wakes_itself else self._asleep
        return len(self._tasks) == asleep and self._clock.waking == 0

    def spawn(self, job: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        """Start ``job``; it counts as busy from this call on."""
        task = asyncio.get_running_loop().create_task(job, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def watch(self, waiting: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        """Start a task that only waits for the clock and starts jobs; it is no job itself."""
        task = asyncio.get_running_loop().create_task(waiting, name=name)
        self._watched.add(task)
        task.add_done_callback(self._ended)
        return task

    async def sleep_until(self, instant: datetime) -> None:
        """Suspend the calling job until ``instant``; call it from inside a job only."""
        self._asleep += 1
        try:
            await self._clock.sleep_until(instant)
        finally:
            self._asleep -= 1

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling job for ``seconds`` of the clock."""
        await self.sleep_until(self._clock.now() + timedelta(seconds=seconds))

    async def join(self, job: asyncio.Task[T]) -> T:
        """Suspend the calling job until another job ends, and return its result."""
        if not job.done():
            self._asleep += 1
            # Registered after the callback for the job's end, so both run in one turn of the loop
            # and no other code runs in between.
            job.add_done_callback(self._stir)
        return await job

    async def cancel_all(self) -> None:
        """Cancel everything and wait until the last job has ended."""
        while tasks := [*self._tasks, *self._watched]:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            # The callbacks that remove a task run in the next turn of the loop.
            await asyncio.sleep(0)

    def _stir(self, _: asyncio.Task[Any]) -> None:
        self._asleep -= 1

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        self._watched.discard(task)
        if not task.cancelled() and (crash := task.exception()) is not None:
            # An internal error: external failures are values. It is raised in the next query.
            self.crash = crash
            log.error("the job %r crashed", task.get_name(), exc_info=crash)
