"""Answers: JSON, and errors in 360Learning's two shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from fake_lms.core.errors import PlatformError


def json_answer(
    content: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """``content`` as JSON."""
    return Response(orjson.dumps(content), status, headers=headers, media_type="application/json")


def error_answer(status: int, code: str, message: str) -> Response:
    """The shape of most errors: ``{"error": {"code", "message"}}``."""
    return json_answer({"error": {"code": code, "message": message}}, status)


def bare_error(status: int, error: str, headers: Mapping[str, str] | None = None) -> Response:
    """The shape of OAuth errors and of 429: ``{"error": "..."}``."""
    return json_answer({"error": error}, status, headers)


async def platform_error(request: Request, error: Exception) -> Response:
    """Exception handler: convert a refusal of the platform to its status and code."""
    assert isinstance(error, PlatformError)
    return error_answer(error.status, error.code, error.message)
