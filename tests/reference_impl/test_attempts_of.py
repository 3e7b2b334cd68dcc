"""Attempts from meanings: stories first, then the property that order does not matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.attempts import Attempt, attempts_of
from reference_impl.statements import Meaning

START = datetime(2026, 1, 13, 8, tzinfo=UTC)


def heard(
    minute: int, status: Any = "Started", *, statement_id: str | None = None, **more: Any
) -> Meaning:
    values = {"score": None, "duration_ms": None, "registration": None} | more
    return Meaning(
        statement_id=statement_id or f"{minute}-{status}-{sorted(values.items(), key=str)}",
        activity_id="https://a.b/1",
        within=(),
        is_assessment=False,
        status=status,
        at=START + timedelta(minutes=minute),
        **values,
    )


def done(minute: int, **more: Any) -> Meaning:
    return heard(minute, "Completed", **more)


def shape(attempts: list[Attempt]) -> list[tuple[int, int | None, int]]:
    return [(each.progress, each.score, each.time_spent_ms) for each in attempts]


def test_nothing_heard_no_attempt() -> None:
    assert attempts_of([]) == []


def test_a_start_and_a_completion_are_one_attempt() -> None:
    (attempt,) = attempts_of([heard(0), done(30, score=80, duration_ms=600)])
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
    (attempt,) = attempts_of([heard(0, score=49)])
    assert (attempt.progress, attempt.score, attempt.result) == (50, 49, None)


def test_a_completed_attempt_never_goes_back() -> None:
    (attempt,) = attempts_of([done(10), heard(5), heard(20)])
    assert (attempt.progress, attempt.completed_at) == (100, START + timedelta(minutes=10))


def test_a_revisit_opens_no_attempt_and_a_later_completion_does() -> None:
    assert len(attempts_of([done(10), heard(20), done(10, statement_id="again")])) == 1
    assert len(attempts_of([done(10), heard(20), done(30)])) == 2


def test_a_new_registration_opens_an_attempt() -> None:
    first = [heard(0, registration="r1"), done(10, registration="r1")]
    second = [heard(20, registration="r2")]
    assert shape(attempts_of(first + second)) == [(100, None, 0), (50, None, 0)]
    assert len(attempts_of([*first, done(40, registration="r1")])) == 1


def test_a_registration_takes_over_an_attempt_that_was_begun_without_one() -> None:
    assert shape(attempts_of([heard(0), done(10, registration="r1")])) == [(100, None, 0)]
    waived = [heard(0, registration="r1"), done(10)]
    assert shape(attempts_of(waived)) == [(100, None, 0)]
    assert len(attempts_of([done(0), heard(10, registration="r1")])) == 2


def test_the_latest_score_is_on_all_attempts_and_the_latest_duration_on_the_first() -> None:
    meanings = [
        done(10, score=88, duration_ms=600),
        done(20, score=95),
        done(30, score=91, duration_ms=200),
    ]
    assert shape(attempts_of(meanings)) == [(100, 91, 200), (100, 91, 0), (100, 91, 0)]


def test_a_test_inside_the_course_scores_it_and_begins_nothing() -> None:
    test = heard(5, None, score=70)
    assert attempts_of([test]) == []
    assert shape(attempts_of([heard(0), test])) == [(50, 70, 0)]


@pytest.mark.parametrize(
    ("reading", "minute"),
    [("completion-first", 10), ("later-of-both", 20), ("access-first", 20)],
)
def test_the_last_activity_has_readings(reading: Any, minute: int) -> None:
    (attempt,) = attempts_of([heard(0), done(10), heard(20)], reading)
    assert attempt.last_activity_at == START + timedelta(minutes=minute)


MEANINGS = st.lists(
    st.builds(
        lambda minute, status, score, duration, registration: heard(
            minute, status, score=score, duration_ms=duration, registration=registration
        ),
        st.integers(0, 8),
        st.sampled_from(["Started", "Completed", None]),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 5),
        st.sampled_from([None, None, "r1", "r2"]),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(MEANINGS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(meanings: list[Meaning], random: Any) -> None:
    shuffled = meanings + random.choices(meanings, k=3) if meanings else []
    random.shuffle(shuffled)
    assert attempts_of(shuffled) == attempts_of(meanings)


@settings(deadline=None)
@given(MEANINGS)
def test_attempts_are_always_sensible(meanings: list[Meaning]) -> None:
    attempts = attempts_of(meanings)
    begun = any(meaning.status for meaning in meanings)
    assert bool(attempts) is begun
    assert len({attempt.score for attempt in attempts}) <= 1
    for number, attempt in enumerate(attempts):
        assert (attempt.result == "success") is (attempt.progress == 100)
        assert (attempt.completed_at is None) is (attempt.progress == 50)
        assert attempt.first_activity_at <= attempt.last_activity_at
        assert number == 0 or attempt.time_spent_ms == 0
    firsts = [attempt.first_activity_at for attempt in attempts]
    assert firsts == sorted(firsts)


@settings(deadline=None)
@given(MEANINGS, MEANINGS)
def test_a_completion_is_never_lost(before: list[Meaning], more: list[Meaning]) -> None:
    if any(attempt.progress == 100 for attempt in attempts_of(before)):
        assert any(attempt.progress == 100 for attempt in attempts_of(before + more))


UNREGISTERED = MEANINGS.map(
    lambda meanings: [each for each in meanings if each.registration is None]
)


@settings(deadline=None)
@given(UNREGISTERED, UNREGISTERED)
def test_without_registrations_attempts_only_grow_in_number(
    before: list[Meaning], more: list[Meaning]
) -> None:
    assert len(attempts_of(before + more)) >= len(attempts_of(before))
