"""What learners do in Percipio."""

from __future__ import annotations

from pytest_bdd import given, parsers

from harness.naming import whole_number
from harness.world import World

COURSE = r'"(?P<course>[^"]+)"'


@given(parsers.re(rf"(?P<learner>[A-Z]\w+) starts {COURSE} in Percipio"))
def starts(world: World, learner: str, course: str) -> None:
    world.learning.start(learner, course)


@given(parsers.re(rf"(?P<learner>[A-Z]\w+) completes {COURSE} in Percipio"))
def completes(world: World, learner: str, course: str) -> None:
    world.learning.complete(learner, course)


@given(parsers.re(rf"(?P<learner>[A-Z]\w+) has completed {COURSE} in Percipio"))
def has_completed(world: World, learner: str, course: str) -> None:
    world.learning.complete(learner, course)
    world.let_pass(world.promised_delay)


@given(
    parsers.re(rf"(?P<count>\d+) more learners complete {COURSE} in Percipio"),
    converters={"count": whole_number},
)
def many_complete(world: World, count: int, course: str) -> None:
    crowd = [f"Learner {number}" for number in range(1, count + 1)]
    for name in crowd:
        world.learning.hire(name)
        world.learning.complete(name, course)
    world.notes["crowd"] = crowd
