"""Integrations: the external platform of a group, and the author of its courses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.people.groups import Groups
from fake_lms.people.users import Users

# Only 360Learning's own connectors may write to these. The vendor publishes the refusal
# (``reservedPlatformName``) and not the list; Skillsoft's is in the article alone (C079).
RESERVED = frozenset({"skillsoft"})


def reserved(external_platform: str) -> bool:
    """True if only an in-house client may write to integrations of that name."""
    return external_platform.strip().casefold() in RESERVED


class Integration(msgspec.Struct, frozen=True, kw_only=True):
    """One integration. ``default_progress`` is the progress a launch sets, 0 to 100.

    360Learning sets ``enabled``, the administrator's setup sets ``active`` (C003, C086).
    """

    id: str
    external_platform: str
    group_id: str
    author_id: str
    default_progress: int | None = None
    default_completion: bool | None = None
    no_group_propagation: bool | None = None
    external_platform_logo_url: str | None = None
    external_platform_unicolor_logo_url: str | None = None
    enabled: bool = True
    active: bool = True


class Integrations:
    """All integrations; names are unique in a group."""

    def __init__(self, ids: Ids, groups: Groups, users: Users) -> None:
        self._ids = ids
        self._groups = groups
        self._users = users
        self._integrations: Repository[Integration] = Repository()

    def add(
        self, external_platform: str, *, group_id: str, author_id: str, **settings: Any
    ) -> Integration:
        """A new integration, by default enabled and active.

        Raises:
            NotFoundError: ``groupNotFound``, ``userNotFound``.
            RefusedError: ``duplicateExternalPlatform``.
        """
        integration = Integration(
            id=self._ids(),
            external_platform=external_platform,
            group_id=group_id,
            author_id=author_id,
            **settings,
        )
        return self._keep(integration)

    def get(self, integration_id: str) -> Integration:
        """Raises NotFoundError ``integrationNotFound``."""
        integration = self._integrations.get(integration_id)
        if integration is None:
            raise NotFoundError(
                "integrationNotFound", f"No integration has the id {integration_id!r}"
            )
        return integration

    def named(self, external_platform: str) -> list[Integration]:
        named: Condition[Integration] = Condition(
            "externalPlatform", lambda each: each.external_platform, "eq", [external_platform]
        )
        return list(self._integrations.after(None, [named]))

    def update(self, integration_id: str, **changes: Any) -> Integration:
        """Change fields; refusals as for :meth:`add`, and NotFoundError ``integrationNotFound``."""
        return self._keep(msgspec.structs.replace(self.get(integration_id), **changes))

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[Integration]] = ()
    ) -> Iterator[Integration]:
        return self._integrations.after(cursor, conditions)

    def __iter__(self) -> Iterator[Integration]:
        return iter(self._integrations)

    def _keep(self, integration: Integration) -> Integration:
        self._groups.get(integration.group_id)
        self._users.get(integration.author_id)
        for each in self.named(integration.external_platform):
            if each.group_id == integration.group_id and each.id != integration.id:
                raise RefusedError(
                    "duplicateExternalPlatform",
                    f"{integration.external_platform} is integrated in that group already",
                )
        self._integrations.put(integration.id, integration)
        return integration
