"""Invite a person: create or restore a user (360Learning, create a user)."""

from __future__ import annotations

from typing import Any

from fake_lms.core.errors import RefusedError
from fake_lms.people.groups import Groups, Role
from fake_lms.people.users import User, Users, normalized_mail


def invite(
    users: Users,
    groups: Groups,
    *,
    group_id: str,
    role: Role,
    mail: str | None = None,
    username: str | None = None,
    **profile: Any,
) -> tuple[User, bool]:
    """The invited user, and whether they are new.

    A deleted user of the same mail or username is restored with the old id (D10).

    Raises:
        NotFoundError: ``groupNotFound``.
        RefusedError: as :meth:`Users.add` does; ``loginIdentifierMultipleUsersFound`` when mail
            and username belong to two users; ``mailUsedTooManyTimes`` for a shared mail.
    """
    groups.get(group_id)
    by_mail = users.find(mail=normalized_mail(mail)) if mail is not None else []
    by_username = users.find(username=username) if username is not None else []
    if len(by_mail) > 1:
        raise RefusedError("mailUsedTooManyTimes", f"{len(by_mail)} users have the mail {mail}")
    if by_mail and by_username and by_mail != by_username:
        raise RefusedError(
            "loginIdentifierMultipleUsersFound",
            f"The mail {mail} and the username {username} belong to two different users",
        )
    known = next(iter(by_mail + by_username), None)
    if known is None or known.status != "deleted":
        user = users.add(
            profile.pop("first_name", None),
            mail=mail,
            username=username,
            status="invited",
            roles={group_id: role},
            **profile,
        )
        return user, True
    changes = {"mail": mail, "username": username, **profile}
    users.restore(known.id)
    groups.grant(group_id, known.id, role)
    given = {name: value for name, value in changes.items() if value is not None}
    return users.update(known.id, **given), False
