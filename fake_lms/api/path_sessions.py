"""Path sessions: list, make, read; who is enrolled."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import path_documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.filters import DATE, EQ, STRING, Field, instant, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.timestamps import Instant, utc
from fake_lms.training.path_model import Enrolment, PathSession, Registration

PAGE = 100
ENROLMENTS_PAGE = 5_000

FILTERS: dict[str, Field[PathSession]] = {
    "createdAt": Field(lambda each: each.created_at, DATE, instant),
    "modifiedAt": Field(lambda each: each.modified_at, DATE, instant),
    "startDate": Field(lambda each: each.start_date, DATE, instant),
    "endDate": Field(lambda each: each.end_date, DATE, instant),
}

ENROLMENT_FILTERS: dict[str, Field[Enrolment]] = {
    # No enrolment of this platform is ever archived.
    "status": Field(lambda _: "published", EQ, one_of("archived", "published")),
    "createdAt": Field(lambda each: each.created_at, DATE, instant),
    "sessionId": Field(lambda each: each.session_id, STRING),
}


class SessionBody(Body):
    main_instructor_id: NonEmpty
    registration_request_validation: Registration
    start_date: Instant
    name: NonEmpty
    end_date: Instant | UnsetType = UNSET


async def list_sessions(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    sessions = platform_of(request).paths.sessions_of(request.path_params["path_id"])
    return page(
        request,
        query,
        filter(filters.keeps, query.rest(sessions, key=lambda each: each.id)),
        size=PAGE,
        key=lambda each: each.id,
        document=path_documents.session,
    )


async def make_session(request: Request) -> Response:
    body = await read_body(request, SessionBody)
    session = platform_of(request).paths.add_session(
        request.path_params["path_id"],
        body.name,
        instructor_id=body.main_instructor_id,
        start_date=utc(body.start_date),
        end_date=None if isinstance(body.end_date, UnsetType) else utc(body.end_date),
        registration=body.registration_request_validation,
    )
    return json_answer(path_documents.session(session))


async def get_session(request: Request) -> Response:
    session = platform_of(request).paths.session(
        request.path_params["session_id"], of=request.path_params["path_id"]
    )
    return json_answer(path_documents.session(session))


async def list_enrolments(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, ENROLMENT_FILTERS)
    return page(
        request,
        query,
        platform_of(request).paths.enrolments_of(
            request.path_params["path_id"], query.after, filters.conditions
        ),
        size=ENROLMENTS_PAGE,
        key=lambda each: each.id,
        document=path_documents.enrolment,
    )


routes = [
    Route("/paths/{path_id}/sessions", list_sessions, methods=["GET"]),
    Route("/paths/{path_id}/sessions", make_session, methods=["POST"]),
    Route("/paths/{path_id}/sessions/{session_id}", get_session, methods=["GET"]),
    Route("/paths/{path_id}/enrollments", list_enrolments, methods=["GET"]),
]
