"""360Learning's bulk operations: submit, wait for completion, read the results.

Source: 360Learning's OpenAPI of its bulk API. At most 10,000 objects an operation (1,000 for
archiving courses), 3 operations at once; the answer is 202 with a ``Location``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from reference_impl.lms.client import LmsClient
from reference_impl.rules.errors import LmsUnavailableError
from reference_impl.time.task_tracker import TaskTracker

BATCH = 1_000

# The first polls have no pause, since small operations complete immediately; later polls
# wait for the clock. The pauses add up to about 30 minutes.
QUICK_LOOKS = 5
PAUSES_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, *[30.0] * 60)


class _Identifier(msgspec.Struct, frozen=True, gc=False):
    value: str = ""


class Input(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The fields that identify an object, in the request and in its result."""

    external_id: str = ""
    course_identifier: _Identifier = _Identifier()
    user_identifier: _Identifier = _Identifier()


class Result(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The result for one object."""

    input: Input
    status: Literal["success", "error"]
    resource_id: str | None = None
    error_message: str | None = None


class _Operation(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    status: Literal["pending", "queued", "running", "completed", "error"]


async def run_bulk(
    lms: LmsClient, activity: TaskTracker, method: str, path: str, objects: Sequence[bytes]
) -> list[Result]:
    """Run an operation over ``objects``, each encoded as JSON, and return the results.

    An operation that ended in error has results for the objects it processed.

    Raises:
        LmsUnavailableError: no useful answer, or the operation does not complete.
        LmsRefusedError: the operation was not accepted.
    """
    operation = await _submit(lms, method, path, b'{"input":[' + b",".join(objects) + b"]}")
    await _finish(lms, activity, operation)
    results = lms.each(f"/api/v2/bulk/operations/{operation}/results", Result)
    return [result async for result in results]


async def _submit(lms: LmsClient, method: str, path: str, body: bytes) -> str:
    """Submit an operation and return its id. The body, some megabytes, is needed no longer."""
    accepted = await lms.request(method, path, body=body)
    # Only the id is taken from the URL: its host may not be reachable from here.
    operation = str(accepted.headers.get("location", "")).rstrip("/").rpartition("/")[2]
    if not operation:
        raise LmsUnavailableError(
            f"360Learning accepted {method} {path} without saying under which address; it will be "
            "asked again"
        )
    return operation


async def _finish(lms: LmsClient, activity: TaskTracker, operation: str) -> None:
    path = f"/api/v2/bulk/operations/{operation}"
    for pause in (*[0.0] * QUICK_LOOKS, *PAUSES_SECONDS):
        if pause:
            await activity.sleep(pause)
        state = await lms.get(path, _Operation)
        if state.status in ("completed", "error"):
            return
    raise LmsUnavailableError(
        f"the bulk operation {operation} did not end within 30 minutes; the connector "
        "will submit its objects again"
    )
