"""Messages of the control protocol: read, validate, answer, refuse."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from percipio_conformance import schemas
from reference_impl.rules.config import LmsAccess, LmsConfig
from reference_impl.rules.interpretations import Interpretations, UnknownReadingError
from reference_impl.rules.timestamps import parse_timestamp
from reference_impl.webhook.request_body import BodyCutOffError, BodyTooLargeError, read_body

LARGEST_BODY_BYTES = 1024 * 1024
"""Maximum size of a request body; no call of the protocol needs more than a fraction of it."""

log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


class ControlError(Exception):
    """An error answer to a call: a stable ``code``, and what happened, why, what to do."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.field = field


def guarded(handler: Handler) -> Handler:
    """Wrap ``handler`` to answer errors as the protocol requires; an internal error is a 500."""

    async def guard(request: Request) -> Response:
        try:
            return await handler(request)
        except ControlError as error:
            detail: dict[str, Any] = {"code": error.code, "message": str(error)}
            if error.field is not None:
                detail["field"] = error.field
            return answer({"error": detail}, error.status)
        except Exception as crash:
            # An internal error, possibly of a job; the driver of the connector must see it.
            log.exception("the connector crashed during a call of the control protocol")
            message = f"the connector crashed ({type(crash).__name__}); see its log, and report it"
            return answer({"error": {"code": "crashed", "message": message}}, 500)

    return guard


async def read_message(request: Request, schema: str) -> dict[str, Any]:
    """Read the body and validate it against the schema of that name.

    Raises:
        ControlError: 400, the body is not valid.
    """
    message = await read_json(request)
    check(message, schema)
    return message


async def read_json(request: Request) -> dict[str, Any]:
    """Read the body, any JSON object; raise ControlError 400 or 413 if it is none."""
    try:
        message = orjson.loads(await read_body(request, LARGEST_BODY_BYTES))
    except BodyTooLargeError as error:
        raise ControlError(413, "body_too_large", str(error)) from error
    except BodyCutOffError as error:
        raise ControlError(400, "body_cut_off", str(error)) from error
    except orjson.JSONDecodeError as error:
        raise ControlError(400, "not_json", f"the body is not JSON: {error}") from error
    if not isinstance(message, dict):
        raise ControlError(400, "invalid_message", "the body is JSON, but no object")
    return message


def check(message: dict[str, Any], schema: str) -> None:
    """Raise ControlError 400 if the message violates the schema of that name."""
    if schemas.accepts(schema, message):
        return
    wrong = schemas.problems(schema, message)
    if wrong:
        # Only the location: messages of a validator quote values, and some are secret.
        places = sorted({each.partition(":")[0] for each in wrong})
        raise ControlError(
            400,
            "invalid_message",
            f"the message breaks the schema {schema} at {', '.join(places)}",
        )


def world_of(message: dict[str, Any]) -> LmsConfig:
    """The configuration of an integration in a ``reset`` or ``integration`` message."""
    return LmsConfig(
        lms=LmsAccess(**message["lms"]),
        integration_id=message["integration_id"],
        group_id=message["group_id"],
        connector_admin_id=message["connector_admin_id"],
    )


def readings_of(message: dict[str, Any]) -> Interpretations:
    """The interpretations to follow; ControlError 400 if one is unknown."""
    try:
        return Interpretations.from_profile(message.get("readings", {}))
    except UnknownReadingError as error:
        raise ControlError(400, "unknown_reading", str(error), "readings") from error


def instant_of(message: dict[str, Any]) -> datetime:
    """The ``now`` of a message; ControlError 400 if it is no instant."""
    try:
        return parse_timestamp(message["now"])
    except ValueError as error:
        raise ControlError(400, "invalid_message", f"now is no instant: {error}", "now") from error


def answer(message: dict[str, Any], status: int = 200) -> Response:
    """Create a JSON answer."""
    return Response(orjson.dumps(message), status, media_type="application/json")
