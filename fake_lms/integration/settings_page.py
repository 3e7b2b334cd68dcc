"""The page Settings, Integrations, Skillsoft of the group that has the integration.

A person types and saves. Only values saved by an authorized person reach the connector
(C002, C098, C100, C143). The page shows the connector's values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fake_lms.core.errors import RefusedError
from fake_lms.integration.administration import Administration
from fake_lms.integration.backend import (
    IntegrationBackend,
    Setting,
    SettingsRejected,
    SetupForm,
    SetupStatus,
    StoredSettings,
    WebhookCredentials,
)
from fake_lms.integration.drafts import FIELDS, Drafts, Section
from fake_lms.integration.integrations import Integration, Integrations

NAME = "Skillsoft"
MASK = "\N{BULLET}" * 8
"""Shown instead of a saved bearer token; in a form it means the saved token."""


@dataclass(frozen=True, slots=True)
class PageView:
    """The page as one person sees it. ``saved`` are the parameters in force, None before any;
    ``draft`` is what this person has typed and not saved. Bearer tokens are masked in both."""

    integration: Integration
    status: SetupStatus
    saved: SetupForm | None
    settings: StoredSettings
    draft: Mapping[str, Setting]


class SettingsPages:
    """The pages of all integrations.

    Every method takes the group that the page belongs to and the person who uses it, and may raise
    what :meth:`Administration.page` raises, or UnavailableError where no connector answers.
    """

    def __init__(
        self,
        integrations: Integrations,
        administration: Administration,
        backend: Callable[[], IntegrationBackend],
    ) -> None:
        self._integrations = integrations
        self._administration = administration
        self._backend = backend
        self._drafts = Drafts()
        self._submitted: dict[str, SetupForm] = {}
        self._saved: dict[str, SetupForm] = {}

    async def open(self, group_id: str, user_id: str) -> PageView:
        """Open the page."""
        integration = self._page(group_id, user_id)
        status = await self._catch_up(integration.id)
        settings = await self._backend().settings(integration.id)
        saved = self._saved.get(integration.id)
        return PageView(
            self._integrations.get(integration.id),
            status,
            None if saved is None else replace(saved, bearer_token=MASK),
            settings,
            _masked(self._drafts.of(integration.id, user_id)),
        )

    def type(self, group_id: str, user_id: str, values: Mapping[str, Setting]) -> None:
        """Type into fields, choose, check, confirm a dialog; this saves nothing."""
        self._drafts.type(self._page(group_id, user_id).id, user_id, values)

    def leave(self, group_id: str, user_id: str) -> None:
        """Leave the page; unsaved input is lost."""
        self._drafts.discard(self._page(group_id, user_id).id, user_id)

    async def set_up(
        self, group_id: str, user_id: str, values: Mapping[str, Setting]
    ) -> SettingsRejected | None:
        """Click Setup integration, the last of ``values`` just typed; None when it is taken.

        Verification begins then. The parameters in force stay on the page until it succeeds.
        A rejected form stays a draft.
        """
        integration = self._page(group_id, user_id)
        self._drafts.type(integration.id, user_id, values)
        typed = self._drafts.take(integration.id, user_id, "credentials", "tags")
        form = await self._form(integration.id, dict(typed))
        objection = await self._backend().setup(integration.id, form)
        if objection is not None:
            self._drafts.type(integration.id, user_id, typed)
            return objection
        self._submitted[integration.id] = form
        return None

    async def save(
        self, group_id: str, user_id: str, section: Section, values: Mapping[str, Setting]
    ) -> StoredSettings:
        """Click Save in one section, the last of ``values`` just chosen; all settings as stored.

        Raises:
            RefusedError: ``nothingToSave``, when nothing was changed in that section;
                ``savedBySetup`` for the credentials.
        """
        integration = self._page(group_id, user_id)
        if section == "credentials":
            raise RefusedError("savedBySetup", "Credentials are saved by Setup integration")
        self._drafts.type(integration.id, user_id, values)
        changes = self._drafts.take(integration.id, user_id, section)
        if not changes:
            raise RefusedError(
                "nothingToSave",
                f"Nothing was changed under {section}; choose {' or '.join(FIELDS[section])} first",
            )
        return await self._backend().change_settings(integration.id, changes)

    async def webhook(self, group_id: str, user_id: str) -> WebhookCredentials:
        """Open the section Webhook credentials (C100)."""
        return await self._backend().webhook(self._page(group_id, user_id).id)

    async def switch_globalization(self, integration_id: str, *, on: bool) -> StoredSettings:
        """Enable or disable the Globalization solution for the customer (C041)."""
        integration = self._integrations.get(integration_id)
        return await self._backend().change_settings(integration.id, {"globalization": on})

    async def catch_up(self) -> None:
        """Ask for the verdict on every submission without one."""
        for integration_id in list(self._submitted):
            await self._catch_up(integration_id)

    @property
    def waits_for_verdict(self) -> bool:
        """True if a submission has no verdict yet."""
        return bool(self._submitted)

    def _page(self, group_id: str, user_id: str) -> Integration:
        return self._administration.page(NAME, group_id=group_id, user_id=user_id)

    async def _form(self, integration_id: str, typed: dict[str, Any]) -> SetupForm:
        """The current form; after a setup, unedited fields keep the values in force."""
        shown = self._saved.get(integration_id)
        if shown is None:
            return SetupForm(**typed)
        if typed.get("bearer_token") == MASK:
            del typed["bearer_token"]
        if "tags_synchronization" not in typed:
            stored = await self._backend().settings(integration_id)
            shown = replace(shown, tags_synchronization=stored.tags_synchronization)
        return replace(shown, **typed)

    async def _catch_up(self, integration_id: str) -> SetupStatus:
        status = await self._backend().status(integration_id)
        if integration_id in self._submitted and status.state in ("active", "refused"):
            form = self._submitted.pop(integration_id)
            # Parameters that replace others and are refused leave those others in force.
            if status.state == "active" and status.parameter is None:
                self._saved[integration_id] = form
                self._administration.activate(integration_id)
        return status


def _masked(typed: Mapping[str, Setting]) -> dict[str, Setting]:
    return {name: MASK if name == "bearer_token" else value for name, value in typed.items()}
