"""Create Percipio's xAPI 1.0.3 statements from learner events. Plain functions."""

from __future__ import annotations

from typing import Any

from fake_percipio.core.wire_time import iso_duration, statement_instant
from fake_percipio.xapi.events import LearnerEvent, XapiActivity
from fake_percipio.xapi.learners import actor
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.verbs import verb

Statement = dict[str, Any]


def verb_name(event: LearnerEvent, configuration: LrsConfiguration) -> str:
    """The verb of the event's statement; three of them the administrator chooses (C122 to C124)."""
    match event.kind:
        case "course_satisfied":
            return configuration.course_satisfied_verb
        case "assessment_scored":
            return configuration.assessment_scored_verb
        case "waived":
            return configuration.waived_verb
        case _:
            return event.kind


def statement_of(
    event: LearnerEvent, configuration: LrsConfiguration, *, domain: str, statement_id: str
) -> Statement:
    """Create the statement for ``event``.

    ``domain`` is the company's part of its Percipio address, for the home page of accounts.
    """
    said: Statement = {
        "id": statement_id,
        "actor": actor(event.learner, actor_id=configuration.actor_id, domain=domain),
        "verb": verb(verb_name(event, configuration)),
        "object": _object(event.activity),
    }
    if result := _result(event):
        said["result"] = result
    said["context"] = _context(event)
    said["timestamp"] = statement_instant(event.at)
    said["version"] = "1.0.0"  # xAPI 1.0.3, Data 2.4.10: the version of a 1.0.x statement
    return said


def _object(activity: XapiActivity) -> dict[str, object]:
    definition = {"name": dict(activity.names), "type": activity.type}
    return {"objectType": "Activity", "id": activity.id, "definition": definition}


def _result(event: LearnerEvent) -> dict[str, object]:
    result: dict[str, object] = {}
    if event.score is not None:
        # xAPI 1.0.3, Data 2.4.5.1: scaled runs from -1 to 1, raw from min to max.
        scaled = round(event.score / 100, 4)
        result["score"] = {"scaled": scaled, "raw": event.score, "min": 0, "max": 100}
    if event.success is not None:
        result["success"] = event.success
    if event.completion is not None:
        result["completion"] = event.completion
    if event.duration_seconds is not None:
        result["duration"] = iso_duration(event.duration_seconds)
    return result


def _context(event: LearnerEvent) -> dict[str, object]:
    context: dict[str, object] = {}
    if event.registration is not None:
        context["registration"] = event.registration
    context["platform"] = "Percipio"
    if event.activity.language is not None:
        context["language"] = event.activity.language
    if event.parent is not None:
        context["contextActivities"] = {"parent": [_object(event.parent)]}
    return context
