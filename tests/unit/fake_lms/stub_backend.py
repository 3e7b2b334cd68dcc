"""A connector at the other end of the settings pages, as small as can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fake_lms.integration.backend import (
    Setting,
    SettingsRejected,
    SetupForm,
    SetupStatus,
    StoredSettings,
    WebhookCredentials,
)

RIGHT = {
    "organization_id": "acme",
    "bearer_token": "the.right.token",
    "tenant_url": "http://percipio.test",
}


class StubBackend:
    """Takes every complete form; the test says when a verdict falls, and which."""

    def __init__(self) -> None:
        self.forms: list[SetupForm] = []
        self.saved: list[dict[str, Setting]] = []
        self.state = SetupStatus("enabled")
        self.stored = StoredSettings("email", (), (), False, False)
        self.calls = 0

    async def setup(self, integration_id: str, form: SetupForm) -> SettingsRejected | None:
        self.calls += 1
        for name in RIGHT:
            if not (getattr(form, name) or "").strip():
                return SettingsRejected("missing_value", f"{name} is missing or blank", name)
        self.forms.append(form)
        self.state = SetupStatus("verifying")
        return None

    async def status(self, integration_id: str) -> SetupStatus:
        self.calls += 1
        return self.state

    async def settings(self, integration_id: str) -> StoredSettings:
        self.calls += 1
        return self.stored

    async def change_settings(
        self, integration_id: str, changes: Mapping[str, Setting]
    ) -> StoredSettings:
        self.calls += 1
        self.saved.append(dict(changes))
        values: dict[str, Any] = dict(changes)
        self.stored = replace(self.stored, **values)
        return self.stored

    async def webhook(self, integration_id: str) -> WebhookCredentials:
        self.calls += 1
        return WebhookCredentials("id", "secret", "http://c.test/x", "http://c.test/x/token")

    def accept(self) -> None:
        self.state = SetupStatus("active")

    def refuse(self, parameter: str) -> None:
        self.state = SetupStatus("refused", parameter, f"{parameter} is wrong")
