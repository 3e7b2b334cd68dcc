"""A learner's session in a whole course, in the order in which the real Percipio reports it.

The order follows recorded events of one learner on one course: videos of the course are started
and completed one after the other and count as completed before their end; each time, progress of
the course itself is reported, once or twice under the same timestamp; the course is completed by
its test, not by its last video, minutes later; and a later visit lengthens the duration without
another completion.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fake_percipio.catalog.items import Item, item
from fake_percipio.xapi.learner_activity import LearnerActivity
from fake_percipio.xapi.learners import Learner

# From the recording: a video is watched for 30 seconds, the test takes less than three minutes.
_VIDEO = timedelta(seconds=34)
_PAUSE = timedelta(seconds=31)
_TEST = timedelta(seconds=165)
_REVIEW = timedelta(seconds=14)


@dataclass(frozen=True, slots=True)
class CourseSession:
    """What happened; durations are those of the course, in seconds."""

    began: datetime
    completed: datetime
    ended: datetime
    duration_at_completion: int
    duration_at_end: int


def videos_of(course: Item, count: int) -> list[Item]:
    """Videos inside the course, which the catalog need not list."""
    title = course["localizedMetadata"][0]["title"]
    parent = {"id": course["id"], "title": title, "type": "COURSE"}
    return [
        item(f"{title}, part {number}", kind="video", parent=parent)
        for number in range(1, count + 1)
    ]


def take_course(
    activity: LearnerActivity,
    learner: Learner,
    course: Item,
    *,
    until: datetime,
    videos: int = 4,
    score: float = 80,
    reviewed: bool = True,
) -> CourseSession:
    """The learner takes the whole course and completes it at ``until``."""
    steps = (_PAUSE + _VIDEO) * videos + _TEST
    began = at = until - steps - (_REVIEW if reviewed else timedelta(0))

    def spent() -> dict[str, Any]:
        return {"duration_seconds": int((at - began).total_seconds()), "at": at}

    activity.start(learner, course, at=at)
    for video in videos_of(course, videos):
        at += _PAUSE
        activity.start(learner, video, at=at)
        activity.progress(learner, course, **spent())
        at += _VIDEO
        activity.complete(learner, video, duration_seconds=_seconds(_VIDEO), at=at)
        activity.progress(learner, course, **spent())
        activity.progress(learner, course, **spent())
    at += _TEST
    completed, length = at, _seconds(at - began)
    activity.complete(learner, course, score=score, **spent())
    if reviewed:
        at += _REVIEW
        activity.progress(learner, course, score=score, **spent())
    return CourseSession(began, completed, at, length, _seconds(at - began))


def _seconds(time: timedelta) -> int:
    return int(time.total_seconds())
