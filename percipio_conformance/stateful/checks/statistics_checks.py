"""Postconditions of the analytics domain, and the clause that each one checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from percipio_conformance.core.text import plural
from percipio_conformance.core.times import format_time
from percipio_conformance.stateful.actions.statistics_actions import Sends
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.world.lms.attempts import figure, format_duration, percent
from percipio_conformance.world.world import World


@dataclass(frozen=True)
class Row:
    """The expected values of one attempt; score and progress in percent."""

    progress: int
    score: int | None
    minutes: int
    last_activity: datetime | None
    """None where no clause determines it."""

    def words(self) -> dict[str, str]:
        """The text of each figure that a clause determines."""
        last = (
            {} if self.last_activity is None else {"last activity": format_time(self.last_activity)}
        )
        return last | {
            "progress": percent(self.progress),
            "result": "Success" if self.progress == 100 else "empty",
            "score": percent(self.score),
            "time spent": format_duration(self.minutes * 60_000),
        }


@dataclass(frozen=True)
class DeliveryPattern:
    """How statements have been delivered until now: more than once, or in reverse order."""

    twice: bool = False
    backwards: bool = False

    def after(self, sent: Sends) -> DeliveryPattern:
        return DeliveryPattern(self.twice or sent.repeats, self.backwards or sent.reorders)


def attempts_are(
    learner: str,
    course: str,
    rows: Sequence[Row],
    pattern: DeliveryPattern,
    *,
    combined: bool = False,
) -> Iterator[Postcondition]:
    """Postconditions for the number of attempts, and for each of their figures.

    ``combined``: the attempts are those of a language version.
    """
    yield _number(learner, course, len(rows), pattern, combined=combined)
    if not rows:
        return
    words = [row.words() for row in rows]
    for name in BLAME:
        if not all(name in each for each in words):
            continue
        yield _figure(learner, course, name, [each[name] for each in words], pattern)


def all_attempts_are(
    course: str, rows: Sequence[tuple[str, Row]], *, stranger: bool
) -> Postcondition:
    """All attempts on the course; ``stranger``: an unknown learner was active (C061, D14)."""
    expected = sorted([learner, percent(row.progress)] for learner, row in rows)

    def see(world: World) -> object:
        return sorted(
            [learner, figure("progress", attempt)]
            for learner, attempt in world.lms.attempts.of_all_learners(course)
        )

    then = [f'360Learning lists these attempts on "{course}":', "| learner | progress |"]
    then += [f"| {learner} | {progress} |" for learner, progress in expected]
    if not expected:
        then = [f'no learner has an attempt on "{course}"']
    blame = "C061 D14" if stranger else "C047 D14"
    what = f'the attempts on "{course}"'
    return Postcondition("everybody", what, tuple(then), expected, see, lambda actual: blame)


def _number(
    learner: str, course: str, expected: int, pattern: DeliveryPattern, *, combined: bool
) -> Postcondition:
    def see(world: World) -> object:
        return len(world.lms.attempts.of_learner(learner, course))

    def blame(actual: object) -> str:
        if not isinstance(actual, int):
            return COURSE
        if combined:
            return "C046" if expected else "C041"
        if actual == 0:
            return "C047"
        return "C149 D01" if pattern.twice and actual > expected else "C151"

    then = (f'{learner} has {plural(expected, "attempt")} on "{course}"',)
    what = f'{learner}\'s attempts on "{course}"'
    return Postcondition("the number of attempts", what, then, expected, see, blame)


def _figure(
    learner: str, course: str, name: str, column: list[str], pattern: DeliveryPattern
) -> Postcondition:
    def see(world: World) -> object:
        return [figure(name, each) for each in world.lms.attempts.of_learner(learner, course)]

    def blame(actual: object) -> str:
        if not isinstance(actual, list):
            return COURSE
        pairs = list(zip(column, actual, strict=True))
        place = next(place for place, (wanted, got) in enumerate(pairs) if wanted != got)
        return BLAME[name](place, column[place]) + (" D02" if pattern.backwards else "")

    rows = (f"| {each} |" for each in (name, *column))
    then = (f'{learner}\'s attempts on "{course}" are:', *rows)
    what = f'the {name} of {learner}\'s attempts on "{course}"'
    return Postcondition(f"the {name}", what, then, column, see, blame)


COURSE = "C029"
"""The clause of a course whose attempts cannot be seen, because there is none or more than one."""

BLAME: dict[str, Callable[[int, str], str]] = {
    "progress": lambda place, wanted: "C049" if wanted == "100 %" else "C050",
    "result": lambda place, wanted: "C059" if wanted == "Success" else "C060",
    "score": lambda place, wanted: "C053" if place else "C052",
    "time spent": lambda place, wanted: "C056" if place else "C055",
    "last activity": lambda place, wanted: "C057",
}
"""The clause of each figure, by the position of the attempt and the expected value."""

KINDS_OF_ATTEMPTS = frozenset(
    {"everybody", "the number of attempts", *(f"the {name}" for name in BLAME)}
)
"""The kinds of the postconditions about attempts."""
