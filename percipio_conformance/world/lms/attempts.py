"""The figures of an attempt, in the words in which a person reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.times import format_time, parse_time
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.personas import Personas

NOTHING = "nothing"
EMPTY = "empty"
RESULTS = ("Success",)


def percent(number: int | None) -> str:
    return EMPTY if number is None else f"{number} %"


def time_in_words(milliseconds: int) -> str:
    """``1 hour 13 minutes 12 seconds``; ``nothing`` where there is none."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second"), (rest, "millisecond")]
    said = [f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count]
    return " ".join(said) or NOTHING


def read_seconds(words: str) -> int:
    """The number of seconds in ``1 hour 13 minutes 12 seconds``.

    Raises:
        FeatureMistake: a feature writes a time in another way.
    """
    units = {"hour": 3600, "minute": 60, "second": 1}
    found = re.findall(r"(\d+) (hour|minute|second)s?", words)
    if not found or re.sub(r"(\d+) (hour|minute|second)s?", "", words).strip():
        raise FeatureMistake(f"{words!r} is not a time; write it like '10 minutes 25 seconds'")
    return sum(int(count) * units[unit] for count, unit in found)


def _moment(instant: datetime | None) -> str:
    return EMPTY if instant is None else format_time(instant)


_WRITE: dict[str, Callable[[Attempt], str]] = {
    "progress": lambda each: percent(each.progress),
    "score": lambda each: percent(each.score),
    "time spent": lambda each: time_in_words(each.time_spent_ms),
    "last activity": lambda each: _moment(each.last_activity_at),
    "result": lambda each: EMPTY if each.result is None else each.result.capitalize(),
}
FIGURES = tuple(_WRITE)
"""What 360Learning shows of an attempt."""


def figure(name: str, attempt: Attempt) -> str:
    """One of the FIGURES as a person reads it."""
    return _WRITE[name](attempt)


def same_words(name: str, words: str) -> str:
    """What a feature says of a figure, in the words of :func:`figure`.

    Raises:
        FeatureMistake: no figure of that name reads like this.
    """
    if words == EMPTY:
        return words
    match name:
        case "last activity":
            return format_time(parse_time(words))
        case "time spent" if words != NOTHING:
            return time_in_words(read_seconds(words) * 1000)
        case "progress" | "score" if not re.fullmatch(r"\d{1,3} %", words):
            raise FeatureMistake(
                f"{words!r} is not a valid {name}; write it like '80 %', or '{EMPTY}'"
            )
        case "result" if words not in RESULTS:
            raise FeatureMistake(
                f"{words!r} is not a result; write {', '.join(RESULTS)} or '{EMPTY}'"
            )
        case _:
            return words


class AttemptValues:
    """Everybody's attempts on a course."""

    def __init__(self, platform: Platform, cast: Personas, content: SyncedCourses) -> None:
        self._platform = platform
        self._cast = cast
        self._content = content

    def of_everybody(self, title: str) -> list[tuple[str, Attempt]]:
        """Name and attempt, of whoever has one on the course; none where there is no course."""
        names = {user: name for name, user in self._cast.users.items()}
        return [
            (names.get(attempt.user_id, "somebody else"), attempt)
            for course in self._content.courses_of(title)
            for attempt in self._platform.attempts.for_course(course.id)
        ]
