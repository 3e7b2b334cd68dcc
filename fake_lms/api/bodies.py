"""Request bodies: JSON into typed values, or a refusal that says what is wrong."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from starlette.requests import Request

from fake_lms.errors import RefusedError

T = TypeVar("T")

NonEmpty = Annotated[str, msgspec.Meta(min_length=1)]


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
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise RefusedError("invalidRequest", f"The request body is not valid: {error}") from error


async def read_bulk(request: Request, limit: int) -> list[msgspec.Raw]:
    """The objects of a bulk operation, unread.

    Raises:
        RefusedError: ``invalidInput`` when ``input`` is no array, ``inputTooLong`` beyond
            ``limit`` objects.
    """
    try:
        body = msgspec.json.decode(await request.body(), type=BulkBody)
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
    """The fields a body brings, by their Python name; those left out are missing."""
    return {
        name: value
        for name, value in msgspec.structs.asdict(body).items()
        if value is not msgspec.UNSET
    }
