"""POST /api/skillsoft and /api/skillsoft/statements: statements come in (C115, C116).

A body holds one statement or a list of them. Each valid one is stored, whatever stands beside it
(D03); the answer is 200 only when nothing was refused. What a statement means, and for whom, is
found out later: an unknown learner or activity is no reason to refuse it (A-NOMATCH, A-UNKNOWN).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse

from reference_impl.clock import Clock
from reference_impl.inbox import Inbox
from reference_impl.instants import write_instant
from reference_impl.parts import Parts
from reference_impl.settings import Settings
from reference_impl.statement_body import Problem, Statement, UnreadableBodyError, read_statements
from reference_impl.statement_store import Accepted
from reference_impl.tokens import Tokens

LARGEST_BODY_BYTES = 8 * 1024 * 1024
VERSION = "1.0.3"
_HEADERS = {"x-experience-api-version": VERSION}


class Webhook:
    """The statement endpoint of one integration."""

    def __init__(
        self,
        *,
        tokens: Tokens,
        inbox: Inbox,
        clock: Clock,
        rng: Random,
        parts: Parts,
        settings: Callable[[], Settings],
    ) -> None:
        self.tokens = tokens
        self._inbox = inbox
        self._clock = clock
        self._rng = rng
        self._parts = parts
        self._settings = settings

    async def receive(self, request: Request) -> JSONResponse:
        """Answer a request of the sender. Nothing is stored of what is answered 401 or 413."""
        if not self._is_allowed(request.headers.get("authorization", "")):
            return unauthorized()
        complaint = _complaint_about_headers(request)
        if complaint is not None:
            return _refused(400, "invalid_request", complaint)
        body = await _read_body(request)
        if body is None:
            return _refused(
                413,
                "body_too_large",
                f"The body has more than {LARGEST_BODY_BYTES} bytes; "
                "send fewer statements at once.",
            )
        try:
            statements, problems = read_statements(body, self._draw_id)
        except UnreadableBodyError as error:
            return _refused(400, "invalid_body", str(error))
        conflicts = await self._store(statements)
        recorded = [each.id for each in statements if each.id not in conflicts]
        if problems:
            return _refused(
                400,
                "invalid_statement",
                "At least one statement does not follow xAPI 1.0.3; correct it and send it again.",
                problems=[_as_message(problem) for problem in problems],
                recorded=recorded,
            )
        if conflicts:
            return _refused(
                409,
                "conflict",
                "Another statement with the same id and other content was recorded before; give a "
                "new statement a new id.",
                conflicts=sorted(conflicts),
                recorded=recorded,
            )
        return JSONResponse(recorded, headers=_HEADERS)

    async def _store(self, statements: list[Statement]) -> set[str]:
        """Store what is to be kept; ids whose content differs from what is there already."""
        received = write_instant(self._clock.now())
        identification = self._settings().learner_identification
        kept = [
            Accepted(each.id, each.digest, each.encode(), received, identification)
            for each in statements
            if self._parts.keeps(each.content)
        ]
        outcomes = await self._inbox.put(kept) if kept else []
        return {
            each.id for each, outcome in zip(kept, outcomes, strict=True) if outcome == "conflict"
        }

    def _is_allowed(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and self.tokens.accepts(token.strip())

    def _draw_id(self) -> str:
        return str(UUID(int=self._rng.getrandbits(128), version=4))


def unauthorized() -> JSONResponse:
    """The answer to whoever has no valid access token."""
    return JSONResponse(
        {
            "error": {
                "code": "unauthorized",
                "message": "Statements need a valid bearer token; get one at the token endpoint "
                "with the client ID and client secret of the integration.",
            }
        },
        401,
        _HEADERS | {"www-authenticate": 'Bearer realm="skillsoft", error="invalid_token"'},
    )


def _complaint_about_headers(request: Request) -> str | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return f"The content type is {kind or 'missing'}; send statements as application/json."
    version = request.headers.get("x-experience-api-version", VERSION)
    if version != "1.0" and not version.startswith("1.0."):
        return f"X-Experience-API-Version is {version!r}; this endpoint speaks 1.0.x."
    return None


async def _read_body(request: Request) -> bytes | None:
    """The body, or None once it has grown too large; the rest is then not read."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_BODY_BYTES:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _as_message(problem: Problem) -> dict[str, Any]:
    return {"index": problem.index, "id": problem.id, "message": problem.message}


def _refused(status: int, code: str, message: str, **details: Any) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message, **details}}, status, _HEADERS)
