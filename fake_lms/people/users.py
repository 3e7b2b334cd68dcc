"""The people of a platform.

A deleted user keeps their id and statistics; inviting the same mail or username again brings the
same user back (360Learning's "create user" operation).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.languages import UserLanguage
from fake_lms.core.repository import Repository
from fake_lms.people.groups import Groups, Role

UserStatus = Literal["active", "invited", "deleted"]

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class User(msgspec.Struct, frozen=True, kw_only=True):
    """One person. ``mail`` is trimmed and in lower case; ``username`` is kept as given."""

    id: str
    status: UserStatus
    lang: UserLanguage = "en"
    mail: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    job: str | None = None
    organization: str | None = None
    phone: str | None = None
    custom: str | None = None
    primary_group_id: str | None = None
    deleted_at: tuple[datetime, ...] = ()
    reactivated_at: tuple[datetime, ...] = ()


def normalized_mail(mail: str) -> str:
    """``mail`` as the platform stores it: trimmed, lower case.

    Raises:
        RefusedError: ``mailInvalid``.
    """
    stored = mail.strip().lower()
    if not _MAIL.fullmatch(stored):
        raise RefusedError("mailInvalid", f"{mail!r} is not a mail address; write name@domain.tld")
    return stored


class Users:
    """All users that the platform has ever had, including deleted ones."""

    def __init__(self, ids: Ids, now: Callable[[], datetime], groups: Groups) -> None:
        self._ids = ids
        self._now = now
        self._groups = groups
        self._users: Repository[User] = Repository()
        self._by_mail: dict[str, list[str]] = {}
        self._by_username: dict[str, str] = {}

    def add(
        self,
        first_name: str | None,
        *,
        last_name: str | None = None,
        mail: str | None = None,
        username: str | None = None,
        status: UserStatus = "active",
        lang: UserLanguage = "en",
        roles: Mapping[str, Role] | None = None,
        share_mail: bool = False,
        **profile: Any,
    ) -> User:
        """A new user, with one role in each group of ``roles`` (group id to role).

        Without ``roles`` they are a learner of the platform group. Two users may have one mail
        only where ``share_mail`` says so: real platforms have such pairs (A-MULTI), but the API
        refuses to create them.

        Raises:
            RefusedError: ``mailAndUsernameUndefined``, ``mailInvalid``, ``mailAlreadyUsed``,
                ``usernameAlreadyUsed``.
        """
        if mail is None and username is None:
            raise RefusedError(
                "mailAndUsernameUndefined", "A user needs a mail or a username to log in with"
            )
        stored = normalized_mail(mail) if mail is not None else None
        self._refuse_taken(None, None if share_mail else stored, username)
        user = User(
            id=self._ids(),
            status=status,
            lang=lang,
            mail=stored,
            username=username,
            first_name=first_name,
            last_name=last_name,
            **profile,
        )
        self._keep(user, before=None)
        for group_id, role in (roles or {self._groups.platform_group.id: "learner"}).items():
            self._groups.grant(group_id, user.id, role)
        return user

    def get(self, user_id: str) -> User:
        """The user of that id, deleted or not.

        Raises:
            NotFoundError: ``userNotFound``.
        """
        user = self._users.get(user_id)
        if user is None:
            raise NotFoundError("userNotFound", f"No user has the id {user_id!r}")
        return user

    def is_present(self, user_id: str) -> bool:
        """True if the user exists and is not deleted."""
        user = self._users.get(user_id)
        return user is not None and user.status != "deleted"

    def find(
        self, *, name: str | None = None, mail: str | None = None, username: str | None = None
    ) -> list[User]:
        """Users by first name, stored mail or username, deleted ones included; all must match."""
        if mail is not None:
            found = [self.get(each) for each in self._by_mail.get(mail, ())]
        elif username is not None:
            holder = self._by_username.get(username)
            found = [self.get(holder)] if holder else []
        else:
            found = list(self._users)
        return [
            each
            for each in found
            if (name is None or each.first_name == name)
            and (username is None or each.username == username)
        ]

    def update(self, user_id: str, **changes: Any) -> User:
        """Change fields of a profile; None empties one.

        Raises:
            NotFoundError: ``userNotFound``.
            RefusedError: ``mailInvalid``, ``mailAlreadyUsed``, ``usernameAlreadyUsed``,
                ``userShouldHaveAtLeastOneValidIdentifier``, ``notMemberOfPrimaryGroup``.
        """
        before = self.get(user_id)
        if changes.get("mail") is not None:
            changes["mail"] = normalized_mail(changes["mail"])
        after = msgspec.structs.replace(before, **changes)
        if after.mail is None and after.username is None:
            raise RefusedError(
                "userShouldHaveAtLeastOneValidIdentifier",
                "Emptying this field would leave the user without mail and username",
            )
        self._refuse_taken(
            user_id,
            after.mail if after.mail != before.mail else None,
            after.username if after.username != before.username else None,
        )
        home = changes.get("primary_group_id")
        if home is not None and not self._groups.roles(home, user_id):
            raise RefusedError(
                "notMemberOfPrimaryGroup", f"User {user_id} is no member of the group {home!r}"
            )
        self._keep(after, before=before)
        return after

    def change_mail(self, user_id: str, mail: str) -> User:
        """Give the user another mail (D09); refusals as for :meth:`update`."""
        return self.update(user_id, mail=mail)

    def delete(self, user_id: str) -> User:
        """Delete softly: the id, the roles and the statistics stay.

        Raises:
            NotFoundError: ``userNotFound``, also when already deleted.
            RefusedError: ``userIsCompanyOwner``.
        """
        before = self.get(user_id)
        if before.status == "deleted":
            raise NotFoundError("userNotFound", f"User {user_id} is already deleted")
        if "owner" in self._groups.roles(self._groups.platform_group.id, user_id):
            raise RefusedError("userIsCompanyOwner", "The owner of the platform cannot be deleted")
        after = msgspec.structs.replace(
            before, status="deleted", deleted_at=(*before.deleted_at, self._now())
        )
        self._keep(after, before=before)
        return after

    def restore(self, user_id: str, *, status: UserStatus = "invited") -> User:
        """Restore a deleted user under the same id (D10), by default as invited.

        Raises:
            NotFoundError: ``userNotFound``.
            RefusedError: ``userNotDeleted``.
        """
        before = self.get(user_id)
        if before.status != "deleted":
            raise RefusedError("userNotDeleted", f"User {user_id} is {before.status}, not deleted")
        after = msgspec.structs.replace(
            before, status=status, reactivated_at=(*before.reactivated_at, self._now())
        )
        self._keep(after, before=before)
        return after

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[User]] = ()
    ) -> Iterator[User]:
        """Users in order of creation, from behind the id ``cursor``."""
        return self._users.after(cursor, conditions)

    def __iter__(self) -> Iterator[User]:
        return iter(self._users)

    def __len__(self) -> int:
        return len(self._users)

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._users

    def _refuse_taken(self, user_id: str | None, mail: str | None, username: str | None) -> None:
        if mail is not None and any(each != user_id for each in self._by_mail.get(mail, ())):
            raise RefusedError("mailAlreadyUsed", f"Another user has the mail {mail}")
        if username is not None and self._by_username.get(username, user_id) != user_id:
            raise RefusedError("usernameAlreadyUsed", f"Another user has the username {username}")

    def _keep(self, user: User, *, before: User | None) -> None:
        if before is not None and before.mail is not None:
            self._by_mail[before.mail].remove(user.id)
        if before is not None and before.username is not None:
            del self._by_username[before.username]
        if user.mail is not None:
            self._by_mail.setdefault(user.mail, []).append(user.id)
        if user.username is not None:
            self._by_username[user.username] = user.id
        self._users.put(user.id, user)
