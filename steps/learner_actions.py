"""Learners' actions in Percipio."""

from __future__ import annotations

from pytest_bdd import given, parsers

from percipio_conformance.core.names import percentage, whole_number
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import LEARNER, TITLE, choice
from percipio_conformance.world.lms.attempts import read_seconds
from percipio_conformance.world.percipio.learner_actions import ACTIONS, LearnerActions
from percipio_conformance.world.world import World

SCORE = r"(?:, scoring (?P<score>\d+) %)?"
TIME = r"(?:, (?P<time>\d[^,]+) in all)?"


def _read_details(score: str | None, time: str | None) -> dict[str, int | None]:
    return {
        "score": None if score is None else percentage(score),
        "seconds": None if time is None else read_seconds(time),
    }


@action(parsers.re(rf"{LEARNER} {choice('action', ACTIONS)} {TITLE} in Percipio{SCORE}{TIME}"))
@checks_arguments(_read_details)
def does(
    world: World, learner: str, action: str, title: str, score: str | None, time: str | None
) -> None:
    world.percipio.learners.act(learner, action, title, **_read_details(score, time))


@given(parsers.re(rf"{LEARNER} has completed {TITLE} in Percipio"))
def has_completed(world: World, learner: str, title: str) -> None:
    world.percipio.learners.complete(learner, title)
    world.advance_by(world.promised_delay)


@action(
    parsers.re(rf"{LEARNER} goes through all of {TITLE} in Percipio, scoring (?P<score>\d+) %"),
    converters={"score": percentage},
)
def does_it_all(world: World, learner: str, title: str, score: int) -> None:
    world.percipio.learners.take_whole_course(learner, title, score=score)


@action(
    parsers.re(rf"(?P<count>\d+) more learners complete {TITLE} in Percipio"),
    converters={"count": whole_number},
)
def many_complete(world: World, count: int, title: str) -> None:
    learners = tuple(f"Learner {number}" for number in range(1, count + 1))
    for name in learners:
        world.percipio.learners.add_learner(name)
        world.percipio.learners.complete(name, title)
    world.state.extra_learners = learners


SITE_SETTINGS = {
    "lets learners complete a course more than once": LearnerActions.allow_repeated_completions,
    "does not distinguish attempts": LearnerActions.omit_registrations,
}


@given(parsers.re(rf"Percipio {choice('setting', SITE_SETTINGS)}"))
def site_setting(world: World, setting: str) -> None:
    SITE_SETTINGS[setting](world.percipio.learners)


@given(parsers.re(rf"{LEARNER} is a learner of Percipio unknown to 360Learning"))
def unknown(world: World, learner: str) -> None:
    world.percipio.learners.add_unknown_learner(learner)
