"""Courses: list, read, archive and restore."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, read_body
from fake_lms.api.context import client_of, platform_of
from fake_lms.api.filters import DATE, EQ, IN, Field, boolean, instant, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.content.course_model import Course
from fake_lms.core.errors import RefusedError
from fake_lms.core.languages import CourseLanguage
from fake_lms.platform import Platform

PAGE = 500


class ArchiveBody(Body):
    archived: bool


def filters_of(platform: Platform) -> Mapping[str, Field[Course]]:
    """The filters of the list; they need the platform because courses do not store their tags."""
    return {
        "createdAt": Field(lambda each: each.created_at, DATE, instant),
        "modifiedAt": Field(lambda each: each.modified_at, DATE, instant),
        "status": Field(lambda each: each.status, EQ, one_of("archived", "deleted", "published")),
        "type": Field(
            lambda each: each.type, EQ, one_of("elearning standard", "external", "native")
        ),
        "authorId": Field(lambda each: each.author_id, EQ),
        "originalAuthorId": Field(lambda each: each.original_author_id, EQ),
        "groupId": Field(lambda each: each.group_id, EQ),
        "coAuthorIds": Field(lambda each: each.co_author_ids, IN, many=True),
        "tagIds": Field(
            lambda each: [link.tag_id for link in platform.tags.of(each.id)], IN, many=True
        ),
        "sourceLang": Field(
            lambda each: each.source_lang, EQ | IN, one_of(*get_args(CourseLanguage))
        ),
        # No course of this platform has collaborative learning enabled.
        "collaborativeLearning": Field(lambda _: False, EQ, boolean),
    }


async def list_courses(request: Request) -> Response:
    """Courses of every status, in the order of creation."""
    platform = platform_of(request)
    query = read_query(request)
    filters = read_filters(query.parameters, filters_of(platform))
    return page(
        request,
        query,
        platform.courses.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda course: course.id,
        document=documents.course,
    )


async def get_course(request: Request) -> Response:
    course = platform_of(request).courses.get(request.path_params["course_id"])
    return json_answer(documents.course(course))


async def archive_course(request: Request) -> Response:
    """Archive or restore. An in-house client acts as the integration, any other as a person."""
    platform = platform_of(request)
    course = platform.courses.get(request.path_params["course_id"])
    body = await read_body(request, ArchiveBody)
    if body.archived:
        by_integration = client_of(request).in_house
        course = platform.courses.archive(course.id, "integration" if by_integration else "hand")
        return json_answer(documents.course(course))
    if course.external is not None:
        integration = platform.integrations.get(course.external.integration_id)
        if not integration.active:
            raise RefusedError(
                "integrationInactive",
                f"{course.name!r} comes from {integration.external_platform}, which is not active; "
                "activate the integration before restoring its courses",
            )
    return json_answer(documents.course(platform.courses.restore(course.id)))


routes = [
    Route("/courses", list_courses, methods=["GET"]),
    Route("/courses/{course_id}", get_course, methods=["GET"]),
    Route("/courses/{course_id}/archive", archive_course, methods=["PUT"]),
]
