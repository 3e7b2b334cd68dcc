"""The connector under test, as 360Learning's settings pages speak to it."""

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
    """A desk over one connector, by the ids of the integrations it works for.

    Every call may raise :class:`ConnectorError` besides what a desk may raise: in a scenario it is
    the connector that is to blame, not 360Learning.
    """

    def __init__(self, driver: ControlProtocol) -> None:
        self._driver = driver
        self._names: dict[str, str | None] = {}
        self.told: list[str] = []
        """What the pages have asked of the connector, in order, by the names of the calls."""

    def seat(self, integration_id: str, name: str | None = None) -> None:
        """The connector works for this integration, which the control protocol calls ``name``."""
        self._names[integration_id] = name

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None:
        name = self._tell("setup", integration_id)
        message = {field: value for field, value in asdict(form).items() if value is not None}
        refused = await self._driver.setup(message, name)
        return (
            None
            if refused is None
            else SettingsRejected(refused.code, refused.message, refused.field)
        )

    async def status(self, integration_id: str) -> SetupStatus:
        status = await self._driver.status(self._tell("status", integration_id))
        reason = status.get("reason") or {}
        return SetupStatus(status["state"], reason.get("parameter"), reason.get("message"))

    async def settings(self, integration_id: str) -> StoredSettings:
        return _stored(await self._driver.settings(self._tell("settings", integration_id)))

    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings:
        name = self._tell("change_settings", integration_id)
        message = {
            field: list(value) if isinstance(value, tuple) else value
            for field, value in changes.items()
        }
        return _stored(await self._driver.change_settings(message, name))

    async def webhook(self, integration_id: str) -> WebhookCredentials:
        shown = await self._driver.webhook(self._tell("webhook", integration_id))
        return WebhookCredentials(**shown)

    def _tell(self, call: str, integration_id: str) -> str | None:
        if integration_id not in self._names:
            raise UnavailableError(
                "noConnector",
                f"The connector was never told of the integration {integration_id}, so its page "
                "has nothing to show",
            )
        self.told.append(call)
        return self._names[integration_id]


def blame_the_connector(lms: Starlette) -> None:
    """Over HTTP a page whose connector does not do its part answers 503, and says so."""
    lms.add_exception_handler(ConnectorError, _unanswered)


async def _unanswered(request: Request, error: Exception) -> Response:
    said = f"The connector did not do its part, so the page has nothing to show: {error}"
    content = {"error": {"code": "connectorUnavailable", "message": redact_text(said)}}
    return JSONResponse(content, UnavailableError.status)


def _stored(message: Message) -> StoredSettings:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in message.items()
    }
    return StoredSettings(**values)
