"""Extension: a person's training as the screens show it, which the public API does not provide."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents, path_documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.documents import present
from fake_lms.api.paging import Query, page, read_query
from fake_lms.api.path_stats import rows
from fake_lms.core.errors import RefusedError
from fake_lms.platform import Platform
from fake_lms.training.homepage import Entry

PAGE = 500


class EnrolmentBody(Body):
    user_id: NonEmpty


async def enrol(request: Request) -> Response:
    """Enrol a learner in a session; the public API does so by audiences alone."""
    paths = platform_of(request).paths
    session = paths.session(request.path_params["session_id"], of=request.path_params["path_id"])
    body = await read_body(request, EnrolmentBody)
    return json_answer(path_documents.enrolment(paths.enrol(session.id, body.user_id)))


async def learners_path(request: Request) -> Response:
    """The path as one learner sees it: which steps are done, which are locked."""
    platform = platform_of(request)
    path = platform.paths.get(request.path_params["path_id"])
    session = platform.paths.session(request.path_params["session_id"], of=path.id)
    user = platform.users.get(request.path_params["user_id"])
    state = platform.training.path_state(path, session, user.id)
    return json_answer(
        {
            "pathId": path.id,
            "sessionId": session.id,
            "userId": user.id,
            "name": path.name,
            "status": {"type": platform.training.session_status(session, state)},
            "progress": state.progress,
            "steps": [
                {
                    "_id": step.course_id,
                    "name": platform.courses.get(step.course_id).name,
                    "optional": step.optional,
                    "done": step.done,
                    "locked": step.locked,
                }
                for step in state.steps
            ],
        }
    )


async def homepage(request: Request) -> Response:
    """The three sections of somebody's homepage (C066, C067)."""
    platform = platform_of(request)
    shown = platform.training.homepage(platform.users.get(request.path_params["user_id"]).id)
    return json_answer(
        {
            "toDo": [_entry(each) for each in shown.to_do],
            "inProgress": [_entry(each) for each in shown.in_progress],
            "completed": [_entry(each) for each in shown.completed],
        }
    )


async def search(request: Request) -> Response:
    """Courses of this person's catalogs by words of their title (C005)."""
    platform = platform_of(request)
    user = platform.users.get(request.path_params["user_id"])
    query = read_query(request)
    text = query.parameter("text")
    if not text:
        raise RefusedError("invalidRequest", "Say what to search for: ?text=...")
    return page(
        request,
        query,
        platform.training.search(user.id, text, query.after),
        size=PAGE,
        key=lambda course: course.id,
        document=documents.course,
    )


async def statistics(request: Request) -> Response:
    """The attempts on a course that a person may see, one row for each (C010)."""
    platform = platform_of(request)
    query = read_query(request)
    viewer = _viewer(platform, query)
    return page(
        request,
        query,
        platform.training.statistics(request.path_params["course_id"], viewer, query.after),
        size=PAGE,
        key=lambda each: each.id,
        document=documents.extended_stat,
    )


async def path_statistics(request: Request) -> Response:
    """The states of the learners of a path that a person may see, one row for each session."""
    platform = platform_of(request)
    query = read_query(request)
    viewer = _viewer(platform, query)
    seen = platform.training.enrolments(request.path_params["path_id"], viewer, query.after)
    return page(
        request,
        query,
        rows(platform, seen),
        size=PAGE,
        key=lambda row: row.enrolment.id,
        document=lambda row: path_documents.path_stat(
            row.enrolment, row.session, row.state, row.status
        ),
    )


def _viewer(platform: Platform, query: Query) -> str:
    viewer = query.parameter("viewerId")
    if not viewer:
        raise RefusedError("invalidRequest", "Say who looks: ?viewerId=...")
    return platform.users.get(viewer).id


def _entry(each: Entry) -> dict[str, Any]:
    return present(
        type=each.kind,
        _id=each.id,
        name=each.name,
        progress=each.progress,
        sessionId=each.session_id,
    )


_SESSION = "/extensions/paths/{path_id}/sessions/{session_id}"

routes = [
    Route(f"{_SESSION}/enrollments", enrol, methods=["POST"]),
    Route(f"{_SESSION}/learners/{{user_id}}", learners_path, methods=["GET"]),
    Route("/extensions/users/{user_id}/homepage", homepage, methods=["GET"]),
    Route("/extensions/users/{user_id}/search", search, methods=["GET"]),
    Route("/extensions/courses/{course_id}/statistics", statistics, methods=["GET"]),
    Route("/extensions/paths/{path_id}/statistics", path_statistics, methods=["GET"]),
]
