"""POST /api/skillsoft and /api/skillsoft/statements: receive statements (C115, C116).

A body holds one statement or a list of them, as JSON or as the first part of multipart/mixed.
Each valid one is stored, even if others in the body are invalid (D03); the answer is 200 only if
none was refused. Learner and activity are resolved later: an unknown one is no reason to refuse a
statement (A-NOMATCH, A-UNKNOWN). The store keeps the result for each statement, with the reason
if it was skipped.

Answers; all except the first have a body that says what is wrong and what to do:

- 200: the ids of all statements, in their order; each is on disk.
- 400: the headers, the body or some of its statements do not follow xAPI 1.0.3. ``problems``
  names the statements, ``recorded`` the ids of the others, which are on disk.
- 401: no valid bearer token. Nothing is recorded.
- 409: an id was used before for another statement. ``conflicts`` and ``recorded`` as above.
- 413: too many bytes or statements at once. Nothing is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from reference_impl.rules.multipart import MultipartError, media_type, statements_part
from reference_impl.rules.settings import Settings
from reference_impl.rules.statement_parsing import (
    Problem,
    Statement,
    TooManyStatementsError,
    UnreadableBodyError,
    read_statements,
)
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.rules_table import Rules
from reference_impl.store.statement_store import Accepted
from reference_impl.store.tokens import Tokens
from reference_impl.time.clock import Clock
from reference_impl.webhook.inbox import Inbox
from reference_impl.webhook.request_body import BodyCutOffError, BodyTooLargeError, read_body

LARGEST_BODY_BYTES = 10 * 1024 * 1024
VERSION = "1.0.3"
MOST_PROBLEMS = 100
"""Maximum number of problems that one answer describes."""

_HEADERS = {"x-experience-api-version": VERSION}
_OUR_VERSIONS = re.compile(r"1\.0(\.[0-9]+)?")


class Webhook:
    """The statement endpoint of one integration.

    Args:
        largest_body: in bytes; a larger body is answered with 413 and not read to its end.
    """

    def __init__(
        self,
        *,
        tokens: Tokens,
        inbox: Inbox,
        clock: Clock,
        rng: Random,
        rules: Rules,
        settings: Callable[[], Settings],
        largest_body: int = LARGEST_BODY_BYTES,
    ) -> None:
        self.tokens = tokens
        self._inbox = inbox
        self._clock = clock
        self._rng = rng
        self._rules = rules
        self._settings = settings
        self._largest_body = largest_body

    def admits(self, authorization: str) -> bool:
        """True if an ``Authorization`` header has a valid token of this integration."""
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and self.tokens.accepts(token.strip())

    async def receive(self, request: Request) -> Response:
        """Answer a request that :meth:`admits` has accepted.

        No statement of a request that is answered with 413 is stored.
        """
        try:
            _check_version(request)
            body = await self._read_body(request)
            statements, problems = read_statements(body, self._draw_id)
        except _HeaderError as error:
            return _refused(400, "invalid_request", str(error))
        except BodyTooLargeError as error:
            return _refused(413, "body_too_large", str(error))
        except TooManyStatementsError as error:
            return _refused(413, "too_many_statements", str(error))
        except (BodyCutOffError, MultipartError, UnreadableBodyError) as error:
            return _refused(400, "invalid_body", str(error))
        conflicts = await self._store(statements)
        recorded = [each.id for each in statements if each.id not in conflicts]
        if problems:
            return _refused(
                400,
                "invalid_statement",
                _what_is_invalid(problems),
                problems=[_as_message(problem) for problem in problems[:MOST_PROBLEMS]],
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
        return _answer(recorded)

    async def _store(self, statements: list[Statement]) -> set[str]:
        """Store statements; return the ids that already exist with different content."""
        received = format_timestamp(self._clock.now())
        identification = self._settings().learner_identification
        kept = [
            Accepted(each.id, each.digest, each.encode(), received, identification)
            for each in statements
            if self._rules.keeps(each.content)
        ]
        outcomes = await self._inbox.put(kept) if kept else []
        return {
            each.id for each, outcome in zip(kept, outcomes, strict=True) if outcome == "conflict"
        }

    async def _read_body(self, request: Request) -> bytes:
        """The part of the body that holds the statements."""
        content_type = request.headers.get("content-type", "")
        kind = media_type(content_type)
        if kind not in ("application/json", "multipart/mixed"):
            raise _HeaderError(
                f"The content type is {kind[:100] or 'missing'}; send statements as "
                "application/json, or as the first part of multipart/mixed."
            )
        body = await read_body(request, self._largest_body)
        return body if kind == "application/json" else statements_part(content_type, body)

    def _draw_id(self) -> str:
        return str(UUID(int=self._rng.getrandbits(128), version=4))


def unauthorized() -> Response:
    """Answer a request without a valid access token."""
    message = (
        "Statements need a valid bearer token; get one at the token endpoint with the client ID "
        "and client secret of the integration."
    )
    challenge = {"www-authenticate": 'Bearer realm="skillsoft", error="invalid_token"'}
    return _answer({"error": {"code": "unauthorized", "message": message}}, 401, **challenge)


class _HeaderError(ValueError):
    """The headers are not those of a request for this endpoint."""


def _check_version(request: Request) -> None:
    # A request without a version is accepted. xAPI allows refusing it, but without a benefit.
    version = request.headers.get("x-experience-api-version", VERSION)
    if not _OUR_VERSIONS.fullmatch(version):
        raise _HeaderError(
            f"X-Experience-API-Version is {version[:20]!r}; this endpoint speaks 1.0.x."
        )


def _what_is_invalid(problems: list[Problem]) -> str:
    first, number = problems[0], len(problems)
    subject = "1 statement does" if number == 1 else f"{number} statements do"
    return (
        f"{subject} not follow xAPI 1.0.3. The one at index {first.index}: {first.message}. "
        "Correct what is named and send it again."
    )


def _as_message(problem: Problem) -> dict[str, Any]:
    return {"index": problem.index, "id": problem.id, "message": problem.message}


def _refused(status: int, code: str, message: str, **details: Any) -> Response:
    return _answer({"error": {"code": code, "message": message, **details}}, status)


def _answer(content: object, status: int = 200, **headers: str) -> Response:
    return Response(
        orjson.dumps(content), status, _HEADERS | headers, media_type="application/json"
    )
