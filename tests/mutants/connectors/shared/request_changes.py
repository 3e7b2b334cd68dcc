"""The reference connector behind a gateway that refuses or rewrites statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import orjson

from connectors.shared.gateway import STATEMENTS, Behind, at, changed
from percipio_conformance.connectors.under_test import ConnectorUnderTest


def statements_of(request: httpx.Request) -> list[Any]:
    """The statements of a body, none where it is no JSON or stands in several parts."""
    try:
        body = orjson.loads(request.content)
    except orjson.JSONDecodeError:
        return []
    return body if isinstance(body, list) else [body]


def refuses(wanted: Callable[[Any], bool]) -> ConnectorUnderTest:
    """A request is refused as a whole for one statement that is ``wanted``."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if any(wanted(each) for each in statements_of(request)):
            return httpx.Response(400, json={"error": "one of the statements is not acceptable"})
        return await behind(request)

    return at(STATEMENTS, tamper)


def rewrites(change: Callable[[dict[str, Any]], dict[str, Any]]) -> ConnectorUnderTest:
    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        made = [change(each) for each in statements_of(request)]
        return await behind(changed(request, body=orjson.dumps(made)))

    return at(STATEMENTS, tamper)
