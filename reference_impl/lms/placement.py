"""Put courses back into the group's catalog and library (A-READD: every-run).

360Learning places a course when it is created; this module implements the interpretation in
which a manual removal lasts only until the next run.
"""

from __future__ import annotations

import orjson

from reference_impl.lms.bulk import BATCH, run_bulk
from reference_impl.lms.client import LmsClient
from reference_impl.store.store import Store
from reference_impl.time.task_tracker import TaskTracker

PLACES = ("catalog", "library")


async def place_again(lms: LmsClient, activity: TaskTracker, store: Store, group_id: str) -> None:
    """Add every course that is not archived where it is missing.

    Raises:
        LmsError: 360Learning does not list the courses, or refuses the change.
    """
    for place in PLACES:
        listed = lms.each(f"/api/v2/groups/{group_id}/{place}/course-ids", str)
        present = {course_id async for course_id in listed}
        missing = [
            course.course_id
            for chunk in store.courses.active()
            for course in chunk
            if course.course_id not in present
        ]
        for start in range(0, len(missing), BATCH):
            objects = [
                orjson.dumps({"groupId": group_id, "contentType": "course", "contentId": each})
                for each in missing[start : start + BATCH]
            ]
            await run_bulk(lms, activity, "POST", f"/api/v2/bulk/groups/{place}", objects)
