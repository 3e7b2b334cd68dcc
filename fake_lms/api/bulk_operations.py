"""Bulk operations: accept one, list them, follow one, read its results."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.context import platform_of
from fake_lms.api.filters import DATE, EQ, Field, instant, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.server.operations import ItemResult, Operation

PAGE = 20

TURNS_OF_AN_ANSWER = 2
"""Turns of the event loop that an answer about an operation takes in addition to those of every
request. Over a network an answer takes many; without them, a client in the same process asks once
for each state of the operation."""

# The kinds of 360Learning's own list, and one of ours for the extension that writes attempts.
KINDS = (
    "addContentsToGroupsCatalog",
    "addContentsToGroupsLibrary",
    "addSkillReviews",
    "addUsersToGroups",
    "archiveExternalCourses",
    "deleteSkills",
    "createGroups",
    "createSubscriptionEvents",
    "deleteGroups",
    "deleteJobs",
    "deleteLibraries",
    "importExternalCourses",
    "importExternalStatistics",
    "removeContentsFromGroupsCatalog",
    "removeContentsFromGroupsLibrary",
    "removeUsersFromGroups",
    "replaceJobsSkills",
    "replaceUsersJobs",
    "upsertJobs",
    "upsertLibraries",
    "upsertSkills",
    "replaceAttempts",
)

FILTERS: dict[str, Field[Operation]] = {
    "createdAt": Field(lambda each: each.created_at, DATE, instant),
    "status": Field(
        lambda each: each.status, EQ, one_of("pending", "queued", "running", "completed", "error")
    ),
    "type": Field(lambda each: each.kind, EQ, one_of(*KINDS)),
}


def accepted(
    request: Request,
    kind: str,
    inputs: Sequence[msgspec.Raw],
    perform: Callable[[msgspec.Raw], str],
) -> Response:
    """Submit an operation: 202, and Location to follow it by.

    Raises:
        TooManyError: ``bulkOperationsConcurrencyLimitReached``.
    """
    operation = platform_of(request).operations.submit(kind, inputs, perform)
    base = f"{request.url.scheme}://{request.url.netloc}"
    location = f"{base}/api/v2/bulk/operations/{operation.id}"
    return Response(status_code=202, headers={"Location": location})


async def list_operations(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        platform_of(request).operations.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda each: each.id,
        document=documents.operation,
    )


async def get_operation(request: Request) -> Response:
    """The state of one operation, which goes on while the answer is under way."""
    for _ in range(TURNS_OF_AN_ANSWER):
        await asyncio.sleep(0)
    operation = platform_of(request).operations.get(request.path_params["operation_id"])
    return json_answer(documents.operation(operation))


async def get_results(request: Request) -> Response:
    """One result for each object, in the order given; all of them on one page."""
    results = platform_of(request).operations.results(request.path_params["operation_id"])
    return json_answer([_document(each) for each in results])


def _document(each: ItemResult) -> dict[str, Any]:
    given = orjson.Fragment(bytes(each.input))
    if each.error is not None:
        return {"input": given, "status": "error", "errorMessage": each.error}
    return {"input": given, "status": "success", "resourceId": each.resource_id}


routes = [
    Route("/bulk/operations", list_operations, methods=["GET"]),
    Route("/bulk/operations/{operation_id}", get_operation, methods=["GET"]),
    Route("/bulk/operations/{operation_id}/results", get_results, methods=["GET"]),
]
