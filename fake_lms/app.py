"""The simulated 360Learning as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from fake_lms.api import (
    bulk_courses,
    bulk_groups,
    bulk_operations,
    course_stats,
    course_tags,
    courses,
    external_ids,
    group_contents,
    groups,
    integrations,
    oauth2,
    path_sessions,
    path_stats,
    paths,
    tags,
    users,
)
from fake_lms.api.answers import error_answer, platform_error
from fake_lms.api.extensions import attempts, launch, settings, training
from fake_lms.api.extensions import courses as extension_courses
from fake_lms.api.extensions import integrations as extension_integrations
from fake_lms.api.middleware import ApiMiddleware
from fake_lms.core.errors import PlatformError
from fake_lms.platform import Platform
from fake_lms.server.rate_limit import RateLimits

# course_stats before courses, path_stats before paths: "stats" would read as an id. Routes are
# tried in turn, so those of most requests come first.
ROUTES: list[Route] = [
    *bulk_operations.routes,
    *attempts.routes,
    *oauth2.routes,
    *users.routes,
    *external_ids.routes,
    *groups.routes,
    *group_contents.routes,
    *course_stats.routes,
    *courses.routes,
    *course_tags.routes,
    *tags.routes,
    *integrations.routes,
    *path_stats.routes,
    *path_sessions.routes,
    *paths.routes,
    *bulk_courses.routes,
    *bulk_groups.routes,
    *extension_courses.routes,
    *extension_integrations.routes,
    *launch.routes,
    *settings.routes,
    *training.routes,
]


def create_app(platform: Platform, *, monotonic: Callable[[], float] | None = None) -> Starlette:
    """The API of one platform, below ``/api/v2``.

    With ``monotonic`` (seconds that never go back) the rate limits run in real time; without it
    there are none but the scripted ones (``platform.script``).
    """
    limits = None if monotonic is None else RateLimits(monotonic)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await platform.operations.cancel()

    app = Starlette(
        routes=[Mount("/api/v2", routes=ROUTES)],
        middleware=[Middleware(ApiMiddleware, platform=platform, limits=limits)],
        exception_handlers={PlatformError: platform_error, HTTPException: _http_error},
        lifespan=lifespan,
    )
    app.state.platform = platform
    return app


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "notFound" if error.status_code == 404 else "methodNotAllowed"
    message = f"{request.method} {request.url.path} is not served: {error.detail}"
    return error_answer(error.status_code, code, message)
