"""Mutants: who may prepare, activate and look at the integration."""

from __future__ import annotations

from typing import Any

import httpx

from connectors.shared.gateway import at
from connectors.shared.platform_rules import exchange
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.integration.administration import Administration
from fake_lms.integration.integrations import Integration
from fake_lms.integration.settings_page import SettingsPages
from fake_lms.people.users import User
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import CONTROL
from reference_impl.app import control
from reference_impl.app.integration import Integration as Connected
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.setup_state import SetupState
from reference_impl.store.tokens import Tokens
from tools.mutants.mutant import Mutant, by_name, clauses

enabled = Administration._enabled


def prepares_on_demand() -> ConnectorUnderTest:
    """Creates the integration's page when someone opens it, even if 360Learning has not enabled
    it.
    """

    def or_make(self: Administration, name: str, group_id: str) -> Integration:
        try:
            return enabled(self, name, group_id)
        except NotFoundError:
            author = self._groups.members(self._groups.platform_group.id)[0][0]
            for each in self._integrations.named(name):
                if each.group_id == group_id:
                    return self._integrations.update(each.id, enabled=True)
            return self._integrations.add(name, group_id=group_id, author_id=author)

    Administration._enabled = or_make  # type: ignore[method-assign]
    return InProcessReference()


def knows_what_it_will_be_told() -> ConnectorUnderTest:
    """Starts with built-in parameters of a pilot customer, before any setup."""
    resume = Connected.resume
    pilot = PercipioConfig(
        organization_id="11111111-2222-4333-8444-555555555555",
        bearer_token="the.pilots.token",
        tenant_url="http://percipio.test",
        tags_synchronization=False,
    )

    def begin(self: Connected) -> None:
        if self._setup.parameters is None:
            self._setup = SetupState(parameters=pilot, active_since="2025-01-01T00:00:00Z")
            self._begin_schedule()
        resume(self)

    Connected.resume = begin  # type: ignore[method-assign]
    return InProcessReference()


def trusts_whoever_asks() -> ConnectorUnderTest:
    """Issues tokens without checking the credentials."""
    issue = Tokens.issue
    Tokens.issue = lambda self, client_id, client_secret: issue(  # type: ignore[method-assign]
        self, self._credentials.client_id, self._credentials.client_secret
    )
    return InProcessReference()


def lets_everybody_administer() -> ConnectorUnderTest:
    """Checks the role only to show the button, and not when the request arrives."""
    Administration._demand_admin = lambda self, user, group: None  # type: ignore[method-assign]
    return InProcessReference()


def asks_for_any_administrator() -> ConnectorUnderTest:
    """Admits administrators of the group, although only those of the platform may open the page."""
    demand = Administration._demand_admin

    def of_anything(self: Administration, user: User, group_id: str) -> None:
        if "admin" not in self._groups.roles(group_id, user.id):
            demand(self, user, group_id)

    Administration._demand_admin = of_anything  # type: ignore[method-assign]
    return InProcessReference()


def forgets_the_groups_own_admins() -> ConnectorUnderTest:
    """Admits only administrators of the platform, even under the interpretation that admits
    those of the group.
    """
    demand = Administration._demand_admin

    def of_the_platform(self: Administration, user: User, group_id: str) -> None:
        demand(self, user, self._groups.platform_group.id)

    Administration._demand_admin = of_the_platform  # type: ignore[method-assign]
    return InProcessReference()


def wants_a_field_nobody_has() -> ConnectorUnderTest:
    """Requires a fourth parameter in the setup."""
    control._REQUIRED = (*control._REQUIRED, "data_center")  # type: ignore[assignment]
    return InProcessReference()


def takes_any_group_and_anybody() -> ConnectorUnderTest:
    """The back end does not check the group and the connector admin that the staff enters."""

    def trusting(self: Administration, name: str, **ids: str) -> Any:
        known = ids["group_id"] in self._groups
        group = ids["group_id"] if known else self._groups.platform_group.id
        for each in self._integrations.named(name):
            if each.group_id == group:
                return self._integrations.update(each.id, enabled=True)
        author = ids["connector_admin_id"]
        return self._integrations.add(name, group_id=group, author_id=author, active=False)

    Administration.enable = trusting  # type: ignore[method-assign]
    return InProcessReference()


def allows_one_integration() -> ConnectorUnderTest:
    """The back end allows only one integration of a kind on a platform."""
    enable = Administration.enable

    def enable_the_first(self: Administration, name: str, **ids: str) -> Any:
        if any(each.group_id != ids["group_id"] for each in self._integrations.named(name)):
            raise RefusedError("duplicateExternalPlatform", f"There is an integration of {name}")
        return enable(self, name, **ids)

    return exchange(Administration, "enable", enable_the_first)


def insists_on_a_group_admin() -> ConnectorUnderTest:
    """The back end requires the connector admin to administer the group, even under the
    interpretation that does not.
    """
    Administration.any_connector_admin = property(  # type: ignore[assignment]
        lambda self: False, lambda self, value: None
    )
    return InProcessReference()


def calls_itself_active() -> ConnectorUnderTest:
    """Reports an enabled integration as active before its setup."""
    answer = control.answer

    def rosy(message: dict[str, Any], *more: Any) -> Any:
        if message.get("state") == "enabled":
            message = message | {"state": "active"}
        return answer(message, *more)

    control.answer = rosy
    return InProcessReference()


def saves_while_one_types() -> ConnectorUnderTest:
    """Saves each field while the administrator types."""
    put_away = SettingsPages.type

    def eager(self: SettingsPages, group_id: str, user_id: str, values: Any) -> None:
        put_away(self, group_id, user_id, values)
        integration = self._page(group_id, user_id)
        calls: list[str] = self._backend().calls  # type: ignore[attr-defined]
        calls.append(f"save {', '.join(values)} of {integration.id}")

    SettingsPages.type = eager  # type: ignore[method-assign]
    return InProcessReference()


def keeps_its_credentials_to_itself() -> ConnectorUnderTest:
    """Does not show the webhook credentials on the page."""

    async def silent(request: httpx.Request, behind: Any) -> httpx.Response:
        shown = {"client_id": "x", "client_secret": "", "statement_url": "", "token_endpoint": ""}
        return httpx.Response(200, json=shown)

    return at(f"{CONTROL}/webhook", silent)


MUTANTS = by_name(
    Mutant(prepares_on_demand, breaks=clauses("C001 C003 C086 C097"), spares=clauses("C080 C100")),
    Mutant(
        knows_what_it_will_be_told,
        fails=clauses("C001 C002 C003 C098"),
        spares=clauses("C080 C094 C100"),
        collateral=dict.fromkeys(
            clauses("C076 C077 C078 C087 C095 C096"),
            "It is active before an administrator sets it up, with invented parameters.",
        ),
    ),
    Mutant(trusts_whoever_asks, fails=clauses("C001 C119"), spares=clauses("C002 C100 C117")),
    Mutant(lets_everybody_administer, breaks=clauses("C002 C100"), spares=clauses("C080")),
    Mutant(
        asks_for_any_administrator,
        breaks=clauses("C002"),
        readings={"A-ROLE": "platform-admins-only"},
    ),
    Mutant(
        forgets_the_groups_own_admins,
        breaks=clauses("C002"),
        spares=clauses("C100"),
        readings={"A-ROLE": "group-admins-too"},
    ),
    Mutant(
        wants_a_field_nobody_has,
        fails=clauses("C002 C086"),
        spares=clauses("C001 C080"),
    ),
    Mutant(
        takes_any_group_and_anybody,
        breaks=clauses("C080 C084"),
        spares=clauses("C002 C003 C100"),
    ),
    Mutant(
        allows_one_integration,
        breaks=clauses("C080 C084"),
        spares=clauses("C002"),
        collateral_reason="Integrations of other groups cannot be prepared.",
    ),
    Mutant(
        insists_on_a_group_admin,
        breaks=clauses("C084"),
        spares=clauses("C080 C086"),
        readings={"A-CONNADMIN": "accepted"},
    ),
    Mutant(calls_itself_active, fails=clauses("C097 C098"), spares=clauses("C096")),
    Mutant(saves_while_one_types, breaks=clauses("C098 C143"), spares=clauses("C002 C144")),
    Mutant(
        keeps_its_credentials_to_itself,
        fails=clauses("C100"),
        spares=clauses("C002 C003 C086"),
    ),
)
