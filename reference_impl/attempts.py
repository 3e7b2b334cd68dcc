"""The attempts of one learner on one course, from everything heard of them. Pure.

The result depends on *what* was heard, never on the order or the number of deliveries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reference_impl.readings import LastActivity
from reference_impl.statements import Meaning


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as 360Learning shows it; progress and score in percent, time in milliseconds."""

    progress: Literal[0, 50, 100]
    score: int | None
    result: Literal["success"] | None
    time_spent_ms: int
    first_activity_at: datetime
    last_activity_at: datetime
    completed_at: datetime | None


@dataclass(slots=True)
class _Course:
    """An attempt while it is being put together."""

    registration: str | None
    first: datetime
    last: datetime
    completed: datetime | None = None

    def take(self, meaning: Meaning) -> None:
        self.last = max(self.last, meaning.at)
        if meaning.status == "Completed" and self.completed is None:
            # The first completion is the attempt's; it is never lost again (A-REGRESS).
            self.completed = meaning.at


def attempts_of(
    meanings: Iterable[Meaning], last_activity: LastActivity = "completion-first"
) -> list[Attempt]:
    """The attempts, the earliest first.

    All of them show the latest score (C053, A-ALLSCORES); the first one shows the latest
    duration and the others none (C055, C056, A-DURATION); latest is by the statements' own
    time. ``last_activity`` is reading A-LASTACT.
    """
    ordered = sorted({each.statement_id: each for each in meanings}.values(), key=_order)
    score = next((each.score for each in reversed(ordered) if each.score is not None), None)
    duration = next(
        (each.duration_ms for each in reversed(ordered) if each.duration_ms is not None), 0
    )
    return [
        Attempt(
            progress=50 if course.completed is None else 100,
            score=score,
            result=None if course.completed is None else "success",
            time_spent_ms=duration if number == 0 else 0,
            first_activity_at=course.first,
            last_activity_at=_last_activity(course, last_activity),
            completed_at=course.completed,
        )
        for number, course in enumerate(_split(ordered))
    ]


def _order(meaning: Meaning) -> tuple[datetime, bool, str]:
    # Of one moment, a start comes before a completion; the id breaks the rest of the ties.
    return meaning.at, meaning.status == "Completed", meaning.statement_id


def _split(ordered: list[Meaning]) -> list[_Course]:
    """Which statements belong to which attempt (A-NEWATT).

    A registration that was not seen before opens an attempt, unless the latest one is still open
    and has none: then it is that attempt's. Without a registration, a completion later than that
    of the latest attempt opens one; a mere start after a completion is a revisit.
    """
    courses: list[_Course] = []
    registered: dict[str, _Course] = {}
    for meaning in ordered:
        if meaning.status is None:
            continue
        latest = courses[-1] if courses else None
        course = latest
        if meaning.registration is not None:
            course = registered.get(meaning.registration)
            if course is None and latest is not None and _unclaimed(latest):
                course = latest
        elif latest is not None and _is_retake(latest, meaning):
            course = None
        if course is None:
            course = _Course(meaning.registration, meaning.at, meaning.at)
            courses.append(course)
        if meaning.registration is not None:
            course.registration = meaning.registration
            registered[meaning.registration] = course
        course.take(meaning)
    return courses


def _unclaimed(course: _Course) -> bool:
    return course.registration is None and course.completed is None


def _is_retake(latest: _Course, meaning: Meaning) -> bool:
    return (
        meaning.status == "Completed"
        and latest.completed is not None
        and meaning.at > latest.completed
    )


def _last_activity(course: _Course, reading: LastActivity) -> datetime:
    if course.completed is None or reading == "access-first":
        return course.last
    return max(course.completed, course.last) if reading == "later-of-both" else course.completed
