"""The backend of a served world's settings pages; it announces integrations to the connector."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from fake_lms.integration.backend import (
    Setting,
    SettingsRejected,
    SetupForm,
    SetupStatus,
    StoredSettings,
)
from fake_lms.integration.backend import WebhookCredentials as Webhook
from fake_lms.integration.settings_page import NAME
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials
from percipio_conformance.connectors.control_client import ControlProtocol
from percipio_conformance.connectors.reset_message import integration_message
from percipio_conformance.core.times import format_timestamp
from percipio_conformance.spec.profiles import ARTICLE, load_profile
from percipio_conformance.world.lms.settings_backend import ConnectorBackend


class SandboxBackend(ConnectorBackend):
    """A backend that announces each integration to the connector before its first call about it.

    The first integration is announced with ``reset``, the others with ``POST integrations``.

    Args:
        client: the connector's credentials at 360Learning for the first integration.
    """

    def __init__(
        self,
        driver: ControlProtocol,
        platform: Platform,
        client: ClientCredentials,
        *,
        now: Callable[[], datetime],
        seed: int,
    ) -> None:
        super().__init__(driver)
        self._platform = platform
        self._client = client
        self._now = now
        self._seed = seed
        self._profile = load_profile(ARTICLE)
        self._introducing = asyncio.Lock()

    async def keep_up(self) -> None:
        """Announce every integration that was enabled since the last call."""
        for each in self._platform.integrations.named(NAME):
            if each.enabled:
                await self._introduce(each.id)

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None:
        await self._introduce(integration_id)
        return await super().setup(integration_id, form)

    async def status(self, integration_id: str) -> SetupStatus:
        await self._introduce(integration_id)
        return await super().status(integration_id)

    async def settings(self, integration_id: str) -> StoredSettings:
        await self._introduce(integration_id)
        return await super().settings(integration_id)

    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings:
        await self._introduce(integration_id)
        return await super().change_settings(integration_id, changes)

    async def webhook(self, integration_id: str) -> Webhook:
        await self._introduce(integration_id)
        return await super().webhook(integration_id)

    async def _introduce(self, integration_id: str) -> None:
        async with self._introducing:
            if integration_id in self._names:
                return
            first = not self._names
            integration = self._platform.integrations.get(integration_id)
            client = self._client
            if not first:
                name = f"{NAME} connector of {integration.group_id}"
                client = self._platform.clients.add(name, in_house=True)
            message = integration_message(
                integration, client, self._platform.base_url, self._seed, self._profile
            )
            if first:
                await self._driver.reset(message | {"now": format_timestamp(self._now())})
                self.register(integration_id)
            else:
                await self._driver.announce(message)
                self.register(integration_id, integration_id)
