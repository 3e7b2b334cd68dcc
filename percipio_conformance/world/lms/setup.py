"""Actions of Acme's administrator on the settings page: Steps 3 and 4 of the article."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fake_lms.integration.backend import SettingsRejected
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.world.lms.administration import Administration


class IntegrationSetup:
    """Setup and changes of the integration by Olivia, who has the right to them.

    Args:
        bearer_token: as Percipio issued it.
        tenant_url: Percipio's base address.
    """

    def __init__(
        self,
        administration: Administration,
        *,
        organization_id: str,
        bearer_token: str,
        tenant_url: str,
    ) -> None:
        self._administration = administration
        self._organization_id = organization_id
        self.bearer_token = bearer_token
        self.tenant_url = tenant_url

    def parameters(self, **changes: str | bool | None) -> dict[str, str | bool]:
        """The values for the setup; a change to None leaves a value out."""
        values: dict[str, str | bool | None] = {
            "organization_id": self._organization_id,
            "bearer_token": self.bearer_token,
            "tenant_url": self.tenant_url,
        }
        values |= changes
        return {name: value for name, value in values.items() if value is not None}

    def submit(self, **changes: str | bool | None) -> SettingsRejected | None:
        """Click Setup integration with these parameters."""
        return self._administration.set_up(self.parameters(**changes))

    @property
    def was_submitted(self) -> bool:
        """Whether anyone has clicked Setup integration in this scenario."""
        return "setup" in self._administration.calls

    def change_settings(self, **settings: Any) -> None:
        """Save settings; 360Learning's staff change Globalization."""
        self._administration.save(
            {name: tuple(v) if isinstance(v, list) else v for name, v in settings.items()}
        )

    def webhook(self) -> Message:
        """The Webhook credentials section as Olivia sees it, and the two addresses."""
        return asdict(self._administration.open_credentials())
