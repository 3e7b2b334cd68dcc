"""Extension: launch a course as a learner does; the public API has no such call."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.context import platform_of
from fake_lms.core.errors import RefusedError


async def launch(request: Request) -> Response:
    """302 to the external page of the course (C065); 403 if the learner cannot see the course."""
    user_id, session_id = _who(request)
    course_id = request.path_params["course_id"]
    url = platform_of(request).launching.launch(course_id, user_id, session_id)
    return Response(status_code=302, headers={"Location": url, "Cache-Control": "no-store"})


async def complete_native(request: Request) -> Response:
    """Complete a native course; 200 with the attempt."""
    user_id, session_id = _who(request)
    course_id = request.path_params["course_id"]
    attempt = platform_of(request).launching.complete_native(course_id, user_id, session_id)
    return json_answer(documents.extended_stat(attempt))


def _who(request: Request) -> tuple[str, str | None]:
    user_id = request.query_params.get("userId")
    if not user_id:
        raise RefusedError("invalidRequest", "Say who launches the course: ?userId=...")
    return user_id, request.query_params.get("pathSessionId")


_launch = Route("/extensions/courses/{course_id}/launch", launch, methods=["GET", "POST"])
# A GET route answers HEAD as well; a client that only checks a link must not start an attempt.
_launch.methods = {"GET", "POST"}

routes = [_launch, Route("/extensions/courses/{course_id}/play", complete_native, methods=["POST"])]
