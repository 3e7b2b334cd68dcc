"""Life of an integration: prepared by 360Learning's staff, activated by the customer.

The order and the roles are the article's (C002, C003, C080, C084, C086, C097, C100). No public
interface shows these actions, so their refusals have our own codes.
"""

from __future__ import annotations

from fake_lms.core.errors import ForbiddenError, NotFoundError, RefusedError
from fake_lms.integration.integrations import Integration, Integrations
from fake_lms.people.groups import Groups, Role
from fake_lms.people.users import User, Users

PLATFORM_ADMINS: frozenset[Role] = frozenset({"owner", "admin"})


class Administration:
    """The actions of 360Learning's staff, and the customer's users who may act after them.

    ``group_admins_too`` lets administrators of an integration's group do what administrators of
    the platform may; the article is silent on it (A-ROLE). ``any_connector_admin`` takes any user
    for one, also who does not administer the group (A-CONNADMIN).
    """

    def __init__(self, integrations: Integrations, groups: Groups, users: Users) -> None:
        self._integrations = integrations
        self._groups = groups
        self._users = users
        self.group_admins_too = False
        self.any_connector_admin = False

    def enable(self, name: str, *, group_id: str, connector_admin_id: str) -> Integration:
        """Prepare an integration in the back end; it waits for its activation.

        An integration that was withdrawn from the group before becomes the same one again.

        Raises:
            NotFoundError: ``groupNotFound``, ``userNotFound``.
            RefusedError: ``connectorAdminNotGroupAdmin`` (A-CONNADMIN),
                ``duplicateExternalPlatform``.
        """
        administers = "admin" in self._groups.roles(group_id, connector_admin_id)
        if not (administers or self.any_connector_admin):
            raise RefusedError(
                "connectorAdminNotGroupAdmin",
                f"User {connector_admin_id} does not administer the group {group_id}; the "
                "connector admin becomes the author of its courses, so give them the role first",
            )
        for each in self._integrations.named(name):
            if each.group_id == group_id and not each.enabled:
                return self._integrations.update(
                    each.id, author_id=connector_admin_id, enabled=True
                )
        return self._integrations.add(
            name, group_id=group_id, author_id=connector_admin_id, default_progress=50, active=False
        )

    def withdraw(self, integration_id: str) -> None:
        """Withdraw an integration that is not activated; its group then has no page.

        Raises:
            NotFoundError: ``integrationNotFound``.
            RefusedError: ``integrationActive``: its courses would be left without it.
        """
        integration = self._integrations.get(integration_id)
        if integration.active:
            raise RefusedError(
                "integrationActive",
                f"{integration.external_platform} is active and has courses that need it; only an "
                "integration that is not activated can be withdrawn",
            )
        self._integrations.update(integration.id, enabled=False)

    def activate(self, integration_id: str) -> Integration:
        """Activate an integration: the submitted parameters are valid (C094)."""
        return self._integrations.update(integration_id, active=True)

    def page(self, name: str, *, group_id: str, user_id: str) -> Integration:
        """The integration with a page in the settings of a group, for a user who may see it.

        Raises:
            NotFoundError: ``userNotFound``, ``groupNotFound``; ``integrationNotEnabled`` whoever
                asks: this group has no such page (C003, C086, C097).
            ForbiddenError: ``notPlatformAdmin`` (C002, C100).
        """
        user = self._users.get(user_id)
        integration = self._enabled(name, group_id)
        self._demand_admin(user, group_id)
        return integration

    def _enabled(self, name: str, group_id: str) -> Integration:
        group = self._groups.get(group_id)
        for each in self._integrations.named(name):
            if each.group_id == group.id and each.enabled:
                return each
        raise NotFoundError(
            "integrationNotEnabled",
            f"360Learning has not enabled {name} for the group {group.name}; ask your Customer "
            "Success Partner",
        )

    def _demand_admin(self, user: User, group_id: str) -> None:
        if self._users.is_present(user.id):
            if not PLATFORM_ADMINS.isdisjoint(self._roles(self._groups.platform_group.id, user)):
                return
            if self.group_admins_too and "admin" in self._roles(group_id, user):
                return
        raise ForbiddenError(
            "notPlatformAdmin",
            f"{user.first_name or user.id} is not a platform administrator; ask one to open "
            "this page",
        )

    def _roles(self, group_id: str, user: User) -> list[Role]:
        return self._groups.roles(group_id, user.id)
