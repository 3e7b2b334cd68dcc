"""Bulk operations of an integration on its courses: create or replace, archive."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.bodies import NonEmpty, read_bulk, read_object
from fake_lms.api.bulk_operations import accepted
from fake_lms.api.context import platform_of
from fake_lms.api.integrations import refuse_reserved
from fake_lms.content import external_course_model
from fake_lms.integration.integrations import Integration

# 360Learning API v2, bulk integrations: objects in one operation.
UPSERT_LIMIT = 10_000
ARCHIVE_LIMIT = 1_000


class ArchiveObject(msgspec.Struct, rename="camel"):
    external_id: NonEmpty


async def upsert_courses(request: Request) -> Response:
    """202 with the operation; the id of each success is the course's."""
    platform = platform_of(request)
    integration = _integration(request)
    inputs = await read_bulk(request, UPSERT_LIMIT)

    def upsert(raw: msgspec.Raw) -> str:
        given = external_course_model.read(raw)
        return platform.external_courses.upsert(integration, given).id

    return accepted(request, "importExternalCourses", inputs, upsert)


async def archive_courses(request: Request) -> Response:
    """202 with the operation; an unknown external id fails only that object."""
    platform = platform_of(request)
    integration = _integration(request)
    inputs = await read_bulk(request, ARCHIVE_LIMIT)

    def archive(raw: msgspec.Raw) -> str:
        given = read_object(raw, ArchiveObject)
        return platform.external_courses.archive(integration, given.external_id).id

    return accepted(request, "archiveExternalCourses", inputs, archive)


def _integration(request: Request) -> Integration:
    integration = platform_of(request).integrations.get(request.path_params["integration_id"])
    refuse_reserved(request, integration.external_platform)
    return integration


routes = [
    Route("/bulk/integrations/{integration_id}/courses", upsert_courses, methods=["PUT"]),
    Route("/bulk/integrations/{integration_id}/courses", archive_courses, methods=["DELETE"]),
]
