"""The control protocol of ``schemas/control``, through which a test drives the connector."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reference_impl.app.connector import Connector
from reference_impl.app.control_messages import (
    ControlError,
    Handler,
    answer,
    check,
    guarded,
    instant_of,
    read_json,
    read_message,
    readings_of,
    world_of,
)
from reference_impl.app.integration import Integration
from reference_impl.app.integrations import AlreadyServedError, IntegrationRegistry
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.time.clock import ControlledClock, TimeWentBackError

PREFIX = "/control"
PROTOCOL = "1"
CAPABILITIES = ["courses", "statistics", "tags", "filters", "globalization", "several-integrations"]
_REQUIRED = ("organization_id", "bearer_token", "tenant_url")


class ControlProtocol:
    """The protocol over the integrations of one process on a controlled clock."""

    def __init__(self, integrations: IntegrationRegistry) -> None:
        self._integrations = integrations
        clock = integrations.clock
        self._clock_support = clock.clock_support if isinstance(clock, ControlledClock) else "none"

    def routes(self) -> list[Route]:
        """The routes of the protocol."""
        calls: list[tuple[str, str, Handler]] = [
            # The calls that come most often are first: Starlette tries the routes in order.
            ("GET", "clock", self._clock),
            ("PUT", "clock", self._move_clock),
            ("GET", "status", self._status),
            ("GET", "describe", self._describe),
            ("POST", "reset", self._reset),
            ("POST", "integrations", self._announce),
            ("POST", "setup", self._setup),
            ("GET", "settings", self._settings),
            ("PUT", "settings", self._change_settings),
            ("GET", "webhook", self._webhook),
        ]
        return [
            Route(f"{PREFIX}/{call}", guarded(handler), methods=[method])
            for method, call, handler in calls
        ]

    async def _describe(self, request: Request) -> Response:
        return answer(
            {
                "name": "percipio-conformance reference connector",
                "version": _version(),
                "protocol": PROTOCOL,
                "capabilities": CAPABILITIES,
                "clock": self._clock_support,
            }
        )

    async def _reset(self, request: Request) -> Response:
        message = await read_message(request, "control/reset")
        readings, now = readings_of(message), instant_of(message)
        await self._integrations.reset(world_of(message), now, readings, message.get("seed", 0))
        return Response(status_code=204)

    async def _announce(self, request: Request) -> Response:
        message = await read_message(request, "control/integration")
        self._integration(self._integrations.first)
        try:
            await self._integrations.announce(
                world_of(message), readings_of(message), message.get("seed", 0)
            )
        except AlreadyServedError as error:
            raise ControlError(
                409,
                "known_integration",
                f"{error}; announce each one once, and reset the connector to begin anew",
                "integration_id",
            ) from error
        return Response(status_code=204)

    async def _setup(self, request: Request) -> Response:
        message = await read_json(request)
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
        check(message, "control/setup")
        integration = self._integration(self._connector(request))
        if integration.setup_state.state == "verifying":
            raise ControlError(
                409,
                "verifying",
                "the values submitted before are still being verified, which takes a few minutes; "
                "submit again once that has ended",
            )
        integration.submit(
            PercipioConfig(
                organization_id=message["organization_id"].strip(),
                bearer_token=message["bearer_token"].strip(),
                tenant_url=message["tenant_url"].strip(),
                tags_synchronization=message.get("tags_synchronization", False),
            )
        )
        return Response(status_code=202)

    async def _status(self, request: Request) -> Response:
        connector = self._connector(request)
        integration = connector.integration
        if integration is None:
            return answer({"state": "absent", "reason": None, "queue_depth": 0})
        setup = integration.setup_state
        refusal = setup.refusal
        next_run = integration.next_run
        return answer(
            {
                "state": setup.state,
                "reason": None
                if refusal is None
                else {"parameter": refusal.parameter, "message": refusal.message},
                "last_run": integration.last_run(),
                "filter_run": integration.filter_run(),
                "next_run": None if next_run is None else format_timestamp(next_run),
                "queue_depth": connector.queue_depth(),
            }
        )

    async def _settings(self, request: Request) -> Response:
        return answer(self._integration(self._connector(request)).settings.as_message())

    async def _change_settings(self, request: Request) -> Response:
        message = await read_message(request, "control/settings")
        integration = self._integration(self._connector(request))
        return answer(integration.change_settings(message).as_message())

    async def _webhook(self, request: Request) -> Response:
        connector = self._connector(request)
        credentials = self._integration(connector).credentials
        return answer(
            {
                "client_id": credentials.client_id,
                "client_secret": credentials.client_secret,
                "statement_url": connector.statement_url,
                "token_endpoint": connector.token_endpoint,
            }
        )

    async def _clock(self, request: Request) -> Response:
        state = self._integrations.work_state()
        return answer(
            {
                "now": format_timestamp(state.now),
                "state": "ready" if state.ready else "advancing",
                "pending": state.pending,
                "next_due": None if state.next_due is None else format_timestamp(state.next_due),
            }
        )

    async def _move_clock(self, request: Request) -> Response:
        if self._clock_support == "none":
            raise ControlError(
                501,
                "no_controlled_clock",
                "this connector runs on real time, so its clock cannot be set; start it with "
                "--clock-support full or trigger to move its clock",
            )
        message = await read_message(request, "control/move-clock")
        now = instant_of(message)
        try:
            self._integrations.advance_to(now)
        except TimeWentBackError as error:
            raise ControlError(
                409, "time_went_back", f"{error}; reset the connector to begin earlier", "now"
            ) from error
        return await self._clock(request)

    def _connector(self, request: Request) -> Connector:
        wanted = request.query_params.get("integration")
        connector = self._integrations.of(wanted)
        if connector is None:
            raise ControlError(
                404,
                "unknown_integration",
                "no integration of that id is served here; announce it with POST integrations "
                "after the latest reset",
                "integration",
            )
        return connector

    def _integration(self, connector: Connector) -> Integration:
        if connector.integration is None:
            raise ControlError(
                409,
                "absent",
                "360Learning has not enabled the integration, so there is nothing to set up; "
                "POST reset with a world first",
            )
        return connector.integration


@cache
def _version() -> str:
    # The metadata of the package are a file; every describe would read it.
    try:
        return version("percipio-conformance")
    except PackageNotFoundError:
        return "0"  # run from a checkout that is not installed
