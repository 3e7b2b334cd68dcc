"""Interpret an xAPI statement for a course. Pure.

The article names the fields of a report (status, lastScore, duration, completedDate, lastAccess),
but Percipio sends statements; this module maps statements to these fields (A-XAPI).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from reference_impl.rules.durations import read_seconds
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.timestamps import parse_timestamp

COMPLETED_VERB = "http://adlnet.gov/expapi/verbs/completed"
"""The verb that the article's LRS configuration sets for satisfaction, scores and waivers."""

# Percipio's own verbs, which the LRS configuration maps to completed (A-VERB).
LIKE_COMPLETED_VERBS = frozenset(
    {"https://w3id.org/xapi/adl/verbs/satisfied", "http://adlnet.gov/expapi/verbs/passed"}
)
VOIDED_VERB = "http://adlnet.gov/expapi/verbs/voided"
ASSESSMENT_TYPE = "http://adlnet.gov/expapi/activities/assessment"
"""Percipio's activity type of course tests and of benchmarks alike."""

Status = Literal["Completed", "Started"]


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """The facts in one statement.

    ``status`` is None if it has no progress; ``unsuccessful`` is True if its result says so.
    ``score`` is a whole percent, ``duration_ms`` in milliseconds, ``at`` the time of the event.
    ``within`` names the activities that its activity is part of.
    """

    statement_id: str
    activity_id: str
    within: tuple[str, ...]
    is_assessment: bool
    status: Status | None
    score: int | None
    duration_ms: int | None
    at: datetime
    registration: str | None
    unsuccessful: bool = False


def interpret(
    statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE
) -> StatementFacts | None:
    """Interpret a valid statement; None if its object is no activity.

    ``received`` replaces a missing timestamp, as xAPI 1.0.3 (Data, 2.4.7) specifies.
    """
    thing = statement["object"]
    verb = statement["verb"]["id"]
    if thing.get("objectType", "Activity") != "Activity" or verb == VOIDED_VERB:
        return None
    result = statement.get("result", {})
    context = statement.get("context", {})
    timestamp = statement.get("timestamp")
    registration = context.get("registration")
    return StatementFacts(
        statement_id=statement["id"].lower(),
        activity_id=thing["id"],
        within=_within(context.get("contextActivities", {})),
        is_assessment=thing.get("definition", {}).get("type") == ASSESSMENT_TYPE,
        status="Completed" if _completes(verb, result, readings) else "Started",
        score=score_of(result.get("score", {}), raw_as_given=readings.raw_as_given),
        duration_ms=_milliseconds(result.get("duration")),
        at=received if timestamp is None else parse_timestamp(timestamp),
        registration=None if registration is None else registration.lower(),
        unsuccessful=result.get("success") is False,
    )


def candidates_of(meaning: StatementFacts, readings: Interpretations = ARTICLE) -> tuple[str, ...]:
    """Activities for whose course a statement may count; the first one with a course applies.

    A video inside a course is not the course (D13); a test counts for what holds it (A-ASSESS).
    """
    holds = meaning.within if meaning.is_assessment and readings.tests_score_courses else ()
    return (meaning.activity_id, *holds)


def score_only(meaning: StatementFacts) -> StatementFacts:
    """Reduce a test inside a course to its score, which alone counts (A-ASSESS)."""
    return replace(meaning, status=None, duration_ms=None)


def score_of(score: Mapping[str, Any], *, raw_as_given: bool = False) -> int | None:
    """Whole percent, .5 rounded up: from scaled, otherwise from raw and max (A-SCORE).

    With ``raw_as_given``, the other interpretation, only the raw score counts, as a percentage.
    """
    scaled, raw = score.get("scaled"), score.get("raw")
    if raw_as_given:
        return None if raw is None else _percent(_decimal(raw))
    if scaled is not None:
        return _percent(_decimal(scaled) * 100)
    if raw is None:
        return None
    most = _decimal(score.get("max", 100))
    return _percent(_decimal(raw) / most * 100) if most > 0 else None


def _completes(verb: str, result: Mapping[str, Any], readings: Interpretations) -> bool:
    if readings.completion_flag_decides:
        return result.get("completion") is True
    likewise = readings.satisfied_and_passed_complete and verb in LIKE_COMPLETED_VERBS
    return verb == COMPLETED_VERB or likewise


def _decimal(number: float) -> Decimal:
    # Converted through text: 0.285 is intended, not the binary fraction just below it.
    return Decimal(str(number))


def _percent(value: Decimal) -> int:
    return int(min(max(value, Decimal(0)), Decimal(100)).quantize(Decimal(1), ROUND_HALF_UP))


def _milliseconds(duration: str | None) -> int | None:
    seconds = None if duration is None else read_seconds(duration)
    return None if seconds is None else int(seconds * 1000)


def _within(activities: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for relation in ("parent", "grouping"):
        given = activities.get(relation, [])
        found += [each["id"] for each in (given if isinstance(given, list) else [given])]
    return tuple(found)
