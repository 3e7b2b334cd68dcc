"""Bulk operations: accepted at once, worked off in the background, asked about until they end.

pending -> queued -> running -> completed | error (360Learning API v2, bulk operations). The work
is done in chunks; other tasks run between chunks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Literal

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, PlatformError, RefusedError, TooManyError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.server.fault_script import FaultScript

OperationStatus = Literal["pending", "queued", "running", "completed", "error"]

# 360Learning: no more than 3 bulk operations at a time for one platform.
AT_ONCE = 3
CHUNK = 500
# The vendor does not say how long results are kept. Ours go when the inputs they echo exceed
# this many bytes, so that a first run of 100,000 courses does not stay in memory for ever.
KEPT_BYTES = 64 * 1024 * 1024


class ItemResult(msgspec.Struct, frozen=True):
    """The result for one object: ``resource_id`` on success, otherwise ``error``."""

    input: msgspec.Raw
    resource_id: str | None = None
    error: str | None = None


class Operation:
    """One bulk operation; only the platform writes its fields."""

    def __init__(
        self, operation_id: str, kind: str, created_at: datetime, inputs: Sequence[msgspec.Raw]
    ) -> None:
        self.id = operation_id
        self.kind = kind
        self.created_at = created_at
        self.inputs = inputs
        self.size = sum(len(memoryview(each)) for each in inputs)
        self.status: OperationStatus = "pending"
        self.queued_at: datetime | None = None
        self.started_at: datetime | None = None
        self.updated_at: datetime | None = None
        self.ended_at: datetime | None = None
        self.error_message: str | None = None
        self.results: list[ItemResult] = []

    @property
    def ended(self) -> bool:
        return self.status in ("completed", "error")

    @property
    def index(self) -> int:
        """Place of the last object worked off, 0 while there is none."""
        return max(len(self.results) - 1, 0)


class BulkOperations:
    """All bulk operations of one platform. They need a running event loop."""

    def __init__(self, ids: Ids, now: Callable[[], datetime], script: FaultScript) -> None:
        self._ids = ids
        self._now = now
        self._script = script
        self._operations: Repository[Operation] = Repository()
        self._kept_bytes = 0
        """The size of the inputs of the operations that have ended."""
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def busy(self) -> bool:
        """True if an operation has not ended."""
        return bool(self._tasks)

    def submit(
        self, kind: str, inputs: Sequence[msgspec.Raw], perform: Callable[[msgspec.Raw], str]
    ) -> Operation:
        """Accept an operation. ``perform`` processes one object and returns its id; a
        :class:`PlatformError` becomes the error result of that object.

        Raises:
            TooManyError: ``bulkOperationsConcurrencyLimitReached``.
        """
        if len(self._tasks) >= AT_ONCE:
            raise TooManyError(
                "bulkOperationsConcurrencyLimitReached",
                f"{AT_ONCE} bulk operations are under way; wait until one of them has ended",
            )
        operation = Operation(self._ids(), kind, self._now(), inputs)
        self._operations.put(operation.id, operation)
        task = asyncio.create_task(self._work_off(operation, perform), name=f"bulk {kind}")
        self._tasks[operation.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(operation.id, None))
        return operation

    def get(self, operation_id: str) -> Operation:
        """Raises NotFoundError ``bulkOperationNotFound``."""
        operation = self._operations.get(operation_id)
        if operation is None:
            raise NotFoundError(
                "bulkOperationNotFound", f"No bulk operation has the id {operation_id!r}"
            )
        return operation

    def results(self, operation_id: str) -> list[ItemResult]:
        """One result for each object, in the order given.

        Raises:
            NotFoundError: ``bulkOperationNotFound``.
            RefusedError: ``bulkOperationNotRun`` before its end.
        """
        operation = self.get(operation_id)
        if not operation.ended:
            raise RefusedError(
                "bulkOperationNotRun", f"The operation is {operation.status}; ask when it has ended"
            )
        return operation.results

    async def run_until_idle(self) -> None:
        """Wait until every operation has ended."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def cancel(self) -> None:
        """Cancel running operations, to tear a world down."""
        for task in (tasks := list(self._tasks.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[Operation]] = ()
    ) -> Iterator[Operation]:
        return self._operations.after(cursor, conditions)

    def __iter__(self) -> Iterator[Operation]:
        return iter(self._operations)

    async def _work_off(self, operation: Operation, perform: Callable[[msgspec.Raw], str]) -> None:
        # A step each, so that a client that asks in between can see every status.
        await asyncio.sleep(0)
        operation.queued_at = self._now()
        self._set_status(operation, "queued")
        await asyncio.sleep(0)
        operation.started_at = operation.updated_at = self._now()
        self._set_status(operation, "running")
        breakdown = self._script.next_breakdown()
        stop = len(operation.inputs) if breakdown is None else breakdown.after
        refusal = self._script.next_object_refusal() if operation.inputs else None
        for start in range(0, min(stop, len(operation.inputs)), CHUNK):
            await asyncio.sleep(0)
            for raw in operation.inputs[start : min(start + CHUNK, stop)]:
                if refusal is None:
                    operation.results.append(_result(raw, perform))
                else:
                    operation.results.append(ItemResult(raw, error=refusal.message))
                    refusal = None
            operation.updated_at = self._now()
        await asyncio.sleep(0)
        operation.ended_at = operation.updated_at = self._now()
        operation.error_message = None if breakdown is None else breakdown.message
        self._set_status(operation, "completed" if breakdown is None else "error")
        operation.inputs = ()
        self._kept_bytes += operation.size
        self._forget_old()

    def _set_status(self, operation: Operation, status: OperationStatus) -> None:
        operation.status = status
        self._operations.refresh(operation.id)

    def _forget_old(self) -> None:
        """Drop the oldest operations that have ended, all but one, until the rest is small."""
        while self._kept_bytes > KEPT_BYTES:
            ended = islice((each for each in self._operations.after(None) if each.ended), 2)
            oldest, newer = next(ended), next(ended, None)
            if newer is None:
                return
            self._operations.drop(oldest.id)
            self._kept_bytes -= oldest.size


def _result(raw: msgspec.Raw, perform: Callable[[msgspec.Raw], str]) -> ItemResult:
    try:
        return ItemResult(raw, resource_id=perform(raw))
    except PlatformError as error:
        return ItemResult(raw, error=error.message)
