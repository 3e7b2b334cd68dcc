"""The connector under test as the backend of 360Learning's settings pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fake_lms.core.errors import UnavailableError
from fake_lms.integration.backend import (
    Setting,
    SettingsRejected,
    SetupForm,
    SetupStatus,
    StoredSettings,
    WebhookCredentials,
)
from percipio_conformance.connectors.control_client import ControlProtocol, Message
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.core.redaction import redact_text


class ConnectorBackend:
    """Forwards the calls of the settings pages to one connector.

    Every call may raise :class:`ConnectorError`, so that a failure counts against the connector
    and not against 360Learning.
    """

    def __init__(self, driver: ControlProtocol) -> None:
        self._driver = driver
        self._names: dict[str, str | None] = {}
        self.calls: list[str] = []
        """The names of the calls that the pages have made to the connector, in order."""

    def register(self, integration_id: str, name: str | None = None) -> None:
        """Add an integration; ``name`` is its name in the control protocol, None for the first."""
        self._names[integration_id] = name

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None:
        name = self._record_call("setup", integration_id)
        message = {field: value for field, value in asdict(form).items() if value is not None}
        refused = await self._driver.setup(message, name)
        return (
            None
            if refused is None
            else SettingsRejected(refused.code, refused.message, refused.field)
        )

    async def status(self, integration_id: str) -> SetupStatus:
        status = await self._driver.status(self._record_call("status", integration_id))
        reason = status.get("reason") or {}
        return SetupStatus(status["state"], reason.get("parameter"), reason.get("message"))

    async def settings(self, integration_id: str) -> StoredSettings:
        return _stored(await self._driver.settings(self._record_call("settings", integration_id)))

    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings:
        name = self._record_call("change_settings", integration_id)
        message = {
            field: list(value) if isinstance(value, tuple) else value
            for field, value in changes.items()
        }
        return _stored(await self._driver.change_settings(message, name))

    async def webhook(self, integration_id: str) -> WebhookCredentials:
        shown = await self._driver.webhook(self._record_call("webhook", integration_id))
        return WebhookCredentials(**shown)

    def _record_call(self, call: str, integration_id: str) -> str | None:
        if integration_id not in self._names:
            raise UnavailableError(
                "noConnector",
                f"The integration {integration_id} was never announced to the connector, so its "
                "page has nothing to show",
            )
        self.calls.append(call)
        return self._names[integration_id]


def blame_the_connector(lms: Starlette) -> None:
    """Let a page answer 503 over HTTP when the connector fails."""
    lms.add_exception_handler(ConnectorError, _unanswered)


async def _unanswered(request: Request, error: Exception) -> Response:
    said = f"The connector failed, so the page has nothing to show: {error}"
    content = {"error": {"code": "connectorUnavailable", "message": redact_text(said)}}
    return JSONResponse(content, UnavailableError.status)


def _stored(message: Message) -> StoredSettings:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in message.items()
    }
    return StoredSettings(**values)
