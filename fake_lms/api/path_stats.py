"""Path statistics: one row for each learner in each session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import path_documents
from fake_lms.api.context import platform_of
from fake_lms.api.filters import DATE, EQ, STRING, Field, instant, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.conditions import Condition
from fake_lms.platform import Platform
from fake_lms.training.path_model import Enrolment, Path, PathSession
from fake_lms.training.progression import PathState, SessionStatus

PAGE = 2_000


class Row(msgspec.Struct, frozen=True):
    """One learner in one session, with their state."""

    enrolment: Enrolment
    path: Path
    session: PathSession
    state: PathState
    status: SessionStatus


SESSION_FILTERS: dict[str, Field[Row]] = {
    "completedAt": Field(lambda row: row.state.completed_at, DATE, instant),
    "userId": Field(lambda row: row.enrolment.user_id, STRING),
}

FILTERS: dict[str, Field[Row]] = {
    **SESSION_FILTERS,
    "status": Field(lambda row: row.path.status, EQ, one_of("archived", "published")),
    "pathId": Field(lambda row: row.path.id, STRING),
}


async def list_path_stats(request: Request) -> Response:
    """All learners of all paths."""
    platform = platform_of(request)
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    # The other filters concern the learner's state, which no repository holds.
    paths = platform.paths
    stored: dict[str, Callable[[Enrolment], Any]] = {
        "userId": lambda each: each.user_id,
        "pathId": paths.path_of,
        "status": lambda each: paths.get(paths.path_of(each)).status,
    }
    enrolments = paths.enrolments(query.after, filters.on(stored))
    return page(
        request,
        query,
        filter(filters.keeps, rows(platform, enrolments)),
        size=PAGE,
        key=lambda row: row.enrolment.id,
        document=lambda row: path_documents.path_stat(
            row.enrolment, row.session, row.state, row.status
        ),
    )


async def list_session_stats(request: Request) -> Response:
    """All learners of one session."""
    platform = platform_of(request)
    session = platform.paths.session(
        request.path_params["session_id"], of=request.path_params["path_id"]
    )
    query = read_query(request)
    filters = read_filters(query.parameters, SESSION_FILTERS)
    of_session: Condition[Enrolment] = Condition(
        "sessionId", lambda each: each.session_id, "eq", [session.id]
    )
    stored = filters.on({"userId": lambda each: each.user_id})
    enrolled = platform.paths.enrolments(query.after, [of_session, *stored])
    return page(
        request,
        query,
        filter(filters.keeps, rows(platform, enrolled)),
        size=PAGE,
        key=lambda row: row.enrolment.id,
        document=lambda row: path_documents.session_stat(row.enrolment, row.state, row.status),
    )


def rows(platform: Platform, enrolments: Iterator[Enrolment]) -> Iterator[Row]:
    """The rows of these enrolments."""
    for each in enrolments:
        session = platform.paths.session(each.session_id)
        path = platform.paths.get(session.path_id)
        state = platform.training.path_state(path, session, each.user_id)
        yield Row(each, path, session, state, platform.training.session_status(session, state))


routes = [
    Route("/paths/stats", list_path_stats, methods=["GET"]),
    Route("/paths/{path_id}/sessions/{session_id}/user-stats", list_session_stats, methods=["GET"]),
]
