"""The clock API of a served world: read and move the clock, and read the connector's status."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from percipio_conformance import schemas
from percipio_conformance.core.times import format_timestamp, parse_timestamp

MOST = timedelta(days=3_650)
"""The maximum time by which one call can move the clock."""

UNITS = ("minutes", "hours", "days")


def create_clock_api(
    now: Callable[[], datetime],
    move_to: Callable[[datetime], Awaitable[None]],
    status: Callable[[], Awaitable[dict[str, Any]]],
) -> Starlette:
    """``GET /clock``, ``PUT /clock`` and ``GET /status``.

    Args:
        move_to: moves the clock to an instant that is not before ``now``, and lets everything
            happen that is due on the way.
        status: returns the status of the connector.
    """

    async def clock(request: Request) -> JSONResponse:
        return JSONResponse({"now": format_timestamp(now())})

    async def move(request: Request) -> JSONResponse:
        target = _target(await request.body(), now())
        if target is None:
            return _refuse(
                'send {"days": 1}, hours or minutes, or an instant in UTC as '
                f'{{"now": "2027-01-01T06:00:00Z"}}, at most {MOST.days} days ahead'
            )
        if target < now():
            return _refuse(f"it is {format_timestamp(now())}; time does not go back")
        await move_to(target)
        return JSONResponse({"now": format_timestamp(now())})

    async def connector(request: Request) -> JSONResponse:
        return JSONResponse(await status())

    return Starlette(
        routes=[
            Route("/clock", clock, methods=["GET"]),
            Route("/clock", move, methods=["PUT"]),
            Route("/status", connector, methods=["GET"]),
        ]
    )


def _target(body: bytes, now: datetime) -> datetime | None:
    try:
        wish = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if schemas.accepts("control/move-clock", wish):
        target = parse_timestamp(wish["now"])
        return target if target - now <= MOST else None
    match list(wish.items()) if isinstance(wish, dict) else None:
        case [(str(unit), int(count))] if unit in UNITS and 0 < count <= MOST / timedelta(
            **{unit: 1}
        ):
            return now + timedelta(**{unit: count})
        case _:
            return None


def _refuse(message: str) -> JSONResponse:
    error = {"error": {"code": "bad_request", "message": message}}
    return JSONResponse(error, status_code=400)
