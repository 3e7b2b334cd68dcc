"""How an integration comes to be: prepared by 360Learning's staff, activated by the customer.

The order and the roles are the article's (C002, C003, C080, C084, C086, C097, C100). No public
interface shows these pages, so their refusals carry codes of our own.
"""

from __future__ import annotations

from fake_lms.errors import ForbiddenError, NotFoundError, RefusedError
from fake_lms.groups import Groups, Role
from fake_lms.integrations import Integration, Integrations

PLATFORM_ADMINS: frozenset[Role] = frozenset({"owner", "admin"})


class Administration:
    """The acts of 360Learning's staff and of the customer's administrators."""

    def __init__(self, integrations: Integrations, groups: Groups) -> None:
        self._integrations = integrations
        self._groups = groups

    def enable(self, name: str, *, group_id: str, connector_admin_id: str) -> Integration:
        """Prepare an integration in the back end; it waits for its activation.

        Raises:
            NotFoundError: ``groupNotFound``, ``userNotFound``.
            RefusedError: ``connectorAdminNotGroupAdmin`` (A-CONNADMIN),
                ``duplicateExternalPlatform``.
        """
        if "admin" not in self._groups.roles(group_id, connector_admin_id):
            raise RefusedError(
                "connectorAdminNotGroupAdmin",
                f"User {connector_admin_id} does not administer the group {group_id}; the "
                "connector admin becomes the author of its courses, so give them the role first",
            )
        return self._integrations.add(
            name, group_id=group_id, author_id=connector_admin_id, default_progress=50, active=False
        )

    def activate(self, name: str, *, group_id: str, user_id: str) -> Integration:
        """Activate the integration of a group as ``user_id``.

        Raises:
            NotFoundError: ``integrationNotEnabled``, whoever asks (C003, C086).
            ForbiddenError: ``notPlatformAdmin`` (C002).
        """
        integration = self.page(name, group_id=group_id)
        self._demand_admin(user_id)
        return self._integrations.update(integration.id, active=True)

    def page(self, name: str, *, group_id: str) -> Integration:
        """The integration's page among the settings of a group (C097).

        Raises:
            NotFoundError: ``integrationNotEnabled``: this group has no such page.
        """
        for each in self._integrations.named(name):
            if each.group_id == self._groups.get(group_id).id and each.enabled:
                return each
        raise NotFoundError(
            "integrationNotEnabled",
            f"360Learning has not enabled {name} for the group {group_id}; ask your Customer "
            "Success Partner",
        )

    def open_credentials(self, name: str, *, group_id: str, user_id: str) -> Integration:
        """Open the section Webhook credentials as ``user_id`` (C100).

        Raises:
            NotFoundError: ``integrationNotEnabled``.
            ForbiddenError: ``notPlatformAdmin``.
        """
        integration = self.page(name, group_id=group_id)
        self._demand_admin(user_id)
        return integration

    def _demand_admin(self, user_id: str) -> None:
        if PLATFORM_ADMINS.isdisjoint(self._groups.roles(self._groups.platform_group.id, user_id)):
            raise ForbiddenError(
                "notPlatformAdmin", f"User {user_id} is no administrator of the platform"
            )
