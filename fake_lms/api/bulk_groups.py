"""Bulk operations on catalogues and libraries: put content in, take it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.bodies import read_bulk, read_object
from fake_lms.api.bulk_operations import accepted
from fake_lms.api.context import platform_of
from fake_lms.external_course import ObjectId
from fake_lms.groups import ContentKind
from fake_lms.platform import Platform

# 360Learning API v2, bulk groups: objects in one operation.
LIMIT = 20_000


class CatalogueObject(msgspec.Struct, rename="camel"):
    group_id: ObjectId
    content_type: Literal["course", "path-session"]
    content_id: ObjectId


class LibraryObject(msgspec.Struct, rename="camel"):
    group_id: ObjectId
    content_type: Literal["course", "path"]
    content_id: ObjectId


async def add_to_catalogues(request: Request) -> Response:
    platform = platform_of(request)

    def add(raw: msgspec.Raw) -> str:
        given = read_object(raw, CatalogueObject)
        _require(platform, given.content_id, given.content_type)
        platform.groups.add_to_catalogue(given.group_id, given.content_id, given.content_type)
        return given.content_id

    return await _submit(request, "addContentsToGroupsCatalog", add)


async def remove_from_catalogues(request: Request) -> Response:
    platform = platform_of(request)

    def remove(raw: msgspec.Raw) -> str:
        given = read_object(raw, CatalogueObject)
        platform.groups.remove_from_catalogue(given.group_id, given.content_id)
        return given.content_id

    return await _submit(request, "removeContentsFromGroupsCatalog", remove)


async def add_to_libraries(request: Request) -> Response:
    platform = platform_of(request)

    def add(raw: msgspec.Raw) -> str:
        given = read_object(raw, LibraryObject)
        _require(platform, given.content_id, given.content_type)
        platform.groups.add_to_library(given.group_id, given.content_id, given.content_type)
        return given.content_id

    return await _submit(request, "addContentsToGroupsLibrary", add)


async def remove_from_libraries(request: Request) -> Response:
    platform = platform_of(request)

    def remove(raw: msgspec.Raw) -> str:
        given = read_object(raw, LibraryObject)
        platform.groups.remove_from_library(given.group_id, given.content_id)
        return given.content_id

    return await _submit(request, "removeContentsFromGroupsLibrary", remove)


async def _submit(request: Request, kind: str, perform: Callable[[msgspec.Raw], str]) -> Response:
    return accepted(request, kind, await read_bulk(request, LIMIT), perform)


def _require(platform: Platform, content_id: str, kind: ContentKind) -> None:
    match kind:
        case "course":
            platform.courses.get(content_id)
        case "path":
            platform.paths.get(content_id)
        case "path-session":
            platform.paths.session(content_id)


routes = [
    Route("/bulk/groups/catalog", add_to_catalogues, methods=["POST"]),
    Route("/bulk/groups/catalog", remove_from_catalogues, methods=["DELETE"]),
    Route("/bulk/groups/library", add_to_libraries, methods=["POST"]),
    Route("/bulk/groups/library", remove_from_libraries, methods=["DELETE"]),
]
