"""What single statements mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.statement_interpretation import (
    ASSESSMENT_TYPE,
    StatementFacts,
    candidates_of,
    interpret,
    score_of,
    score_only,
)

Make = Callable[..., dict[str, Any]]
RECEIVED = datetime(2026, 1, 13, 12, tzinfo=UTC)


def meaning(given: dict[str, Any], **ambiguities: str) -> StatementFacts:
    readings = Interpretations.from_profile(
        {f"A-{key}": value for key, value in ambiguities.items()}
    )
    found = interpret(given, RECEIVED, readings)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("http://adlnet.gov/expapi/verbs/completed", "Completed"),
        ("http://adlnet.gov/expapi/verbs/initialized", "Started"),
        ("http://adlnet.gov/expapi/verbs/experienced", "Started"),
        ("http://adlnet.gov/expapi/verbs/passed", "Started"),
        ("http://adlnet.gov/expapi/verbs/failed", "Started"),
        ("https://w3id.org/xapi/adl/verbs/satisfied", "Started"),
        ("https://xapi.percipio.com/xapi/verbs/arrived", "Started"),
    ],
)
def test_only_completed_completes(statement: Make, verb: str, status: str) -> None:
    result = {"completion": True, "success": True}
    assert meaning(statement(1, verb, result=result)).status == status


def test_completed_without_success_is_completed(statement: Make) -> None:
    found = meaning(statement(1, result={"success": False}))
    assert (found.status, found.unsuccessful) == ("Completed", True)


@pytest.mark.parametrize(
    ("verb", "reading", "status"),
    [
        ("https://w3id.org/xapi/adl/verbs/satisfied", "satisfied-and-passed-too", "Completed"),
        ("http://adlnet.gov/expapi/verbs/passed", "satisfied-and-passed-too", "Completed"),
        ("http://adlnet.gov/expapi/verbs/failed", "satisfied-and-passed-too", "Started"),
        ("http://adlnet.gov/expapi/verbs/passed", "completed-only", "Started"),
        ("http://adlnet.gov/expapi/verbs/passed", "unspecified", "Started"),
    ],
)
def test_which_verbs_complete_has_readings(
    statement: Make, verb: str, reading: str, status: str
) -> None:
    assert meaning(statement(1, verb), VERB=reading).status == status


@pytest.mark.parametrize(
    ("result", "status"),
    [({"completion": True}, "Completed"), ({"completion": False}, "Started"), ({}, "Started")],
)
def test_the_completion_flag_decides_by_one_reading(
    statement: Make, result: Any, status: str
) -> None:
    for verb in ("completed", "experienced"):
        said = statement(1, f"http://adlnet.gov/expapi/verbs/{verb}", result=result)
        assert meaning(said, XAPI="completion-flag-decides").status == status


def test_a_raw_score_is_a_percentage_by_one_reading(statement: Make) -> None:
    said = statement(1, result={"score": {"scaled": 0.5, "raw": 45.5, "max": 50}})
    assert meaning(said).score == 50
    assert meaning(said, SCORE="raw-as-given").score == 46
    scaled = statement(1, result={"score": {"scaled": 0.5}})
    assert meaning(scaled, SCORE="raw-as-given").score is None


@pytest.mark.parametrize(
    ("duration", "milliseconds"),
    [
        ("PT10M25S", 625_000),
        ("PT0.5S", 500),
        ("PT1H13M12,5S", 4_392_500),
        ("P1DT1S", 86_401_000),
        ("P1W", 604_800_000),
        ("P1Y2M", None),  # of no fixed length
        (f"PT{'9' * 40}S", None),  # more than anybody spends or any receiver holds
        ("PT9999999999H", 9_999_999_999 * 3_600_000),
    ],
)
def test_durations(statement: Make, duration: str, milliseconds: int | None) -> None:
    assert meaning(statement(1, result={"duration": duration})).duration_ms == milliseconds


@pytest.mark.parametrize(
    ("score", "percent"),
    [
        ({}, None),
        ({"scaled": 0.8}, 80),
        ({"scaled": 0.285}, 29),
        ({"scaled": 0.284}, 28),
        ({"scaled": -0.5}, 0),
        ({"scaled": 0.5, "raw": 91, "max": 100}, 50),
        ({"raw": 91, "max": 100}, 91),
        ({"raw": 91, "min": 0, "max": 100}, 91),
        ({"raw": 45, "max": 50}, 90),
        ({"raw": 1, "max": 3}, 33),
        ({"raw": 0.8, "max": 1}, 80),
        ({"raw": 91}, 91),
        ({"raw": 120}, 100),
        ({"raw": 5, "max": 0}, None),
        ({"max": 100}, None),
    ],
)
def test_scores(score: dict[str, float], percent: int | None) -> None:
    assert score_of(score) == percent


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["scaled", "raw", "min", "max"]),
        st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    )
)
def test_a_score_is_a_whole_percent_or_none(score: dict[str, float]) -> None:
    percent = score_of(score)
    assert percent is None or 0 <= percent <= 100


def test_time_duration_and_context(statement: Make) -> None:
    course = {"id": "https://xapi.percipio.com/xapi/course/1"}
    journey = {"id": "https://xapi.percipio.com/xapi/journey/1"}
    found = meaning(
        statement(
            1,
            at="2026-01-13T10:00:00+01:00",
            result={"duration": "PT1M0.5S"},
            context={
                "registration": "r1",
                "contextActivities": {"parent": course, "grouping": [journey]},
            },
        )
    )
    assert found.at == datetime(2026, 1, 13, 9, tzinfo=UTC)
    assert found.duration_ms == 60_500
    assert found.registration == "r1"
    assert found.within == (course["id"], journey["id"])
    test = score_only(found)
    assert (test.status, test.duration_ms) == (None, None)


def test_registrations_are_the_same_in_any_case(statement: Make) -> None:
    said = statement(1, context={"registration": "ABCDEF00-0000-4000-8000-000000000000"})
    assert meaning(said).registration == "abcdef00-0000-4000-8000-000000000000"


def test_a_test_may_count_for_what_holds_it_and_a_video_never(statement: Make) -> None:
    course = "https://xapi.percipio.com/xapi/course/1"
    inside = {"contextActivities": {"parent": [{"id": course}]}}
    test = {"id": "https://a.b/test", "definition": {"type": ASSESSMENT_TYPE}}
    video = {"id": "https://a.b/video", "definition": {"type": "https://a.b/type"}}
    about_test = meaning(statement(1, object=test, context=inside))
    assert candidates_of(about_test) == ("https://a.b/test", course)
    assert candidates_of(about_test, Interpretations(tests_score_courses=False)) == (
        "https://a.b/test",
    )
    about_video = meaning(statement(1, object=video, context=inside))
    assert candidates_of(about_video) == ("https://a.b/video",)


def test_reception_stands_in_for_a_missing_timestamp(statement: Make) -> None:
    undated = statement(1)
    del undated["timestamp"]
    assert meaning(undated).at == RECEIVED


@pytest.mark.parametrize(
    "change",
    [
        {"object": {"objectType": "Agent", "mbox": "mailto:a@x.y"}},
        {"object": {"objectType": "StatementRef", "id": "0" * 36}},
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}},
    ],
)
def test_what_is_about_no_activity_means_nothing(statement: Make, change: Any) -> None:
    assert interpret(statement(1) | change, RECEIVED) is None


def test_an_id_is_the_same_in_capitals(statement: Make) -> None:
    given = statement(1) | {"id": "ABCDEF00-0000-4000-8000-00000000000A"}
    assert meaning(given).statement_id == "abcdef00-0000-4000-8000-00000000000a"
