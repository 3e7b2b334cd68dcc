"""Requests to Percipio's own pages: JSON answers, and access rights.

The pages are an extension of the simulation. The real ones are for people, without a published
interface; see ``schemas/percipio/pages.openapi.json``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import orjson
from starlette.responses import Response
from starlette.routing import Route

from fake_percipio.catalog.responses import refusal
from fake_percipio.pages.sign_in import Visitor, visitor

if TYPE_CHECKING:
    from starlette.requests import Request

    from fake_percipio.site import Percipio

T = TypeVar("T")
Page = Callable[[Visitor, "Request"], Awaitable[Response]]


class PageRefusal(Exception):
    """The page rejects the request; the message says why and what to do."""

    def __init__(self, status: int, code: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.code = code


class Body(msgspec.Struct, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Base of request bodies. A misspelt field is refused rather than ignored."""


def page_answer(content: Any, status: int = 200) -> Response:
    """``content`` as JSON."""
    return Response(orjson.dumps(content), status, media_type="application/json")


async def read_body(request: Request, kind: type[T]) -> T:
    """The body as ``kind``.

    Raises:
        PageRefusal: 400 ``bad_request``.
    """
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise PageRefusal(400, "bad_request", f"The request body is not valid: {error}") from error


def page(percipio: Percipio, method: str, path: str, show: Page, *, admin: bool = False) -> Route:
    """A page for signed-in users, or with ``admin`` for administrators only (C112)."""

    async def guarded(request: Request) -> Response:
        try:
            return await show(_admitted(visitor(percipio, request), admin=admin), request)
        except PageRefusal as refused:
            answer = refusal(refused.status, refused.code, str(refused))
            return Response(answer.body, refused.status, media_type="application/json")

    route = Route(path, guarded, methods=[method])
    route.methods = {method}  # a GET route would answer HEAD as well
    return route


def _admitted(who: Visitor | None, *, admin: bool) -> Visitor:
    if who is None:
        raise PageRefusal(401, "not_signed_in", "Sign in to Percipio.")
    if admin and not who.person.administrator:
        raise PageRefusal(
            403,
            "not_an_administrator",
            f"{who.person.name} has no admin view of {who.organization.name}'s Percipio. "
            "Ask an administrator of the site.",
        )
    return who
