"""Extension: write attempts.

The public import of statistics adds to attempts by dates and cannot set a result to null or a
time spent to 0; the article's connector needs both (C053 to C060). This bulk operation replaces
the whole list of one learner's attempts on one course.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.bodies import NonEmpty, read_bulk, read_object
from fake_lms.api.bulk_operations import accepted
from fake_lms.api.context import platform_of, require_in_house
from fake_lms.content.course_model import Course
from fake_lms.core.errors import NotFoundError
from fake_lms.core.languages import CourseLanguage
from fake_lms.core.timestamps import Instant, utc
from fake_lms.integration.integrations import Integration
from fake_lms.platform import Platform
from fake_lms.training.attempts import AttemptState, Result

LIMIT = 10_000

Percent = Annotated[int, Meta(ge=0, le=100)]
Milliseconds = Annotated[int, Meta(ge=0)]


class CourseIdentifier(msgspec.Struct):
    type: Literal["externalId", "internalId"]
    value: NonEmpty


class UserIdentifier(msgspec.Struct):
    type: Literal["internalId"]
    value: NonEmpty


class AttemptObject(msgspec.Struct, rename="camel", kw_only=True, forbid_unknown_fields=True):
    progress: Percent
    score: Percent | None
    result: Result | None
    time_spent: Milliseconds
    first_activity_at: Instant
    last_activity_at: Instant
    completed_at: Instant | None
    lang: CourseLanguage | UnsetType = UNSET


class AttemptsObject(msgspec.Struct, rename="camel", kw_only=True, forbid_unknown_fields=True):
    course_identifier: CourseIdentifier
    user_identifier: UserIdentifier
    attempts: Annotated[list[AttemptObject], Meta(min_length=1)]


async def replace_attempts(request: Request) -> Response:
    """202 with the operation; the id of each success is that of the last attempt."""
    require_in_house(request)
    platform = platform_of(request)
    integration = platform.integrations.get(request.path_params["integration_id"])
    inputs = await read_bulk(request, LIMIT)

    def replace(raw: msgspec.Raw) -> str:
        given = read_object(raw, AttemptsObject)
        course = _course(platform, integration, given.course_identifier)
        user_id = given.user_identifier.value
        if not platform.users.is_present(user_id):
            raise NotFoundError("userNotFound", f"No user has the id {user_id!r}")
        states = [_state(each) for each in given.attempts]
        attempts = platform.attempts.replace(
            course.id, user_id, states, default_lang=course.default_lang
        )
        return attempts[-1].id

    return accepted(request, "replaceAttempts", inputs, replace)


def _course(platform: Platform, integration: Integration, identifier: CourseIdentifier) -> Course:
    """The course, archived or not: archived courses still receive statistics (A-UNKNOWN)."""
    if identifier.type == "externalId":
        course = platform.courses.by_external_id(integration.id, identifier.value)
    else:
        course = platform.courses.find(identifier.value)
    if (
        course is None
        or course.external is None
        or course.external.integration_id != integration.id
    ):
        raise NotFoundError(
            "courseNotFound",
            f"The integration has no course of {identifier.type} {identifier.value!r}",
        )
    return course


def _state(given: AttemptObject) -> AttemptState:
    return AttemptState(
        progress=given.progress,
        score=given.score,
        result=given.result,
        time_spent_ms=given.time_spent,
        first_activity_at=utc(given.first_activity_at),
        last_activity_at=utc(given.last_activity_at),
        completed_at=None if given.completed_at is None else utc(given.completed_at),
        lang=given.lang or None,
    )


routes = [
    Route(
        "/extensions/bulk/integrations/{integration_id}/attempts",
        replace_attempts,
        methods=["PUT"],
    )
]
