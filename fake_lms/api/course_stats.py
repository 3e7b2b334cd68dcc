"""Course statistics: one row for each attempt."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.context import platform_of
from fake_lms.api.filters import DATE, STRING, Field, boolean, instant, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.errors import RefusedError
from fake_lms.training.attempts import Attempt

PAGE = 500

FILTERS: dict[str, Field[Attempt]] = {
    "courseId": Field(lambda each: each.course_id, STRING),
    "userId": Field(lambda each: each.user_id, STRING),
    "completedAt": Field(lambda each: each.completed_at, DATE, instant),
}


async def list_course_stats(request: Request) -> Response:
    """The rows, in the order in which the attempts were created.

    The real row has no result. ``extended=true`` adds it (extension): the article mentions it
    (C058 to C060) and no public answer shows it.
    """
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    try:
        extended = boolean(query.parameter("extended") or "false")
    except ValueError as error:
        raise RefusedError("invalidFilter", f"extended: {error}") from error
    return page(
        request,
        query,
        platform_of(request).attempts.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda each: each.id,
        document=documents.extended_stat if extended else documents.stat,
    )


routes = [Route("/courses/stats", list_course_stats, methods=["GET"])]
