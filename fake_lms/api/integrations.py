"""Integrations: list, make, change; read one course of an integration by its external id."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import client_of, platform_of
from fake_lms.api.filters import STRING, Field, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.errors import RefusedError
from fake_lms.integration.integrations import Integration, reserved

PAGE = 100

FILTERS: dict[str, Field[Integration]] = {
    "externalPlatform": Field(lambda each: each.external_platform, STRING)
}

Percent = Annotated[int, Meta(ge=0, le=100)]


class SettingsBody(Body):
    default_progress: Percent | UnsetType = UNSET
    default_completion: bool | UnsetType = UNSET
    no_group_propagation: bool | UnsetType = UNSET
    external_platform_logo_url: str | UnsetType = UNSET
    external_platform_unicolor_logo_url: str | UnsetType = UNSET


class MakeBody(SettingsBody, kw_only=True):
    external_platform: NonEmpty
    author_id: NonEmpty
    group_id: NonEmpty


class ChangeBody(SettingsBody):
    external_platform: NonEmpty | UnsetType = UNSET
    author_id: NonEmpty | UnsetType = UNSET
    group_id: NonEmpty | UnsetType = UNSET


def refuse_reserved(request: Request, *names: str) -> None:
    """Only in-house clients may write to 360Learning's own integrations.

    Raises:
        RefusedError: ``reservedPlatformName``.
    """
    for name in names:
        if reserved(name) and not client_of(request).in_house:
            raise RefusedError(
                "reservedPlatformName",
                f"{name} is reserved for 360Learning's own connector; API clients cannot write "
                "to it",
            )


async def list_integrations(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        platform_of(request).integrations.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda each: each.id,
        document=documents.integration,
    )


async def make_integration(request: Request) -> Response:
    body = await read_body(request, MakeBody)
    refuse_reserved(request, body.external_platform)
    fields = given(body)
    integration = platform_of(request).integrations.add(fields.pop("external_platform"), **fields)
    return json_answer(documents.integration(integration), 201)


async def change_integration(request: Request) -> Response:
    integrations = platform_of(request).integrations
    integration = integrations.get(request.path_params["integration_id"])
    changes = given(await read_body(request, ChangeBody))
    refuse_reserved(
        request,
        integration.external_platform,
        changes.get("external_platform", integration.external_platform),
    )
    changed = integrations.update(integration.id, **changes)
    return json_answer(documents.base_integration(changed))


async def get_external_course(request: Request) -> Response:
    platform = platform_of(request)
    integration = platform.integrations.get(request.path_params["integration_id"])
    external_id = request.path_params["external_id"]
    course = platform.courses.by_external_id(integration.id, external_id)
    if course is None or course.external is None:
        raise RefusedError(
            "courseNotBelongToIntegration",
            f"{integration.external_platform} has no course of external id {external_id!r}",
        )
    return json_answer(documents.external_course(course, course.external))


routes = [
    Route("/integrations", list_integrations, methods=["GET"]),
    Route("/integrations", make_integration, methods=["POST"]),
    Route("/integrations/{integration_id}", change_integration, methods=["PATCH"]),
    Route(
        "/integrations/{integration_id}/courses/{external_id:path}",
        get_external_course,
        methods=["GET"],
    ),
]
