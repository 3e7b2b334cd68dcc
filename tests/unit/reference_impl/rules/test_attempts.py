"""Attempts from meanings: stories first, then what holds whatever is heard, and in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts

START = datetime(2026, 1, 13, 8, tzinfo=UTC)
ENGLISH, FRENCH = "https://a.b/1", "https://a.b/2"


def heard(
    minute: int, status: Any = "Started", *, statement_id: str | None = None, **more: Any
) -> StatementFacts:
    values = {
        "score": None,
        "duration_ms": None,
        "registration": None,
        "unsuccessful": False,
        "activity_id": ENGLISH,
    } | more
    return StatementFacts(
        statement_id=statement_id or f"{minute}-{status}-{sorted(values.items(), key=str)}",
        within=(),
        is_assessment=False,
        status=status,
        at=START + timedelta(minutes=minute),
        **values,
    )


def done(minute: int, registration: str | None = None, **more: Any) -> StatementFacts:
    return heard(minute, "Completed", registration=registration, **more)


def begun(minute: int, registration: str | None = None, **more: Any) -> StatementFacts:
    return heard(minute, registration=registration, **more)


def progress(*meanings: StatementFacts, readings: Interpretations = ARTICLE) -> list[int]:
    return [each.progress for each in attempts_of(meanings, readings)]


def minutes(attempt: Attempt) -> tuple[float, float]:
    span = attempt.first_activity_at - START, attempt.last_activity_at - START
    return span[0].total_seconds() / 60, span[1].total_seconds() / 60


def test_nothing_heard_no_attempt() -> None:
    assert attempts_of([]) == []


def test_a_start_and_a_completion_are_one_attempt() -> None:
    (attempt,) = attempts_of([begun(0), done(30, score=80, duration_ms=600)])
    assert attempt == Attempt(
        progress=100,
        score=80,
        result="success",
        time_spent_ms=600,
        first_activity_at=START,
        last_activity_at=START + timedelta(minutes=30),
        completed_at=START + timedelta(minutes=30),
    )


def test_a_failing_score_is_shown_on_a_started_attempt() -> None:
    (attempt,) = attempts_of([begun(0, score=49)])
    assert (attempt.progress, attempt.score, attempt.result) == (50, 49, None)


def test_a_completed_attempt_never_goes_back() -> None:
    (attempt,) = attempts_of([done(10), begun(5), begun(20)])
    assert (attempt.progress, attempt.completed_at) == (100, START + timedelta(minutes=10))


def test_the_latest_score_is_on_all_attempts_and_the_latest_duration_on_the_first() -> None:
    attempts = attempts_of(
        [
            done(30, score=91, duration_ms=200),  # the latest, though it came first
            done(10, score=88, duration_ms=600),
            done(20, score=95),
        ]
    )
    assert [(each.score, each.time_spent_ms) for each in attempts] == [(91, 200), (91, 0), (91, 0)]


@pytest.mark.parametrize("seconds", [0, 0.5])
def test_a_start_belongs_to_a_completion_at_its_moment_or_right_after_it(seconds: float) -> None:
    right_after = replace(done(10), at=START + timedelta(minutes=10, seconds=seconds))
    attempts = attempts_of([done(30), begun(10), right_after])
    assert [each.first_activity_at for each in attempts] == [
        START + timedelta(minutes=10),
        START + timedelta(minutes=30),
    ]


def test_scores_alone_are_one_attempt_which_a_start_does_not_take_away() -> None:
    scores = [
        heard(1, None, score=60, registration="r1"),
        heard(2, None, score=70, registration="r2"),
    ]
    assert progress(*scores) == [50]
    assert progress(*scores, begun(0)) == [50]


def test_no_time_at_all_is_a_time() -> None:
    (attempt,) = attempts_of([begun(1, duration_ms=90_000), done(2, duration_ms=0)])
    assert attempt.time_spent_ms == 0


def test_of_one_moment_the_completion_comes_last() -> None:
    start = begun(10, score=60, duration_ms=1_000, statement_id="z")
    (attempt,) = attempts_of([done(10, score=80, duration_ms=2_000, statement_id="a"), start])
    assert (attempt.score, attempt.time_spent_ms) == (80, 2_000)


def test_registrations_of_two_versions_are_joined_two_by_two() -> None:
    story = [
        begun(1, "r1"),
        begun(2, "r1", activity_id=FRENCH),
        begun(3, "r2"),
        begun(4, "r2", activity_id=FRENCH),
    ]
    assert progress(*story) == [50, 50]


def test_a_waiver_without_score_and_duration_leaves_both_as_they_are() -> None:
    (attempt,) = attempts_of([begun(0, "r1", score=49, duration_ms=600), done(10)])
    assert (attempt.progress, attempt.score, attempt.time_spent_ms) == (100, 49, 600)


class TestTheTestInsideACourse:
    def test_it_scores_and_completes_nothing(self) -> None:
        (attempt,) = attempts_of([begun(0), heard(5, None, score=70)])
        assert (attempt.progress, attempt.score, minutes(attempt)) == (50, 70, (0, 0))

    def test_alone_it_shows_a_course_in_progress_to_carry_the_score(self) -> None:
        (attempt,) = attempts_of([heard(5, None, score=70)])
        assert (attempt.progress, attempt.score, attempt.result) == (50, 70, None)

    def test_without_a_score_it_shows_nothing(self) -> None:
        assert attempts_of([heard(5, None)]) == []


class TestRetakesWithRegistrations:
    def test_each_registration_is_an_attempt(self) -> None:
        first = [begun(0, "r1"), done(10, "r1")]
        assert progress(*first, begun(20, "r2")) == [100, 50]
        assert progress(*first, begun(20, "r2"), done(30, "r2")) == [100, 100]
        assert progress(*first, begun(20, "r2"), begun(30, "r3"), done(40, "r3")) == [100, 50, 100]

    def test_a_revisit_or_a_further_completion_under_one_registration_opens_none(self) -> None:
        assert progress(begun(0, "r1"), done(10, "r1"), begun(20, "r1"), done(40, "r1")) == [100]


class TestRetakesWithoutRegistrations:
    def test_a_later_completion_opens_an_attempt_and_a_revisit_does_not(self) -> None:
        assert progress(done(10), begun(20), done(10, statement_id="again")) == [100]
        assert progress(done(10), begun(20), done(30)) == [100, 100]

    def test_a_start_belongs_to_what_is_completed_next(self) -> None:
        first, second = attempts_of([begun(0), done(10), begun(20), done(30)])
        assert (minutes(first), minutes(second)) == ((0, 10), (20, 30))


class TestRetakesOfBothKinds:
    def test_a_registration_takes_over_what_was_begun_without_one(self) -> None:
        assert progress(begun(0), done(10, "r1")) == [100]

    def test_a_completion_without_one_completes_what_is_open(self) -> None:
        assert progress(begun(0, "r1"), done(10)) == [100]
        assert progress(begun(0, "r1"), done(10), begun(20, "r1")) == [100]
        assert progress(done(5, "r1"), begun(7, "r2"), done(10)) == [100, 100]

    def test_it_is_a_retake_where_nothing_is_open(self) -> None:
        assert progress(begun(0, "r1"), done(10, "r1"), done(40)) == [100, 100]

    def test_a_completed_restart_counts_whatever_came_before(self) -> None:
        assert progress(begun(0), done(10), begun(20, "r1"), done(30, "r1")) == [100, 100]

    def test_a_late_start_takes_no_attempt_back(self) -> None:
        held = [done(10), done(20, "r1")]
        assert progress(*held) == progress(*held, begun(5, "r1")) == [100, 100]
        # What it costs: the restart shows once it is completed, and not before.
        assert progress(done(10), begun(20, "r1")) == [100]


class TestLanguageVersions:
    def test_the_registration_for_a_further_version_is_no_restart(self) -> None:
        english = begun(0, "en")
        assert progress(english, begun(20, "fr", activity_id=FRENCH)) == [50]
        assert progress(english, done(20, "fr", activity_id=FRENCH)) == [100]
        assert progress(done(0, "en"), begun(20, "fr", activity_id=FRENCH)) == [100]

    def test_a_restart_in_any_version_is_one(self) -> None:
        english = [begun(0, "en1"), done(10, "en1")]
        assert progress(*english, done(20, "fr", activity_id=FRENCH)) == [100, 100]
        assert progress(*english, begun(20, "en2"), done(30, "fr", activity_id=FRENCH)) == [
            100,
            100,
        ]


@pytest.mark.parametrize(
    ("reading", "minute"),
    [("completion-first", 10), ("later-of-both", 20), ("access-first", 20)],
)
def test_the_last_activity_has_readings(reading: Any, minute: int) -> None:
    readings = replace(ARTICLE, last_activity=reading)
    (attempt,) = attempts_of([begun(0), done(10), begun(20)], readings)
    assert attempt.last_activity_at == START + timedelta(minutes=minute)


def test_a_newer_start_puts_a_completed_attempt_back_by_one_reading() -> None:
    readings = replace(ARTICLE, newer_start_overwrites=True)
    assert progress(begun(0), done(10), begun(5), readings=readings) == [100]
    (attempt,) = attempts_of([begun(0), done(10), begun(20)], readings)
    assert (attempt.progress, attempt.result, attempt.completed_at) == (50, None, None)


def test_a_completion_that_was_no_success_has_no_result_by_one_reading() -> None:
    poor, good = done(10, "r1", unsuccessful=True), done(20, "r1")
    (attempt,) = attempts_of([poor])
    assert (attempt.progress, attempt.result) == (100, "success")
    readings = replace(ARTICLE, success_needs_success=True)
    (attempt,) = attempts_of([poor], readings)
    assert (attempt.progress, attempt.result) == (100, None)
    (attempt,) = attempts_of([poor, good], readings)
    assert (attempt.progress, attempt.result) == (100, "success")


@pytest.mark.parametrize(
    ("reading", "story", "expected"),
    [
        ("registration-only", [done(10), done(30)], [100]),
        ("registration-only", [begun(0), done(10, "r1"), begun(20, "r2"), done(30)], [100, 100]),
        ("later-start", [begun(0), done(10), begun(20)], [100, 50]),
        ("later-start", [begun(0, "r1"), done(10, "r1"), begun(10, "r1")], [100]),
        ("later-start", [done(10), done(30)], [100]),
    ],
)
def test_retakes_have_readings(
    reading: Any, story: list[StatementFacts], expected: list[int]
) -> None:
    assert progress(*story, readings=replace(ARTICLE, retake=reading)) == expected


NUMBERS = count()
MEANINGS = st.lists(
    st.builds(
        lambda minute, status, score, duration, registration, version: heard(
            minute,
            status,
            statement_id=str(next(NUMBERS)),
            score=score,
            duration_ms=duration,
            registration=registration,
            activity_id=version,
        ),
        st.integers(0, 8),
        st.sampled_from(["Started", "Started", "Completed", "Completed", None]),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 5),
        st.sampled_from([None, None, "r1", "r2", "r3"]),
        st.sampled_from([ENGLISH, ENGLISH, FRENCH]),
    ),
    max_size=8,
)
READINGS = st.builds(
    Interpretations,
    retake=st.sampled_from(
        ["registration-or-later-completion", "registration-only", "later-start"]
    ),
    newer_start_overwrites=st.booleans(),
    success_needs_success=st.booleans(),
    last_activity=st.sampled_from(["completion-first", "later-of-both", "access-first"]),
)


@settings(deadline=None)
@given(MEANINGS, READINGS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(
    meanings: list[StatementFacts], readings: Interpretations, random: Any
) -> None:
    shuffled = meanings + random.choices(meanings, k=3) if meanings else []
    random.shuffle(shuffled)
    assert attempts_of(shuffled, readings) == attempts_of(meanings, readings)


@settings(deadline=None)
@given(MEANINGS, READINGS)
def test_attempts_are_always_sensible(
    meanings: list[StatementFacts], readings: Interpretations
) -> None:
    attempts = attempts_of(meanings, readings)
    assert bool(attempts) is any(each.status or each.score is not None for each in meanings)
    assert len({attempt.score for attempt in attempts}) <= 1
    for number, attempt in enumerate(attempts):
        assert attempt.result is None or attempt.progress == 100
        assert (attempt.completed_at is None) is (attempt.progress == 50)
        assert attempt.first_activity_at <= attempt.last_activity_at
        assert number == 0 or attempt.time_spent_ms == 0
    firsts = [attempt.first_activity_at for attempt in attempts]
    assert firsts == sorted(firsts)


@settings(deadline=None)
@given(MEANINGS, MEANINGS, READINGS)
def test_attempts_never_get_fewer(
    before: list[StatementFacts], more: list[StatementFacts], readings: Interpretations
) -> None:
    assert len(attempts_of(before + more, readings)) >= len(attempts_of(before, readings))


@settings(deadline=None)
@given(MEANINGS, MEANINGS)
def test_nor_do_completed_ones(before: list[StatementFacts], more: list[StatementFacts]) -> None:
    assert progress(*before, *more).count(100) >= progress(*before).count(100)


@settings(deadline=None)
@given(MEANINGS)
def test_there_are_as_many_as_registrations_or_completions(meanings: list[StatementFacts]) -> None:
    told = [each for each in meanings if each.status is not None]
    registrations = {
        version: {each.registration for each in told if each.activity_id == version} - {None}
        for version in (ENGLISH, FRENCH)
    }
    completions = {
        (each.activity_id, each.registration) if each.registration else each.at
        for each in told
        if each.status == "Completed"
    }
    most = max(*map(len, registrations.values()), len(completions), bool(attempts_of(meanings)))
    assert len(attempts_of(meanings)) == most
