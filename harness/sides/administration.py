"""The customer's administrators and 360Learning's staff around an integration."""

from __future__ import annotations

from collections.abc import Callable

from fake_lms.errors import PlatformError
from fake_lms.platform import Platform
from harness.cast import Cast

NAME = "Skillsoft"
REASONS = {
    "the group does not exist": "groupNotFound",
    "the connector admin does not administer the group": "connectorAdminNotGroupAdmin",
    "360Learning has not enabled it": "integrationNotEnabled",
    "only administrators may": "notPlatformAdmin",
}
"""What a refusal is called in a scenario, and by its code."""

NOWHERE = "0" * 24


class Administration:
    """Acts by people's names; each answers None, or the code it was refused with."""

    def __init__(self, platform: Platform, cast: Cast) -> None:
        self._platform = platform
        self._cast = cast
        group = cast.groups["Sales"]
        sam = platform.users.add("Sam", mail="sam@acme.example", roles={group: "admin"})
        self._people = cast.users | {"Sam": sam.id, "Olivia": self._owner()}

    def enable(self, group: str, connector_admin: str) -> str | None:
        return _refusal(
            lambda: self._platform.administration.enable(
                NAME,
                group_id=self._cast.groups.get(group, NOWHERE),
                connector_admin_id=self._people[connector_admin],
            )
        )

    def activate(self, group: str, person: str) -> str | None:
        return _refusal(
            lambda: self._platform.administration.activate(
                NAME, group_id=self._cast.groups[group], user_id=self._people[person]
            )
        )

    def open_page(self, group: str) -> str | None:
        return _refusal(
            lambda: self._platform.administration.page(NAME, group_id=self._cast.groups[group])
        )

    def open_credentials(self, group: str, person: str) -> str | None:
        return _refusal(
            lambda: self._platform.administration.open_credentials(
                NAME, group_id=self._cast.groups[group], user_id=self._people[person]
            )
        )

    def _owner(self) -> str:
        (owner,) = self._platform.users.find(name="Olivia")
        return owner.id


def _refusal(act: Callable[[], object]) -> str | None:
    try:
        act()
    except PlatformError as error:
        return error.code
    return None
