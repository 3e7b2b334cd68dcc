"""External ids: list and map."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, read_body
from fake_lms.api.context import client_of, platform_of
from fake_lms.api.filters import STRING, Field, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.errors import RefusedError
from fake_lms.integration.integrations import reserved
from fake_lms.people.external_ids import ExternalId, TargetType

PAGE = 5_000

FILTERS: dict[str, Field[ExternalId]] = {
    "platform": Field(lambda each: each.platform, STRING),
    "type": Field(lambda each: each.target_type, STRING, one_of(*get_args(TargetType))),
    "value": Field(lambda each: each.value, STRING),
    "targetId": Field(lambda each: each.target_id, STRING),
}


class MappingBody(Body):
    platform: NonEmpty
    target_id: NonEmpty
    target_type: TargetType
    value: NonEmpty


async def list_external_ids(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        platform_of(request).external_ids.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda each: each.id,
        document=documents.external_id,
    )


async def map_external_id(request: Request) -> Response:
    body = await read_body(request, MappingBody)
    if reserved(body.platform) and not client_of(request).in_house:
        raise RefusedError("reservedPlatformName", f"{body.platform} is a reserved platform name")
    mapping = platform_of(request).external_ids.add(
        body.platform, body.value, body.target_id, body.target_type
    )
    return json_answer(documents.external_id(mapping), 201)


routes = [
    Route("/external-ids", list_external_ids, methods=["GET"]),
    Route("/external-ids", map_external_id, methods=["POST"]),
]
