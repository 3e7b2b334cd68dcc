"""The contents of a group's catalog and library, by kind of content."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api.context import platform_of
from fake_lms.api.paging import page, read_query
from fake_lms.core.errors import RefusedError
from fake_lms.people.placements import ContentKind, Placements

PAGE = 10_000

CATALOG_KINDS: tuple[ContentKind, ...] = ("course", "path-session")
LIBRARY_KINDS: tuple[ContentKind, ...] = ("course", "path")


async def catalog_ids(request: Request) -> Response:
    kind = _kind(request, CATALOG_KINDS)
    placed = platform_of(request).groups.placed_in_catalog(request.path_params["group_id"])
    return _ids(request, placed, kind)


async def library_ids(request: Request) -> Response:
    kind = _kind(request, LIBRARY_KINDS)
    placed = platform_of(request).groups.placed_in_library(request.path_params["group_id"])
    return _ids(request, placed, kind)


def _kind(request: Request, kinds: tuple[ContentKind, ...]) -> ContentKind:
    name = request.path_params["kind"]
    for kind in kinds:
        if kind == name:
            return kind
    raise RefusedError("invalidRequest", f"{name!r} is none of {', '.join(kinds)}")


def _ids(request: Request, placed: Placements, kind: ContentKind) -> Response:
    # Sorted, so that paging continues correctly if an element was removed in the meantime.
    query = read_query(request)
    return page(
        request,
        query,
        placed.after(query.after, kind),
        size=PAGE,
        key=lambda each: each,
        document=lambda each: each,
    )


routes = [
    Route("/groups/{group_id}/catalog/{kind}-ids", catalog_ids, methods=["GET"]),
    Route("/groups/{group_id}/library/{kind}-ids", library_ids, methods=["GET"]),
]
