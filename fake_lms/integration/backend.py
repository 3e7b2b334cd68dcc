"""The interface between the settings pages and the connector.

The platform stores no settings of an integration: its pages show the connector's values and send
it what an administrator saves. The harness attaches a backend for each connector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from fake_lms.core.errors import UnavailableError

SetupState = Literal["absent", "enabled", "verifying", "active", "refused"]
Identification = Literal["email", "username", "external_id"]
Setting = bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetupForm:
    """Values of the credentials form when Setup integration is clicked (C087).

    None is a missing field; the connector decides whether that is valid.
    """

    organization_id: str | None = None
    bearer_token: str | None = field(default=None, repr=False)
    tenant_url: str | None = None
    tags_synchronization: bool | None = None


@dataclass(frozen=True, slots=True)
class SettingsRejected:
    """The connector rejects a form. ``field`` is the invalid one, if it names one."""

    code: str
    message: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class SetupStatus:
    """The state of a setup. ``parameter`` and ``message`` describe a refusal (C095)."""

    state: SetupState
    parameter: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """The settings as the connector stores them; languages are Percipio locale codes.

    None is a setting that the connector does not report, for example without filters.
    """

    learner_identification: Identification | None = None
    languages: tuple[str, ...] | None = None
    content_types: tuple[str, ...] | None = None
    tags_synchronization: bool | None = None
    globalization: bool | None = None


@dataclass(frozen=True, slots=True)
class WebhookCredentials:
    """The section Webhook credentials, and the two addresses of Step 4.2 (C101)."""

    client_id: str
    client_secret: str = field(repr=False)
    statement_url: str
    token_endpoint: str


class IntegrationBackend(Protocol):
    """The connector of each integration, by the integration's id.

    Every call may raise :class:`~fake_lms.core.errors.UnavailableError` if no connector answers.
    """

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None: ...
    async def status(self, integration_id: str) -> SetupStatus: ...
    async def settings(self, integration_id: str) -> StoredSettings: ...
    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings: ...
    async def webhook(self, integration_id: str) -> WebhookCredentials: ...


class NoBackend:
    """The backend of a platform without a connector."""

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None:
        raise _no_connector(integration_id)

    async def status(self, integration_id: str) -> SetupStatus:
        raise _no_connector(integration_id)

    async def settings(self, integration_id: str) -> StoredSettings:
        raise _no_connector(integration_id)

    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings:
        raise _no_connector(integration_id)

    async def webhook(self, integration_id: str) -> WebhookCredentials:
        raise _no_connector(integration_id)


def _no_connector(integration_id: str) -> UnavailableError:
    return UnavailableError(
        "noConnector",
        f"No connector serves the integration {integration_id}, so its page has nothing to "
        "show; start a connector and announce the integration to it",
    )
