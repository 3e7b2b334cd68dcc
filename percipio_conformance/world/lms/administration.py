"""Actions of the customer's administrators and 360Learning's staff on an integration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from fake_lms.core.errors import PlatformError
from fake_lms.integration.administration import Administration as Rules
from fake_lms.integration.backend import Setting, SettingsRejected, WebhookCredentials
from fake_lms.integration.drafts import FIELDS
from fake_lms.integration.settings_page import NAME
from fake_lms.platform import Platform
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.names import Names
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.lms.settings_backend import ConnectorBackend
from percipio_conformance.world.personas import Personas

REASONS = {
    "the group does not exist": "groupNotFound",
    "the connector admin does not administer the group": "connectorAdminNotGroupAdmin",
    "360Learning has not enabled the integration": "integrationNotEnabled",
    "the person is not an administrator": "notPlatformAdmin",
}
"""The codes of refusals, by their descriptions in scenarios."""

OWNER = "Olivia"
NOWHERE = "0" * 24

GLOBALIZATION = "globalization"

Action = Callable[[], SettingsRejected | None]


def apply_role_rules(rules: Rules, profile: Profile) -> None:
    """Set 360Learning's rules about roles to the interpretations of the profile."""
    rules.group_admins_too = profile.reading("A-ROLE") == "group-admins-too"
    rules.any_connector_admin = profile.reading("A-CONNADMIN") == "accepted"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused action; ``field`` is the wrong parameter, where the connector names one."""

    by: Literal["360Learning", "the connector"]
    code: str
    message: str
    field: str | None = None


def add_administrators(platform: Platform, personas: Personas) -> Names[str]:
    """Add Sam, the administrator of Sales; return the ids of all people by name."""
    group = personas.groups["Sales"]
    sam = platform.users.add("Sam", mail="sam@acme.example", roles={group: "admin"})
    (owner,) = platform.users.find(name=OWNER)
    people = personas.users | {"Sam": sam.id, OWNER: owner.id}
    return Names("person of 360Learning", people)


class Administration:
    """Actions of people, by name, on the settings page of the integration, or of a named group.

    An action that 360Learning refuses raises its :class:`PlatformError`; :meth:`attempt` returns
    it.
    """

    def __init__(
        self,
        platform: Platform,
        personas: Personas,
        run: RunCoroutine,
        people: Names[str],
        backend: ConnectorBackend,
    ) -> None:
        self._platform = platform
        self._pages = platform.settings_pages
        self._personas = personas
        self._run = run
        self._people = people
        self._backend = backend

    def for_integration(self, personas: Personas) -> Administration:
        """The same actions on the settings page of another integration."""
        self._backend.register(personas.integration, personas.integration)
        return Administration(self._platform, personas, self._run, self._people, self._backend)

    @property
    def calls(self) -> list[str]:
        """The calls that the pages have made to the connector so far."""
        return list(self._backend.calls)

    def attempt(self, action: Action) -> Refusal | None:
        """The refusal of the action; None if it is accepted."""
        try:
            rejected = action()
        except PlatformError as error:
            return Refusal("360Learning", error.code, error.message)
        if rejected is None:
            return None
        return Refusal("the connector", rejected.code, rejected.message, rejected.field)

    # 360Learning's staff

    def enable(self, group: str, connector_admin: str) -> None:
        self._platform.administration.enable(
            NAME,
            group_id=self._personas.groups.get(group, NOWHERE),
            connector_admin_id=self._people[connector_admin],
        )

    def withdraw(self) -> None:
        """Disable the integration."""
        self._platform.administration.withdraw(self._personas.integration)

    # Users of the settings page

    def open_page(self, person: str = OWNER, group: str | None = None) -> None:
        self._run(self._pages.open(self._group(group), self._people[person]))

    def set_up(
        self, values: Mapping[str, Setting], person: str = OWNER, group: str | None = None
    ) -> SettingsRejected | None:
        """Click Setup integration; return why the connector rejects the values, if it does."""
        rejected: SettingsRejected | None = self._run(
            self._pages.set_up(self._group(group), self._people[person], values)
        )
        return rejected

    def type(self, values: Mapping[str, Setting], person: str = OWNER) -> None:
        """Type values and save nothing.

        Raises:
            HarnessError: the page called the connector.
        """
        before = self.calls
        self._pages.type(self._group(None), self._people[person], values)
        if self.calls != before:
            raise HarnessError(f"typing alone made the page ask for {self.calls[len(before) :]}")

    def save(self, changes: Mapping[str, Setting], person: str = OWNER) -> None:
        """Save settings, each in its section; 360Learning's staff change Globalization."""
        for name, value in changes.items():
            if name == GLOBALIZATION:
                work = self._pages.switch_globalization(self._personas.integration, on=bool(value))
            else:
                (section,) = (each for each, names in FIELDS.items() if name in names)
                work = self._pages.save(
                    self._group(None), self._people[person], section, {name: value}
                )
            self._run(work)

    def open_credentials(self, person: str = OWNER, group: str | None = None) -> WebhookCredentials:
        shown: WebhookCredentials = self._run(
            self._pages.webhook(self._group(group), self._people[person])
        )
        return shown

    def _group(self, name: str | None) -> str:
        if name is not None:
            return self._personas.groups[name]
        return self._platform.integrations.get(self._personas.integration).group_id
