"""Answers of the catalog service as values, and their transmission over ASGI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import orjson

from fake_percipio.catalog.faults import ConnectionCut

if TYPE_CHECKING:
    from starlette.types import Send


@dataclass(frozen=True, slots=True)
class Response:
    """Status, headers and body, and whether to delay the answer or cut it off."""

    status: int
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    held_until: datetime | None = None
    cut: bool = False


def refusal(
    status: int, code: str, reason: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An error. Its body is of the shape that one client of the real service reads."""
    body = orjson.dumps({"errors": [{"code": code, "additionalInfo": reason}]})
    return Response(status, body, headers or {})


async def send_answer(answer: Response, send: Send) -> None:
    """Send the answer over ASGI.

    Raises:
        ConnectionCut: after 50% of the body, if the answer is to be cut.
    """
    headers = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
    if answer.status != 204:
        headers.append((b"content-type", b"application/json; charset=utf-8"))
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if not answer.cut:
        await send({"type": "http.response.body", "body": answer.body})
        return
    half = answer.body[: len(answer.body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})
    raise ConnectionCut(f"sent {len(half)} of {len(answer.body)} bytes, then closed, as scripted")
