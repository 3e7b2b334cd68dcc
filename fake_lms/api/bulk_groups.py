"""Bulk operations on catalogs and libraries: put content in, take it out."""

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
from fake_lms.content.external_course_model import ObjectId
from fake_lms.people.groups import Groups
from fake_lms.people.placements import ContentKind
from fake_lms.platform import Platform

# 360Learning API v2, bulk groups: objects in one operation.
LIMIT = 20_000


class CatalogObject(msgspec.Struct, rename="camel"):
    group_id: ObjectId
    content_type: Literal["course", "path-session"]
    content_id: ObjectId


class LibraryObject(msgspec.Struct, rename="camel"):
    group_id: ObjectId
    content_type: Literal["course", "path"]
    content_id: ObjectId


Placed = CatalogObject | LibraryObject
Act = Callable[[Groups, Placed], None]


def _route(method: str, where: str, operation: str, shape: type[Placed], act: Act) -> Route:
    """One bulk operation; content to add must exist, content to remove may be missing."""

    async def endpoint(request: Request) -> Response:
        platform = platform_of(request)

        def perform(raw: msgspec.Raw) -> str:
            given = read_object(raw, shape)
            if method == "POST":
                _require(platform, given.content_id, given.content_type)
            act(platform.groups, given)
            return given.content_id

        return accepted(request, operation, await read_bulk(request, LIMIT), perform)

    return Route(f"/bulk/groups/{where}", endpoint, methods=[method])


def _require(platform: Platform, content_id: str, kind: ContentKind) -> None:
    match kind:
        case "course":
            platform.courses.get(content_id)
        case "path":
            platform.paths.get(content_id)
        case "path-session":
            platform.paths.session(content_id)


routes = [
    _route(
        "POST",
        "catalog",
        "addContentsToGroupsCatalog",
        CatalogObject,
        lambda groups, it: groups.add_to_catalog(it.group_id, it.content_id, it.content_type),
    ),
    _route(
        "DELETE",
        "catalog",
        "removeContentsFromGroupsCatalog",
        CatalogObject,
        lambda groups, it: groups.remove_from_catalog(it.group_id, it.content_id),
    ),
    _route(
        "POST",
        "library",
        "addContentsToGroupsLibrary",
        LibraryObject,
        lambda groups, it: groups.add_to_library(it.group_id, it.content_id, it.content_type),
    ),
    _route(
        "DELETE",
        "library",
        "removeContentsFromGroupsLibrary",
        LibraryObject,
        lambda groups, it: groups.remove_from_library(it.group_id, it.content_id),
    ),
]
