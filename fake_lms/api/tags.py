"""Tags: list and make."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.filters import EQ, Field, boolean, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.content.tags import Tag

PAGE = 5_000

FILTERS: dict[str, Field[Tag]] = {"isMain": Field(lambda tag: tag.is_main, EQ, boolean)}


class TagBody(Body):
    name: NonEmpty
    is_main: bool
    external_id: NonEmpty | UnsetType = UNSET


async def list_tags(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        platform_of(request).tags.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda tag: tag.id,
        document=documents.tag_with_source,
    )


async def make_tag(request: Request) -> Response:
    fields = given(await read_body(request, TagBody))
    tag = platform_of(request).tags.add(fields.pop("name"), **fields)
    return json_answer(documents.tag(tag), 201)


routes = [
    Route("/tags", list_tags, methods=["GET"]),
    Route("/tags", make_tag, methods=["POST"]),
]
