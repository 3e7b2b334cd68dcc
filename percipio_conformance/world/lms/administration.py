"""The customer's administrators and 360Learning's staff around an integration."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Literal

from fake_lms.core.errors import PlatformError
from fake_lms.integration.administration import Administration as Rules
from fake_lms.integration.backend import Setting, SettingsRejected, WebhookCredentials
from fake_lms.integration.drafts import FIELDS
from fake_lms.integration.settings_page import NAME
from fake_lms.platform import Platform
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
"""What a refusal is called in a scenario, and by its code."""

OWNER = "Olivia"
NOWHERE = "0" * 24

GLOBALIZATION = "globalization"

Do = Callable[[Coroutine[Any, Any, Any]], Any]
Act = Callable[[], SettingsRejected | None]


def read_article(rules: Rules, profile: Profile) -> None:
    """360Learning decides who may do what as the profile reads the article."""
    rules.group_admins_too = profile.reading("A-ROLE") == "group-admins-too"
    rules.any_connector_admin = profile.reading("A-CONNADMIN") == "accepted"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Who refuses, and why. ``field`` is the parameter at fault, where the connector names one."""

    by: Literal["360Learning", "the connector"]
    code: str
    message: str
    field: str | None = None


class Administration:
    """Acts by people's names, on the page of the world's own integration unless a group is named.

    An act that 360Learning refuses raises its :class:`PlatformError`; :meth:`attempt` keeps it.
    """

    def __init__(self, platform: Platform, cast: Personas, run: Do) -> None:
        self._platform = platform
        self._pages = platform.settings_pages
        self._cast = cast
        self._run = run
        group = cast.groups["Sales"]
        sam = platform.users.add("Sam", mail="sam@acme.example", roles={group: "admin"})
        people = cast.users | {"Sam": sam.id, OWNER: self._owner()}
        self._people = Names("person of 360Learning", people)
        self._desk: ConnectorBackend | None = None

    def plug_in(self, desk: ConnectorBackend) -> None:
        """The settings pages speak to the connector at this desk."""
        self._platform.desk = self._desk = desk
        desk.seat(self._cast.integration)

    def beside(self, cast: Personas) -> Administration:
        """The same people in front of the page of another integration, at the same desk."""
        other = copy(self)
        other._cast = cast
        if self._desk is not None:
            self._desk.seat(cast.integration, cast.integration)
        return other

    @property
    def told(self) -> list[str]:
        """What the pages have asked of the connector so far."""
        return [] if self._desk is None else list(self._desk.told)

    def attempt(self, act: Act) -> Refusal | None:
        """How the act is refused, None where it is not."""
        try:
            objection = act()
        except PlatformError as error:
            return Refusal("360Learning", error.code, error.message)
        if objection is None:
            return None
        return Refusal("the connector", objection.code, objection.message, objection.field)

    # 360Learning's staff

    def enable(self, group: str, connector_admin: str) -> None:
        self._platform.administration.enable(
            NAME,
            group_id=self._cast.groups.get(group, NOWHERE),
            connector_admin_id=self._people[connector_admin],
        )

    def withdraw(self) -> None:
        """360Learning has not enabled the integration of this world, or takes it back."""
        self._platform.administration.withdraw(self._cast.integration)

    # Whoever sits in front of the page

    def open_page(self, person: str = OWNER, group: str | None = None) -> None:
        self._run(self._pages.open(self._group(group), self._people[person]))

    def set_up(
        self, values: Mapping[str, Setting], person: str = OWNER, group: str | None = None
    ) -> SettingsRejected | None:
        """Click Setup integration; what the connector has against the values, if anything."""
        objection: SettingsRejected | None = self._run(
            self._pages.set_up(self._group(group), self._people[person], values)
        )
        return objection

    def type(self, values: Mapping[str, Setting], person: str = OWNER) -> None:
        """Type values and save nothing.

        Raises:
            HarnessError: the page told the connector all the same.
        """
        before = self.told
        self._pages.type(self._group(None), self._people[person], values)
        if self.told != before:
            raise HarnessError(f"typing alone made the page ask for {self.told[len(before) :]}")

    def save(self, changes: Mapping[str, Setting], person: str = OWNER) -> None:
        """Save settings, each in its section of the page; Globalization is the staff's to give."""
        for name, value in changes.items():
            if name == GLOBALIZATION:
                work = self._pages.switch_globalization(self._cast.integration, on=bool(value))
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

    def catch_up(self) -> None:
        """Somebody looks at the page on which a verdict is awaited."""
        if self._pages.waits_for_verdict:
            self._run(self._pages.catch_up())

    def _group(self, name: str | None) -> str:
        if name is not None:
            return self._cast.groups[name]
        return self._platform.integrations.get(self._cast.integration).group_id

    def _owner(self) -> str:
        (owner,) = self._platform.users.find(name=OWNER)
        return owner.id
