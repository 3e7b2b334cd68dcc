"""The control protocol, as ``schemas/control`` describes it: how a test drives the connector."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import schemas
from reference_impl.clock import TimeWentBackError
from reference_impl.connector import Connector
from reference_impl.instants import read_instant, write_instant
from reference_impl.integration import Integration
from reference_impl.readings import Readings, UnknownReadingError
from reference_impl.world import LmsAccess, Parameters, World

log = logging.getLogger(__name__)

PREFIX = "/control"
PROTOCOL = "1"
CAPABILITIES = ["courses", "statistics", "tags", "filters", "globalization"]
_REQUIRED = ("organization_id", "bearer_token", "tenant_url")

Handler = Callable[[Request], Awaitable[Response]]


class ControlError(Exception):
    """A call is answered with an error: a stable ``code``, and what happened, why, what to do."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.field = field


class ControlProtocol:
    """The protocol over one connector on a controlled clock."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    def routes(self) -> list[Route]:
        """What to serve."""
        calls: list[tuple[str, str, Handler]] = [
            ("GET", "describe", self._describe),
            ("POST", "reset", self._reset),
            ("POST", "setup", self._setup),
            ("GET", "status", self._status),
            ("GET", "settings", self._settings),
            ("PUT", "settings", self._change_settings),
            ("GET", "webhook", self._webhook),
            ("GET", "clock", self._clock),
            ("PUT", "clock", self._move_clock),
        ]
        return [
            Route(f"{PREFIX}/{call}", _guarded(handler), methods=[method])
            for method, call, handler in calls
        ]

    async def _describe(self, request: Request) -> Response:
        return _answer(
            {
                "name": "percipio-conformance reference connector",
                "version": _version(),
                "protocol": PROTOCOL,
                "capabilities": CAPABILITIES,
                "clock": "full",
            }
        )

    async def _reset(self, request: Request) -> Response:
        message = await _read(request, "control/reset")
        try:
            readings = Readings.from_profile(message.get("readings", {}))
        except UnknownReadingError as error:
            raise ControlError(400, "unknown_reading", str(error), "readings") from error
        world = World(
            lms=LmsAccess(**message["lms"]),
            integration_id=message["integration_id"],
            group_id=message["group_id"],
            connector_admin_id=message["connector_admin_id"],
        )
        now = _instant(message)
        await self._connector.reset(world, now, readings, message.get("seed", 0))
        return Response(status_code=204)

    async def _setup(self, request: Request) -> Response:
        message = await _read_json(request)
        blank = [
            name
            for name in _REQUIRED
            if name not in message or (isinstance(message[name], str) and not message[name].strip())
        ]
        if blank:
            raise ControlError(
                400,
                "missing_value",
                f"{blank[0]} is missing or blank; all three values are needed to set up the "
                "integration, so fill it in and submit again",
                blank[0],
            )
        _check(message, "control/setup")
        integration = self._integration()
        if integration.setup_state.state == "verifying":
            raise ControlError(
                409,
                "verifying",
                "the values submitted before are still being verified, which takes a few minutes; "
                "submit again once that has ended",
            )
        integration.submit(
            Parameters(
                organization_id=message["organization_id"].strip(),
                bearer_token=message["bearer_token"].strip(),
                tenant_url=message["tenant_url"].strip(),
                tags_synchronization=message.get("tags_synchronization", False),
            )
        )
        return Response(status_code=202)

    async def _status(self, request: Request) -> Response:
        integration = self._connector.integration
        if integration is None:
            return _answer({"state": "absent", "reason": None, "queue_depth": 0})
        setup = integration.setup_state
        refusal = setup.refusal
        next_run = integration.next_run
        return _answer(
            {
                "state": setup.state,
                "reason": None
                if refusal is None
                else {"parameter": refusal.parameter, "message": refusal.message},
                "last_run": integration.last_run(),
                "filter_run": integration.filter_run(),
                "next_run": None if next_run is None else write_instant(next_run),
                "queue_depth": self._connector.queue_depth(),
            }
        )

    async def _settings(self, request: Request) -> Response:
        return _answer(self._integration().settings.as_message())

    async def _change_settings(self, request: Request) -> Response:
        message = await _read(request, "control/settings")
        return _answer(self._integration().change_settings(message).as_message())

    async def _webhook(self, request: Request) -> Response:
        credentials = self._integration().credentials
        return _answer(
            {
                "client_id": credentials.client_id,
                "client_secret": credentials.client_secret,
                "statement_url": self._connector.statement_url,
                "token_endpoint": self._connector.token_endpoint,
            }
        )

    async def _clock(self, request: Request) -> Response:
        rest = self._connector.rest()
        return _answer(
            {
                "now": write_instant(rest.now),
                "state": "ready" if rest.ready else "advancing",
                "pending": rest.pending,
                "next_due": None if rest.next_due is None else write_instant(rest.next_due),
            }
        )

    async def _move_clock(self, request: Request) -> Response:
        message = await _read(request, "control/move-clock")
        now = _instant(message)
        try:
            self._connector.advance_to(now)
        except TimeWentBackError as error:
            raise ControlError(
                409, "time_went_back", f"{error}; reset the connector to begin earlier", "now"
            ) from error
        return await self._clock(request)

    def _integration(self) -> Integration:
        if self._connector.integration is None:
            raise ControlError(
                409,
                "absent",
                "360Learning has not enabled the integration, so there is nothing to set up; "
                "POST reset with a world first",
            )
        return self._connector.integration


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except ControlError as error:
            detail: dict[str, Any] = {"code": error.code, "message": str(error)}
            if error.field is not None:
                detail["field"] = error.field
            return _answer({"error": detail}, error.status)
        except Exception as crash:
            # A bug of ours, a job's included; whoever drives the connector must hear of it.
            log.exception("the control protocol met a crash")
            message = f"the connector crashed ({type(crash).__name__}); see its log, and report it"
            return _answer({"error": {"code": "crashed", "message": message}}, 500)

    return guarded


async def _read(request: Request, schema: str) -> dict[str, Any]:
    message = await _read_json(request)
    _check(message, schema)
    return message


async def _read_json(request: Request) -> dict[str, Any]:
    try:
        message = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise ControlError(400, "not_json", f"the body is not JSON: {error}") from error
    if not isinstance(message, dict):
        raise ControlError(400, "invalid_message", "the body is JSON, but no object")
    return message


def _check(message: dict[str, Any], schema: str) -> None:
    wrong = schemas.problems(schema, message)
    if wrong:
        # Only where it is wrong: the sentences of a validator quote values, and some are secret.
        places = sorted({each.partition(":")[0] for each in wrong})
        raise ControlError(
            400,
            "invalid_message",
            f"the message breaks the schema {schema} at {', '.join(places)}",
        )


def _instant(message: dict[str, Any]) -> datetime:
    try:
        return read_instant(message["now"])
    except ValueError as error:
        raise ControlError(400, "invalid_message", f"now is no instant: {error}", "now") from error


def _answer(message: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(message), status, media_type="application/json")


def _version() -> str:
    try:
        return version("percipio-conformance")
    except PackageNotFoundError:
        return "0"  # run from a checkout that nobody installed
