"""The launches of learners, on which homepages and gates depend."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Launch(msgspec.Struct, frozen=True, kw_only=True):
    """One click of one learner on one course.

    ``session_id`` is the path session it was launched from, None for the course on its own.
    ``finished`` are the attempts that were already at 100 at that moment.
    """

    user_id: str
    course_id: str
    session_id: str | None
    at: datetime
    finished: frozenset[str] = frozenset()


class Launches:
    """All launches of a platform, by learner and course, in order."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], list[Launch]] = {}

    def add(self, launch: Launch) -> None:
        self._of.setdefault((launch.user_id, launch.course_id), []).append(launch)

    def on(self, user_id: str, course_id: str) -> list[Launch]:
        """A learner's launches of one course, first one first."""
        return list(self._of.get((user_id, course_id), ()))
