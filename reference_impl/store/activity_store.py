"""The courses for which statements about activities count."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import orjson

from reference_impl.store.delivery_queue import DeliveryQueue


class ActivityStore:
    """The table of activities: xAPI activity id to the external id of a course."""

    def __init__(self, db: sqlite3.Connection, queue: DeliveryQueue) -> None:
        self._db = db
        self._queue = queue

    def courses_of(self, activity_ids: Iterable[str]) -> dict[str, str]:
        """The courses of these activities; activities without a course are omitted."""
        return dict(
            self._db.execute(
                "SELECT activity_id, external_id FROM activities"
                " WHERE activity_id IN (SELECT value FROM json_each(?))",
                (orjson.dumps(list(activity_ids)).decode(),),
            )
        )

    def point(self, courses: Mapping[str, str]) -> None:
        """Make statements about these activities count for their courses from now on.

        If an activity counted for another course before, its earlier statements count for the
        new course too (C046), and are delivered again. The old course keeps its attempts.
        """
        added = self._db.executemany(
            "INSERT INTO activities (activity_id, external_id) VALUES (?, ?)"
            " ON CONFLICT (activity_id) DO NOTHING",
            courses.items(),
        ).rowcount
        if added == len(courses):
            return
        before = self.courses_of(courses)
        changed = [each for each in courses.items() if before[each[0]] != each[1]]
        self._db.executemany(
            "UPDATE activities SET external_id = ? WHERE activity_id = ?",
            [(external_id, activity_id) for activity_id, external_id in changed],
        )
        for activity_id, external_id in changed:
            self._move_past(activity_id, external_id)

    def _move_past(self, activity_id: str, external_id: str) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO credits (user_id, external_id, statement)"
            " SELECT user_id, ?, number FROM statements"
            " WHERE activity_id = ? AND user_id IS NOT NULL",
            (external_id, activity_id),
        )
        self._db.execute(
            "UPDATE statements SET reason = NULL"
            " WHERE activity_id = ? AND user_id IS NOT NULL AND reason IS NOT NULL",
            (activity_id,),
        )
        moved = self._db.execute(
            "SELECT number FROM statements WHERE activity_id = ? AND user_id IS NOT NULL",
            (activity_id,),
        )
        self._queue.add(number for (number,) in moved)
