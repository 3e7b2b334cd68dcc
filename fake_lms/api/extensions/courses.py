"""Extension: edit a course as a person does in the editor; the public API has no such call."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.content.course_model import ContentType
from fake_lms.content.external_course_model import Minutes
from fake_lms.core.languages import CourseLanguage


class EditBody(Body):
    """``userId`` is the person who edits; the other fields are the changes."""

    user_id: NonEmpty
    name: NonEmpty | UnsetType = UNSET
    description: str | UnsetType = UNSET
    duration: Minutes | UnsetType = UNSET
    default_lang: CourseLanguage | UnsetType = UNSET
    image_url: NonEmpty | UnsetType = UNSET
    launch_url: NonEmpty | UnsetType = UNSET
    content_type: ContentType | UnsetType = UNSET


async def edit_course(request: Request) -> Response:
    """200 with the course; 403 for a course that an integration owns (C035 to C037)."""
    platform = platform_of(request)
    changes = given(await read_body(request, EditBody))
    user = platform.users.get(changes.pop("user_id"))
    course = platform.edit_course(request.path_params["course_id"], user.id, **changes)
    return json_answer(documents.course(course))


routes = [Route("/extensions/courses/{course_id}", edit_course, methods=["PATCH"])]
