"""The HTTP interface of the simulated Percipio."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from fake_percipio.catalog.catalog_content import CatalogContent
from fake_percipio.catalog.rate_limit import SlidingWindow
from fake_percipio.catalog.request_log import StrayCall
from fake_percipio.catalog.responses import refusal
from fake_percipio.pages import admin_pages, launch_page, lrs_page_requests, player_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from fake_percipio.site import Percipio

CATALOG_CONTENT = "/content-discovery/v2/organizations/{org_id}/catalog-content"


def create_app(percipio: Percipio, *, monotonic: Callable[[], float] | None = None) -> Starlette:
    """Create an ASGI application that serves every organization of ``percipio``.

    With ``monotonic``, a clock in seconds, the real rate limit of 100 requests in 20 seconds per
    token is in force; without it, only scripted 429 answers are given.
    """
    limit = SlidingWindow(monotonic) if monotonic is not None else None
    catalog_content = Route(CATALOG_CONTENT, CatalogContent(percipio, limit), methods=["GET"])
    # The route would answer HEAD as well, which the real service does not document.
    catalog_content.methods = {"GET"}

    async def stray(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        percipio.strays.append(StrayCall(percipio.now(), request.method, request.url.path, status))
        code, reason = _STRAYS.get(status, _STRAYS[404])
        answer = refusal(status, code, f"{reason} ({request.method} {request.url.path})")
        return Response(answer.body, status, media_type="application/json")

    routes = [
        catalog_content,
        launch_page.route(percipio),
        *player_page.routes(percipio),
        *lrs_page_requests.routes(percipio),
        *admin_pages.routes(percipio),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: stray})


_STRAYS = {
    404: ("not_found", "Nothing is served at this path."),
    405: ("method_not_allowed", "The catalog is read with GET and cannot be written."),
}
