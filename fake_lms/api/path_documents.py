"""Paths, sessions, enrolments and their statistics as the documents of API v2."""

from __future__ import annotations

from typing import Any

import msgspec

from fake_lms.api.documents import present, wire_or_none
from fake_lms.core.timestamps import wire
from fake_lms.training.path_model import Enrolment, Path, PathSession, Step
from fake_lms.training.progression import PathState, SessionStatus


def path(each: Path) -> dict[str, Any]:
    return present(
        _id=each.id,
        name=each.name,
        description=each.description,
        status=each.status,
        authorId=each.author_id,
        coAuthorIds=list(each.co_author_ids),
        groupId=each.group_id,
        sourceLang=each.lang,
        defaultLang=each.lang,
        createdAt=wire(each.created_at),
        modifiedAt=wire(each.modified_at),
        options=msgspec.to_builtins(each.options),
        steps=[step(one) for one in each.steps],
        translations=[],
    )


def step(each: Step) -> dict[str, Any]:
    return {
        "_id": each.course_id,
        "type": "course",
        "options": {
            "optional": each.optional,
            "showCorrection": each.show_correction,
            "showForum": each.show_forum,
        },
    }


def session(each: PathSession) -> dict[str, Any]:
    return present(
        _id=each.id,
        pathId=each.path_id,
        name=each.name,
        groupId=each.group_id,
        mainInstructorId=each.instructor_id,
        instructorIds=[],
        isAudienceBuilder=False,
        registrationRequestValidation=each.registration,
        startDate=wire(each.start_date),
        endDate=wire_or_none(each.end_date),
        createdAt=wire(each.created_at),
        modifiedAt=wire(each.modified_at),
        translations=[],
    )


def enrolment(each: Enrolment) -> dict[str, Any]:
    return {
        "_id": each.id,
        "sessionId": each.session_id,
        "userId": each.user_id,
        "status": "published",
        "isSelfEnrolled": each.self_enrolled,
        "createdAt": wire(each.created_at),
    }


def session_stat(each: Enrolment, state: PathState, status: SessionStatus) -> dict[str, Any]:
    """One learner in one session; the row's id is the enrolment's."""
    return present(
        _id=each.id,
        userId=each.user_id,
        progress=state.progress,
        status={"type": status},
        timeSpent=state.time_spent_ms,
        enrolledAt=wire(each.created_at),
        selfEnrolled=each.self_enrolled,
        startedAt=wire_or_none(state.started_at),
        completedAt=wire_or_none(state.completed_at),
    )


def path_stat(
    each: Enrolment, session: PathSession, state: PathState, status: SessionStatus
) -> dict[str, Any]:
    """The same row, in the list that spans all paths."""
    row = session_stat(each, state, status)
    return {**row, "pathId": session.path_id, "sessionId": session.id}
