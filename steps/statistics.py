"""What 360Learning shows of what learners did."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from harness.naming import any_number, percentage, whole_number
from harness.sides.learning import Attempt
from harness.verdicts.outcomes import Mismatch, expect, expect_that
from harness.world import World

COURSE = r'"(?P<course>[^"]+)"'
LEARNER = r"(?P<learner>[A-Z]\w+)"


@then(
    parsers.re(rf"{LEARNER}'s progress on {COURSE} is (?P<progress>\d+) %"),
    converters={"progress": percentage},
)
def progress(world: World, learner: str, course: str, progress: int) -> None:
    expect(
        f"{learner}'s progress on {course!r}", _latest(world, learner, course).progress, progress
    )


@then(
    parsers.re(rf"{LEARNER}'s progress on the course is still (?P<progress>\d+) %"),
    converters={"progress": percentage},
)
def progress_still(world: World, learner: str, progress: int) -> None:
    title = world.notes["changed title"]
    expect(f"{learner}'s progress", _latest(world, learner, title).progress, progress)


@then(
    parsers.re(rf"{LEARNER} has (?P<count>\d+) attempts? on {COURSE}"),
    converters={"count": any_number},
)
def attempts(world: World, learner: str, count: int, course: str) -> None:
    expect(
        f"{learner}'s attempts on {course!r}", len(world.learning.attempts(learner, course)), count
    )


@then(
    parsers.re(rf"each of the (?P<people>\d+) has (?P<count>\d+) attempts? on {COURSE}"),
    converters={"people": whole_number, "count": any_number},
)
def everybody(world: World, people: int, count: int, course: str) -> None:
    crowd = world.notes["crowd"]
    expect("learners", len(crowd), people)
    others = [name for name in crowd if len(world.learning.attempts(name, course)) != count]
    expect_that(
        f"learners with {count} attempts on {course!r}",
        not others,
        expected=people,
        seen=f"{people - len(others)}; not so, for example, {others[:3]}",
    )


@then("it showed within the promised minutes")
def in_time(world: World) -> None:
    delays = world.learning.delays()
    if not delays:
        raise Mismatch("statistics that became visible", expected="at least one", seen="none")
    promised = world.promised_delay
    expect_that(
        "the longest time from Percipio's report to the visible statistic",
        max(delays) <= promised,
        expected=f"at most {promised}",
        seen=max(delays),
    )


@given("the report is accepted while 360Learning is out of order")
def accepted_but_stuck(world: World) -> None:
    world.break_360learning()
    world.settle()
    expect("reports Percipio counts as delivered", world.learning.delivered(), 1)


def _latest(world: World, learner: str, course: str) -> Attempt:
    attempts = world.learning.attempts(learner, course)
    if not attempts:
        raise Mismatch(
            f"{learner}'s attempts on {course!r}", expected="at least one", seen="none at all"
        )
    return attempts[-1]
