"""The tags of one course."""

from __future__ import annotations

from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.paging import page, read_query

PAGE = 500


class TagsBody(Body):
    tag_ids: Annotated[list[str], msgspec.Meta(max_length=100)]


async def list_course_tags(request: Request) -> Response:
    """Each tag once, native when a person put it there, whether or not it is synchronized too."""
    platform = platform_of(request)
    course = platform.courses.get(request.path_params["course_id"])
    query = read_query(request)
    links = sorted(platform.tags.of(course.id), key=lambda link: link.tag_id)
    return page(
        request,
        query,
        query.rest(links, key=lambda link: link.tag_id),
        size=PAGE,
        key=lambda link: link.tag_id,
        document=lambda link: {"tagId": link.tag_id, "source": link.source},
    )


async def replace_course_tags(request: Request) -> Response:
    """Mark all given tags as manual, and remove all others from the course."""
    platform = platform_of(request)
    course = platform.courses.get(request.path_params["course_id"])
    body = await read_body(request, TagsBody)
    platform.tags.set_by_hand(course.id, body.tag_ids)
    return json_answer([link.tag_id for link in platform.tags.of(course.id)])


routes = [
    Route("/courses/{course_id}/tags", list_course_tags, methods=["GET"]),
    Route("/courses/{course_id}/tags", replace_course_tags, methods=["PUT"]),
]
