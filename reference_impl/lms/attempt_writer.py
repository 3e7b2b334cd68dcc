"""Write attempts to 360Learning: one whole list for each learner and course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import orjson

from reference_impl.lms.bulk import Result, run_bulk
from reference_impl.lms.client import LmsClient
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.timestamps import write_milliseconds
from reference_impl.store.course_store import CourseStore
from reference_impl.time.task_tracker import TaskTracker

Pair = tuple[str, str]
"""Whose attempts, and on which course: 360Learning's id of the user, external id of the course."""

Message = dict[str, Any]


class _Held(msgspec.Struct, frozen=True, rename="camel"):
    """A row of 360Learning's course statistics: one stored attempt."""

    first_activity_at: str
    last_activity_at: str
    progress: int = 0
    time_spent: int = 0
    completed_at: str | None = None


class AttemptWriter:
    """Writes attempts with a bulk operation, an extension of 360Learning's API v2."""

    def __init__(
        self, lms: LmsClient, activity: TaskTracker, courses: CourseStore, integration_id: str
    ) -> None:
        self._lms = lms
        self._activity = activity
        self._courses = courses
        self._path = f"/api/v2/extensions/bulk/integrations/{integration_id}/attempts"

    async def write(self, attempts: Mapping[Pair, Sequence[Attempt]]) -> dict[Pair, Result]:
        """Write whole lists and return the result of each list that the operation processed.

        A launch may have added an attempt that Percipio has not reported yet (A-LAUNCH50).
        360Learning then refuses the list, because it would drop that attempt. The list is then
        written again, followed by the additional attempts that 360Learning holds.

        Raises:
            LmsError: 360Learning did not accept the operation, or did not complete it.
        """
        messages = {pair: [_message(each) for each in some] for pair, some in attempts.items()}
        results = await self._write(messages)
        longer: dict[Pair, list[Message]] = {}
        for pair, result in results.items():
            if result.status == "error":
                beyond = await self._launched(pair, len(messages[pair]))
                if beyond:
                    score = messages[pair][0]["score"]
                    longer[pair] = messages[pair] + [each | {"score": score} for each in beyond]
        return results | await self._write(longer) if longer else results

    async def _write(self, messages: Mapping[Pair, Sequence[Message]]) -> dict[Pair, Result]:
        objects = [
            orjson.dumps(
                {
                    "courseIdentifier": {"type": "externalId", "value": external_id},
                    "userIdentifier": {"type": "internalId", "value": user_id},
                    "attempts": some,
                }
            )
            for (user_id, external_id), some in messages.items()
        ]
        results = await run_bulk(self._lms, self._activity, "PUT", self._path, objects)
        return {
            (result.input.user_identifier.value, result.input.course_identifier.value): result
            for result in results
        }

    async def _launched(self, pair: Pair, ours: int) -> list[Message]:
        """The attempts in 360Learning after the first ``ours``, unchanged."""
        user_id, external_id = pair
        course_id = self._courses.id_of(external_id)
        query = {"courseId[eq]": course_id, "userId[eq]": user_id}
        held = [each async for each in self._lms.each("/api/v2/courses/stats", _Held, query)]
        return [
            {
                "progress": each.progress,
                "result": None,
                "timeSpent": each.time_spent,
                "firstActivityAt": each.first_activity_at,
                "lastActivityAt": each.last_activity_at,
                "completedAt": each.completed_at,
            }
            for each in held[ours:]
        ]


def _message(attempt: Attempt) -> Message:
    completed = attempt.completed_at
    return {
        "progress": attempt.progress,
        "score": attempt.score,
        "result": attempt.result,
        "timeSpent": attempt.time_spent_ms,
        "firstActivityAt": write_milliseconds(attempt.first_activity_at),
        "lastActivityAt": write_milliseconds(attempt.last_activity_at),
        "completedAt": None if completed is None else write_milliseconds(completed),
    }
