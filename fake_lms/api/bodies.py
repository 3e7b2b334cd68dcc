"""Request bodies: JSON into typed values, or a refusal that says what is wrong."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from starlette.requests import Request

from fake_lms.core.errors import RefusedError

T = TypeVar("T")

NonEmpty = Annotated[str, msgspec.Meta(min_length=1)]


LARGEST_BODY_BYTES = 1024 * 1024
"""Limit of a request about one object; only the server's own limit applies to bulk operations."""

MOST_COMMAS = 1_000_000
"""Limit of a bulk operation; ten thousand courses with all their texts have fewer. A comma begins a
value, which takes many times as much memory as it has letters, so they are counted first."""


class Body(msgspec.Struct, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Base of small request bodies. A misspelt field is refused rather than ignored."""


class BulkBody(msgspec.Struct):
    """Body of every bulk operation; the objects are read one at a time, later."""

    input: list[msgspec.Raw]


async def read_body(request: Request, kind: type[T]) -> T:
    """The body as ``kind``.

    Raises:
        RefusedError: ``invalidRequest``.
    """
    try:
        return msgspec.json.decode(await one_object(request), type=kind)
    except msgspec.DecodeError as error:
        raise RefusedError("invalidRequest", f"The request body is not valid: {error}") from error


async def one_object(request: Request) -> bytes:
    """The body of a request about one object.

    Raises:
        RefusedError: ``invalidRequest``, it is too large for that.
    """
    body = await request.body()
    if len(body) > LARGEST_BODY_BYTES:
        raise RefusedError(
            "invalidRequest",
            f"The request body has {len(body):,} bytes and {LARGEST_BODY_BYTES:,} are allowed",
        )
    return body


async def read_bulk(request: Request, limit: int) -> list[msgspec.Raw]:
    """The objects of a bulk operation, unread.

    Raises:
        RefusedError: ``invalidInput`` when ``input`` is not an array, ``inputTooLong`` beyond
            ``limit`` objects.
    """
    sent = await request.body()
    if sent.count(b",") > MOST_COMMAS:
        raise RefusedError(
            "inputTooLong", "These are too many values; send more than one operation"
        )
    try:
        body = msgspec.json.decode(sent, type=BulkBody)
    except msgspec.DecodeError as error:
        raise RefusedError(
            "invalidInput", f'A bulk operation takes {{"input": [...]}}: {error}'
        ) from error
    if len(body.input) > limit:
        raise RefusedError(
            "inputTooLong",
            f"{len(body.input):,} objects were given and {limit:,} are allowed; send more than "
            "one operation",
        )
    return body.input


def read_object(raw: msgspec.Raw, kind: type[T]) -> T:
    """One object of a bulk operation.

    Raises:
        RefusedError: ``invalidInput``.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        raise RefusedError("invalidInput", f"Not a valid object: {error}") from error


def given(body: Body) -> dict[str, Any]:
    """The fields that a body contains, by their Python name."""
    return {
        name: value
        for name, value in msgspec.structs.asdict(body).items()
        if value is not msgspec.UNSET
    }
