"""Gates, progress and the end of a path, as pure rules (C069 to C071, A-GATE, A-LASTSTEP)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lms_world import START

from fake_lms.training.attempts import Attempt
from fake_lms.training.launch_history import Launch
from fake_lms.training.path_model import Path, PathOptions, Step
from fake_lms.training.progression import (
    CourseActivity,
    PathState,
    Replay,
    TrainingRules,
    state_of,
    status_of,
)

RULES = TrainingRules()


def path(*steps: Step | str, linear: bool = False, replay: bool = False) -> Path:
    return Path(
        id="p",
        name="Journey",
        author_id="a",
        group_id="g",
        created_at=START,
        modified_at=START,
        options=PathOptions(linear_progression=linear, mandatory_replay=replay),
        steps=tuple(Step(each) if isinstance(each, str) else each for each in steps),
    )


def attempt(progress: int, identity: str = "1", *, hours: int = 0) -> Attempt:
    at = START + timedelta(hours=hours)
    return Attempt(
        id=identity,
        course_id="c",
        user_id="u",
        progress=progress,
        time_spent_ms=1_000,
        recorded_at=at,
        completed_at=at if progress == 100 else None,
    )


def launched(*finished: str) -> Launch:
    return Launch(
        user_id="u", course_id="c", session_id="s", at=START, finished=frozenset(finished)
    )


def locked(state: PathState) -> list[str]:
    return [step.course_id for step in state.steps if step.locked]


def test_a_linear_path_opens_step_by_step() -> None:
    journey = path("one", "two", "three", linear=True)
    assert locked(state_of(journey, {}, RULES)) == ["two", "three"]
    halfway = {"one": CourseActivity([attempt(50)], launched())}
    assert locked(state_of(journey, halfway, RULES)) == ["two", "three"]
    done = {"one": CourseActivity([attempt(100)], launched())}
    assert locked(state_of(journey, done, RULES)) == ["three"]
    assert state_of(journey, done, RULES).locks("three")


def test_a_free_path_locks_nothing() -> None:
    assert locked(state_of(path("one", "two"), {}, RULES)) == []


def test_an_optional_step_holds_nothing_up() -> None:
    journey = path(Step("one", optional=True), "two", linear=True)
    assert locked(state_of(journey, {}, RULES)) == []
    done = state_of(journey, {"two": CourseActivity([attempt(100)])}, RULES)
    assert (done.progress, done.completed) == (100, True)


@pytest.mark.parametrize(
    ("option", "rule", "opens"),
    [
        (False, "path-option", True),
        (True, "path-option", False),
        (False, "never", True),
        (True, "never", True),
        (False, "always", False),
        (True, "always", False),
    ],
)
def test_a_completion_from_before_opens_the_gate_as_it_is_read(
    option: bool, rule: Replay, opens: bool
) -> None:
    journey = path("one", "two", linear=True, replay=option)
    rules = TrainingRules(replay=rule)
    before = {"one": CourseActivity([attempt(100)])}
    assert (locked(state_of(journey, before, rules)) == []) == opens
    relaunched = {"one": CourseActivity([attempt(100)], launched("1"))}
    assert (locked(state_of(journey, relaunched, rules)) == []) == opens
    retaken = {"one": CourseActivity([attempt(100), attempt(100, "2")], launched("1"))}
    assert locked(state_of(journey, retaken, rules)) == []


def test_an_attempt_begun_elsewhere_and_ended_within_the_path_counts() -> None:
    journey = path("one", replay=True)
    assert state_of(journey, {"one": CourseActivity([attempt(100)], launched())}, RULES).completed


def test_the_last_one_left_ends_the_path_wherever_it_stands() -> None:
    activity = {
        "one": CourseActivity([attempt(100, hours=5)], launched()),
        "two": CourseActivity([attempt(100, hours=2)], launched()),
    }
    state = state_of(path("one", "two", linear=True), activity, RULES)
    assert (state.progress, state.completed_at) == (100, START + timedelta(hours=5))
    assert state.time_spent_ms == 2_000


def test_everything_else_done_and_a_launch_is_not_the_end() -> None:
    activity = {
        "one": CourseActivity([attempt(100)], launched()),
        "two": CourseActivity([attempt(50)], launched()),
    }
    state = state_of(path("one", "two"), activity, RULES)
    assert (state.progress, state.completed) == (50, False)


def test_the_status_follows_the_state() -> None:
    later = START + timedelta(days=1)
    journey = path("one", "two")
    untouched = state_of(journey, {}, RULES)
    begun = state_of(journey, {"one": CourseActivity([attempt(50)], launched())}, RULES)
    ended = state_of(path("one"), {"one": CourseActivity([attempt(100)])}, RULES)
    assert status_of(untouched, opens=START, now=START) == "notYetStarted"
    assert status_of(untouched, opens=later, now=START) == "sessionNotOpened"
    assert status_of(begun, opens=START, now=later) == "onTime"
    assert status_of(ended, opens=START, now=later) == "successful"


def test_a_path_without_steps_never_ends() -> None:
    assert state_of(path(), {}, RULES).progress == 0
    assert not state_of(path(), {}, RULES).completed


@given(
    progress=st.lists(st.sampled_from([None, 0, 50, 100]), min_size=1, max_size=6),
    linear=st.booleans(),
)
def test_it_ends_exactly_when_each_step_is_at_100(progress: list[int | None], linear: bool) -> None:
    names = [str(number) for number in range(len(progress))]
    activity = {
        name: CourseActivity([attempt(each)], launched())
        for name, each in zip(names, progress, strict=True)
        if each is not None
    }
    state = state_of(path(*names, linear=linear), activity, RULES)
    assert state.completed == all(each == 100 for each in progress)
    assert [step.done for step in state.steps] == [each == 100 for each in progress]
    open_until = progress.index(next((p for p in progress if p != 100), progress[-1]))
    expected = names[open_until + 1 :] if linear and not state.completed else []
    assert locked(state) == expected
