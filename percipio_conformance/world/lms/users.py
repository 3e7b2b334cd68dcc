"""Users of 360Learning, and the identifiers that match them to Percipio's (C061, C062)."""

from __future__ import annotations

import dataclasses
from typing import Literal

from fake_lms.people.users import User, UserStatus
from fake_lms.platform import Platform
from percipio_conformance.core.names import unknown
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.personas import ACADEMY, Personas

Method = Literal["email", "username", "external_id"]

METHODS: dict[str, Method] = {
    "email address": "email",
    "username": "username",
    "external identifier": "external_id",
}
"""The three methods of Learner identification, as the settings page calls them."""

STATUSES: dict[str, UserStatus] = {
    "active": "active",
    "invited": "invited",
    "deleted": "deleted",
}

_DIRECTORY = "HR directory {}"
"""The source of an external identifier; a value is unique within one source only."""


class Users:
    """The users of 360Learning, by name."""

    def __init__(self, platform: Platform, personas: Personas) -> None:
        self._platform = platform
        self._personas = personas
        self._expected = {user.id for user in platform.users}

    def rename_in_360learning(self, learner: str, identifier: str, value: str | None) -> None:
        """Give a user another identifier, or none."""
        user = self._personas.users[learner]
        match identifier:
            case "email address":
                self._platform.users.update(user, mail=value)
            case "username":
                self._platform.users.update(user, username=value)
            case "external identifier" if value is not None:
                self._add_external_id(user, value)
            case _:
                raise FeatureMistake(
                    f"{identifier} cannot be {value or 'missing'} in 360Learning; name a value"
                )

    def rename_in_percipio(self, learner: str, identifier: str, value: str | None) -> None:
        """Give a Percipio account another email address or user ID, or none."""
        learners = self._personas.acme.learners
        match identifier:
            case "email address":
                learners[learner] = dataclasses.replace(learners[learner], email=value)
            case "user ID":
                learners[learner] = dataclasses.replace(learners[learner], user_id=value)
            case _:
                raise FeatureMistake(
                    f"Percipio has no {identifier}; it has the email address and the user ID"
                )

    def add_duplicate(self, learner: str, identifier: str, status: UserStatus) -> None:
        """Add a user who shares an identifier with the learner (A-MULTI)."""
        user = self._user(learner)
        shares_mail = identifier == "email address"
        duplicate = self._platform.users.add(
            f"{learner}'s double",
            username=f"double.of.{learner.lower()}",
            mail=user.mail if shares_mail else None,
            share_mail=shares_mail,
            status=status,
            roles={self._personas.groups[ACADEMY]: "learner"},
        )
        self._expected.add(duplicate.id)
        if identifier == "external identifier":
            shared = self._platform.external_ids.of(user.id)
            if not shared:
                raise FeatureMistake(
                    f"{learner} has no external identifier that could be shared; give one before"
                )
            self._add_external_id(duplicate.id, shared[-1].value)
        elif not shares_mail:
            raise FeatureMistake(
                f"360Learning lets no two users share a {identifier}; use another identifier"
            )

    def remove(self, learner: str) -> None:
        """Delete the user; the statistics remain."""
        self._platform.users.delete(self._personas.users[learner])

    def invite_again(self, learner: str) -> None:
        """Restore the deleted user, with the status invited."""
        self._platform.users.restore(self._personas.users[learner])

    def unexpected_users(self) -> list[str]:
        """The users that neither the world nor a step of the scenario added."""
        expected = self._expected | set(self._personas.users.values())
        return [
            user.mail or user.username or user.id
            for user in self._platform.users
            if user.id not in expected
        ]

    def id_of(self, name: str) -> str:
        """The id of the only user of that name.

        Raises:
            FeatureMistake: there is no such user, or more than one.
        """
        found = self._platform.users.find(name=name)
        if not found:
            names = sorted({each.first_name for each in self._platform.users if each.first_name})
            raise FeatureMistake(unknown("user of 360Learning", name, names))
        if len(found) > 1:
            raise FeatureMistake(f"360Learning has {len(found)} users called {name}; use another")
        return found[0].id

    def name_of(self, user_id: str) -> str:
        """The first name of the user, or the id where the user has none."""
        return self._platform.users.get(user_id).first_name or user_id

    def _user(self, learner: str) -> User:
        return self._platform.users.get(self._personas.users[learner])

    def _add_external_id(self, user: str, value: str) -> None:
        ids = self._platform.external_ids
        taken = {each.platform for each in (*ids.with_value(value), *ids.of(user))}
        number = next(n for n in range(1, 10) if _DIRECTORY.format(n) not in taken)
        ids.add(_DIRECTORY.format(number), value, user)
