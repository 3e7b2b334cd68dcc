"""Finding the learner an identifier stands for (C104 to C111)."""

from __future__ import annotations

import httpx
import msgspec

from reference_impl.errors import LmsRefusedError
from reference_impl.lms import Lms
from reference_impl.settings import Identification

# A deleted user matches nothing until invited again (D10).
PRESENT = ("active", "invited")


class User(msgspec.Struct, frozen=True):
    """The fields of 360Learning's user that matter here."""

    id: str = msgspec.field(name="_id")
    status: str = ""
    mail: str | None = None
    username: str | None = None


class ExternalId(msgspec.Struct, frozen=True, rename="camel"):
    """One external id of one resource."""

    value: str
    target_id: str
    target_type: str


async def find_learners(
    lms: Lms, method: Identification, identifier: str, *, email_ignores_case: bool
) -> list[str]:
    """Ids of all present users that ``identifier`` stands for under ``method``.

    What comes back is compared once more: a filter that a platform ignores must match nobody.

    Raises:
        LmsError: 360Learning does not say.
    """
    match method:
        case "email":
            return await _by_email(lms, identifier, ignore_case=email_ignores_case)
        case "username":
            return await _by_username(lms, identifier)
        case "external_id":
            return await _by_external_id(lms, identifier)


async def _by_email(lms: Lms, mail: str, *, ignore_case: bool) -> list[str]:
    if ignore_case:
        mail = mail.strip().lower()
    users = lms.each("/api/v2/users", User, {"mail[eq]": mail})
    return [
        user.id
        async for user in users
        if user.status in PRESENT
        and mail == ((user.mail or "").strip().lower() if ignore_case else user.mail)
    ]


async def _by_username(lms: Lms, username: str) -> list[str]:
    users = lms.each("/api/v2/users", User, {"username[eq]": username})
    return [user.id async for user in users if user.status in PRESENT and user.username == username]


async def _by_external_id(lms: Lms, value: str) -> list[str]:
    # One value can lead to two users through two platforms, and to one user twice.
    mappings = lms.each(
        "/api/v2/external-ids", ExternalId, {"value[eq]": value, "type[eq]": "user"}
    )
    targets = {
        mapping.target_id
        async for mapping in mappings
        if mapping.value == value and mapping.target_type == "user"
    }
    return [target for target in sorted(targets) if await _is_present(lms, target)]


async def _is_present(lms: Lms, user_id: str) -> bool:
    try:
        user = await lms.get(f"/api/v2/users/{user_id}", User)
    except LmsRefusedError as refused:
        if refused.status == httpx.codes.NOT_FOUND:
            return False
        raise
    return user.status in PRESENT
