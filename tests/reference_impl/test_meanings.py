"""What single statements mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.statements import Meaning, meaning_of, score_of, score_only

Make = Callable[..., dict[str, Any]]
RECEIVED = datetime(2026, 1, 13, 12, tzinfo=UTC)


def meaning(given: dict[str, Any]) -> Meaning:
    found = meaning_of(given, RECEIVED)
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
    assert meaning(statement(1, result={"success": False})).status == "Completed"


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
    assert meaning_of(statement(1) | change, RECEIVED) is None
