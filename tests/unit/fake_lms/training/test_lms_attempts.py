"""Attempts: rewritten in place, never lost (C053 to C056)."""

from __future__ import annotations

import pytest
from lms_world import START, Clock, World

from fake_lms.core.errors import RefusedError
from fake_lms.training.attempts import Attempts, AttemptState

COURSE, LEARNER = "course", "learner"
STARTED = AttemptState(progress=50, time_spent_ms=0)
DONE = AttemptState(
    progress=100, time_spent_ms=600_000, score=91, result="success", completed_at=START
)


@pytest.fixture
def attempts(world: World) -> Attempts:
    return world.platform.attempts


def write(attempts: Attempts, *states: AttemptState, user: str = LEARNER) -> list[str]:
    written = attempts.replace(COURSE, user, states, default_lang="en")
    return [each.id for each in written]


def test_an_attempt_holds_what_was_said(attempts: Attempts) -> None:
    write(attempts, DONE)
    (attempt,) = attempts.of(COURSE, LEARNER)
    assert (attempt.progress, attempt.score, attempt.result) == (100, 91, "success")
    assert (attempt.time_spent_ms, attempt.completed_at, attempt.lang) == (600_000, START, "en")


def test_ids_stay_by_place(attempts: Attempts) -> None:
    first = write(attempts, STARTED)
    both = write(attempts, DONE, STARTED)
    assert both[0] == first[0]
    assert write(attempts, DONE, DONE) == both


def test_an_attempt_is_never_dropped(attempts: Attempts) -> None:
    write(attempts, DONE, STARTED)
    with pytest.raises(RefusedError) as refused:
        write(attempts, DONE)
    assert refused.value.code == "attemptsWouldBeLost"
    assert len(attempts.of(COURSE, LEARNER)) == 2


def test_visible_since_the_content_changed(attempts: Attempts, clock: Clock) -> None:
    write(attempts, STARTED)
    clock.pass_time(minutes=1)
    write(attempts, STARTED)
    assert attempts.of(COURSE, LEARNER)[0].recorded_at == START
    write(attempts, DONE)
    assert attempts.of(COURSE, LEARNER)[0].recorded_at == clock()


def test_a_look_taken_earlier_does_not_change(attempts: Attempts) -> None:
    write(attempts, STARTED)
    look = attempts.of(COURSE, LEARNER)
    write(attempts, DONE)
    assert look[0].progress == 50


def test_a_language_stays_until_another_is_said(attempts: Attempts) -> None:
    french = AttemptState(progress=50, time_spent_ms=0, lang="fr")
    write(attempts, french)
    write(attempts, STARTED)
    assert attempts.of(COURSE, LEARNER)[0].lang == "fr"


def test_learners_are_kept_apart(attempts: Attempts) -> None:
    mine, theirs = write(attempts, DONE), write(attempts, STARTED, user="other")
    assert [each.id for each in attempts.for_course(COURSE)] == mine + theirs
    assert attempts.of(COURSE, "nobody") == []
    assert attempts.for_course("other course") == []


def test_the_courses_of_a_learner_come_in_the_order_of_the_first_attempts(
    attempts: Attempts,
) -> None:
    for course, user in (("b", "other"), ("a", LEARNER), ("b", LEARNER), ("a", LEARNER)):
        attempts.begin(course, user, STARTED, default_lang="en")
    assert attempts.courses_of(LEARNER) == ["b", "a"]
    assert attempts.courses_of("other") == ["b"]
    assert attempts.courses_of("nobody") == []
