"""Who somebody is on either side: the identifiers that have to meet (C061, C062)."""

from __future__ import annotations

import dataclasses
from typing import Literal

from fake_lms.people.users import User, UserStatus
from fake_lms.platform import Platform
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
"""What calls a person by an external identifier; a value is unique within one of them only."""


class Users:
    """Learners by name, and the users 360Learning has."""

    def __init__(self, platform: Platform, cast: Personas) -> None:
        self._platform = platform
        self._cast = cast
        self._ours = {user.id for user in platform.users}

    def rename_in_360learning(self, learner: str, identifier: str, value: str | None) -> None:
        """Give a user another identifier, or none."""
        user = self._cast.users[learner]
        match identifier:
            case "email address":
                self._platform.users.update(user, mail=value)
            case "username":
                self._platform.users.update(user, username=value)
            case "external identifier" if value is not None:
                self._name(user, value)
            case _:
                raise FeatureMistake(
                    f"{identifier} cannot be {value or 'missing'} in 360Learning; name a value"
                )

    def rename_in_percipio(self, learner: str, identifier: str, value: str | None) -> None:
        """Give a Percipio account another email address or user ID, or none."""
        learners = self._cast.acme.learners
        match identifier:
            case "email address":
                learners[learner] = dataclasses.replace(learners[learner], email=value)
            case "user ID":
                learners[learner] = dataclasses.replace(learners[learner], user_id=value)
            case _:
                raise FeatureMistake(
                    f"Percipio has no {identifier}; it has the email address and the user ID"
                )

    def double(self, learner: str, identifier: str, status: UserStatus) -> None:
        """A further user of 360Learning who shares an identifier with the learner (A-MULTI)."""
        user = self._user(learner)
        shares_mail = identifier == "email address"
        double = self._platform.users.add(
            f"{learner}'s double",
            username=f"double.of.{learner.lower()}",
            mail=user.mail if shares_mail else None,
            share_mail=shares_mail,
            status=status,
            roles={self._cast.groups[ACADEMY]: "learner"},
        )
        self._ours.add(double.id)
        if identifier == "external identifier":
            held = self._platform.external_ids.of(user.id)
            if not held:
                raise FeatureMistake(
                    f"{learner} has no external identifier that could be shared; give one before"
                )
            self._name(double.id, held[-1].value)
        elif not shares_mail:
            raise FeatureMistake(
                f"360Learning lets no two users share a {identifier}; use another identifier"
            )

    def remove(self, learner: str) -> None:
        """The user is deleted; the statistics stay."""
        self._platform.users.delete(self._cast.users[learner])

    def invite_again(self, learner: str) -> None:
        """The deleted user is brought back, as invited."""
        self._platform.users.restore(self._cast.users[learner])

    def strangers(self) -> list[str]:
        """Users that neither the world nor a step of the scenario made."""
        ours = self._ours | set(self._cast.users.values())
        return [
            user.mail or user.username or user.id
            for user in self._platform.users
            if user.id not in ours
        ]

    def _user(self, learner: str) -> User:
        return self._platform.users.get(self._cast.users[learner])

    def _name(self, user: str, value: str) -> None:
        ids = self._platform.external_ids
        taken = {each.platform for each in (*ids.with_value(value), *ids.of(user))}
        number = next(n for n in range(1, 10) if _DIRECTORY.format(n) not in taken)
        ids.add(_DIRECTORY.format(number), value, user)
