"""What Acme's administrator does on the settings page: Steps 3 and 4 of the article."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fake_lms.integration.backend import SettingsRejected
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.world.lms.administration import Administration
from percipio_conformance.world.percipio.lrs_settings import lrs_settings
from percipio_conformance.world.personas import Personas


class IntegrationSetup:
    """A world whose integration can be set up and changed by Olivia, who may."""

    cast: Personas
    administration: Administration
    bearer_token: str
    tenant_url: str
    traffic_log: TrafficLog

    def parameters(self, **changes: str | bool | None) -> dict[str, str | bool]:
        """What Acme's administrator types before setup; a change of None leaves a value out."""
        values: dict[str, str | bool | None] = {
            "organization_id": self.cast.acme.id,
            "bearer_token": self.bearer_token,
            "tenant_url": self.tenant_url,
        }
        values |= changes
        return {name: value for name, value in values.items() if value is not None}

    def submit_setup(self, **changes: str | bool | None) -> SettingsRejected | None:
        """Olivia clicks Setup integration with these parameters."""
        return self.administration.set_up(self.parameters(**changes))

    @property
    def was_set_up(self) -> bool:
        """Whether somebody has clicked Setup integration in this world."""
        return "setup" in self.administration.told

    @property
    def involved_the_connector(self) -> bool:
        """Whether a page has asked it for something, or it spoke to Percipio or 360Learning."""
        sides = (self.traffic_log.of("percipio"), self.traffic_log.of("lms"))
        return bool(self.administration.told or any(sides))

    def change_settings(self, **settings: Any) -> None:
        """Olivia saves settings; Globalization is switched by 360Learning's staff."""
        self.administration.save(
            {name: tuple(v) if isinstance(v, list) else v for name, v in settings.items()}
        )

    def webhook(self) -> Message:
        """The Webhook credentials section as Olivia sees it, and the two addresses."""
        return asdict(self.administration.open_credentials())

    def connect_statistics(self) -> None:
        """Step 4 of the article: learners by email, and the LRS page filled in and enabled."""
        self.change_settings(learner_identification="email")
        self.cast.acme.sender.configure(lrs_settings(self.webhook()))
