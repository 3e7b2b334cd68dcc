"""Attempts as 360Learning shows them, and the text of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt, AttemptState
from fake_lms.training.progression import COMPLETE
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.text import plural
from percipio_conformance.core.times import format_time, parse_time
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.personas import Personas

__all__ = [
    "EMPTY",
    "FIGURES",
    "NOTHING",
    "RESULTS",
    "Attempt",
    "Attempts",
    "figure",
    "format_duration",
    "percent",
    "read_seconds",
    "same_value",
]

NOTHING = "nothing"
EMPTY = "empty"
RESULTS = ("Success",)


def percent(number: int | None) -> str:
    return EMPTY if number is None else f"{number} %"


def format_duration(milliseconds: int) -> str:
    """``1 hour 13 minutes 12 seconds``; ``nothing`` where there is none."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second"), (rest, "millisecond")]
    said = [plural(count, unit) for count, unit in parts if count]
    return " ".join(said) or NOTHING


def read_seconds(text: str) -> int:
    """The number of seconds in ``1 hour 13 minutes 12 seconds``.

    Raises:
        FeatureMistake: the text has another form.
    """
    units = {"hour": 3600, "minute": 60, "second": 1}
    found = re.findall(r"(\d+) (hour|minute|second)s?", text)
    if not found or re.sub(r"(\d+) (hour|minute|second)s?", "", text).strip():
        raise FeatureMistake(f"{text!r} is not a time; write it like '10 minutes 25 seconds'")
    return sum(int(count) * units[unit] for count, unit in found)


def _format_time(instant: datetime | None) -> str:
    return EMPTY if instant is None else format_time(instant)


_WRITE: dict[str, Callable[[Attempt], str]] = {
    "progress": lambda each: percent(each.progress),
    "score": lambda each: percent(each.score),
    "time spent": lambda each: format_duration(each.time_spent_ms),
    "last activity": lambda each: _format_time(each.last_activity_at),
    "result": lambda each: EMPTY if each.result is None else each.result.capitalize(),
}
FIGURES = tuple(_WRITE)
"""The values that 360Learning shows of an attempt."""


def figure(name: str, attempt: Attempt) -> str:
    """The text of one of the :data:`FIGURES`."""
    return _WRITE[name](attempt)


def same_value(name: str, text: str) -> str:
    """The value in a feature, as :func:`figure` writes it.

    Raises:
        FeatureMistake: this is not a value of that name.
    """
    if text == EMPTY:
        return text
    match name:
        case "last activity":
            return format_time(parse_time(text))
        case "time spent" if text != NOTHING:
            return format_duration(read_seconds(text) * 1000)
        case "progress" | "score" if not re.fullmatch(r"\d{1,3} %", text):
            raise FeatureMistake(
                f"{text!r} is not a valid {name}; write it like '80 %', or '{EMPTY}'"
            )
        case "result" if text not in RESULTS:
            raise FeatureMistake(
                f"{text!r} is not a result; write {', '.join(RESULTS)} or '{EMPTY}'"
            )
        case _:
            return text


class Attempts:
    """Attempts of learners on courses; learners by name, courses by title."""

    def __init__(
        self, platform: Platform, personas: Personas, manual_edits: ManualEdits, users: Users
    ) -> None:
        self._platform = platform
        self._personas = personas
        self._manual_edits = manual_edits
        self._users = users

    def of_learner(self, learner: str, title: str) -> list[Attempt]:
        """The learner's attempts as 360Learning shows them, oldest first."""
        user_id = self._personas.users.get(learner)
        if user_id is None:
            # 360Learning may not know a learner of Percipio; any other unknown name is a mistake.
            _ = self._personas.acme.learners[learner]
            return []
        # A connector that created the course twice fails other scenarios; here this is no error.
        return [
            attempt
            for course in self._manual_edits.synced_courses.courses_of(title)
            for attempt in self._platform.attempts.of(course.id, user_id)
        ]

    def of_all_learners(self, title: str) -> list[tuple[str, Attempt]]:
        """Learner and attempt, for every attempt on the course; empty without a course."""
        names = {user: name for name, user in self._personas.users.items()}
        return [
            (names.get(attempt.user_id, "somebody else"), attempt)
            for course in self._manual_edits.synced_courses.courses_of(title)
            for attempt in self._platform.attempts.for_course(course.id)
        ]

    def seen_by(self, viewer: str, title: str) -> list[tuple[str, Attempt]]:
        """Learner and attempt, for every attempt on the course that the viewer can see."""
        course = self._manual_edits.course_of(title)
        seen = self._platform.training.statistics(course.id, self._users.id_of(viewer))
        return [(self._users.name_of(each.user_id), each) for each in seen]

    def set_progress(self, learner: str, title: str, progress: Sequence[int]) -> None:
        """Replace the learner's attempts on the course.

        Args:
            progress: in percent, one number for each attempt, oldest first.
        """
        now, user_id = self._platform.now(), self._users.id_of(learner)
        course = self._manual_edits.course_of(title)
        self._platform.attempts.replace(
            course.id,
            user_id,
            [
                AttemptState(
                    progress=each,
                    time_spent_ms=0,
                    result="success" if each == COMPLETE else None,
                    first_activity_at=now,
                    last_activity_at=now,
                    completed_at=now if each == COMPLETE else None,
                )
                for each in progress
            ],
            default_lang=course.default_lang,
        )
