"""What statements report, and the attempts that result from it (C047 to C057, C149, C151)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from percipio_conformance.stateful.checks.statistics_checks import Row

Key = tuple[str, str]
"""A learner and a course."""


@dataclass(frozen=True)
class Report:
    """One statement: ``attempt`` counts the restarts before it."""

    key: Key
    attempt: int
    at: datetime
    completes: bool
    score: int | None
    minutes: int | None
    of_course: bool = True
    """False for something in the course: its test, or a video."""


def rows_of(reports: Iterable[Report], key: Key) -> list[Row]:
    """The attempts of a learner on a course, the first one first."""
    heard = sorted((each for each in reports if each.key == key), key=lambda each: each.at)
    scores = [each.score for each in heard if each.score is not None]
    times = [each.minutes for each in heard if each.minutes is not None]
    rows: list[Row] = []
    for number in sorted({each.attempt for each in heard}):
        said = [each for each in heard if each.attempt == number]
        completed = next((each.at for each in said if each.completes), None)
        rows.append(
            Row(
                progress=50 if completed is None else 100,
                score=scores[-1] if scores else None,
                minutes=times[-1] if times and not rows else 0,
                # No clause says whether a test or a video is an activity in its course.
                last_activity=completed or (said[-1].at if said[-1].of_course else None),
            )
        )
    return rows
