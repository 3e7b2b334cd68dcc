"""Find the learners with given identifiers (C104 to C111)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

import httpx
import msgspec

from reference_impl.lms.client import LmsClient
from reference_impl.rules.errors import LmsRefusedError
from reference_impl.rules.settings import Identification

log = logging.getLogger(__name__)

# A deleted user matches nothing until invited again (D10).
PRESENT = ("active", "invited")

# One request asks for as many identifiers as fit into a URL that any server accepts. A longer
# value than the longest identifier matches no user: an email address has at most 254 characters
# (RFC 5321), and platforms issue no longer names.
LONGEST_QUERY = 4_000
LONGEST_IDENTIFIER = 320


class User(msgspec.Struct, frozen=True):
    """The fields of 360Learning's user that the search needs."""

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
    lms: LmsClient, method: Identification, identifiers: Iterable[str], *, email_ignores_case: bool
) -> dict[str, list[str]]:
    """Find the ids of all existing users with each identifier under ``method``.

    Results are compared again, because a platform might ignore the filter.

    Raises:
        LmsError: 360Learning does not answer the search.
    """
    found: dict[str, list[str]] = {}
    normal: dict[str, str] = {}
    for each in dict.fromkeys(identifiers):
        found[each] = []
        if len(each) <= LONGEST_IDENTIFIER:
            normal[each] = _normal(each) if method == "email" and email_ignores_case else each
    known: dict[str, list[str]] = {}
    for some in _together(dict.fromkeys(normal.values())):
        known |= await _find(lms, method, some, email_ignores_case)
    return found | {each: known.get(wanted, []) for each, wanted in normal.items()}


async def _find(
    lms: LmsClient, method: Identification, some: Sequence[str], email_ignores_case: bool
) -> dict[str, list[str]]:
    """Find users; a value that the platform cannot search for matches none and stops no other."""
    try:
        match method:
            case "email":
                return await _by_email(lms, some, email_ignores_case)
            case "username":
                return await _by_username(lms, some)
            case "external_id":
                return await _by_external_id(lms, some)
    except LmsRefusedError as refused:
        if refused.status != httpx.codes.BAD_REQUEST:
            raise
        if len(some) == 1:
            log.warning("360Learning cannot search for an identifier: %s", refused)
            return {}
    half = len(some) // 2
    first = await _find(lms, method, some[:half], email_ignores_case)
    return first | await _find(lms, method, some[half:], email_ignores_case)


async def _by_email(
    lms: LmsClient, mails: Sequence[str], ignore_case: bool
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async for user in lms.each("/api/v2/users", User, _filter("mail", mails)):
        if user.status in PRESENT and user.mail is not None:
            found.setdefault(_normal(user.mail) if ignore_case else user.mail, []).append(user.id)
    return found


async def _by_username(lms: LmsClient, usernames: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async for user in lms.each("/api/v2/users", User, _filter("username", usernames)):
        if user.status in PRESENT and user.username is not None:
            found.setdefault(user.username, []).append(user.id)
    return found


async def _by_external_id(lms: LmsClient, values: Sequence[str]) -> dict[str, list[str]]:
    # Through two platforms, one value can match two users, or the same user twice.
    targets: dict[str, set[str]] = {value: set() for value in values}
    query = _filter("value", values) | {"type[eq]": "user"}
    async for mapping in lms.each("/api/v2/external-ids", ExternalId, query):
        if mapping.value in targets and mapping.target_type == "user":
            targets[mapping.value].add(mapping.target_id)
    named = sorted(set().union(*targets.values()))
    # Sequential: parallel requests would exceed the platform's limit of 50 a second.
    present = {user_id for user_id in named if await _is_present(lms, user_id)}
    return {value: sorted(ids & present) for value, ids in targets.items()}


async def _is_present(lms: LmsClient, user_id: str) -> bool:
    try:
        user = await lms.get(f"/api/v2/users/{user_id}", User)
    except LmsRefusedError as refused:
        if refused.status == httpx.codes.NOT_FOUND:
            return False
        raise
    return user.status in PRESENT


def _normal(mail: str) -> str:
    return mail.strip().lower()


def _filter(name: str, values: Sequence[str]) -> dict[str, str | list[str]]:
    """Build a filter for one value or any of several (360Learning API v2, filtering guide)."""
    return {f"{name}[eq]": values[0]} if len(values) == 1 else {f"{name}[in]": list(values)}


def _together(identifiers: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    length = 0
    for each in identifiers:
        longer = len(quote(each)) + len("&username[in]=")
        if some and length + longer > LONGEST_QUERY:
            yield some
            some, length = [], 0
        some.append(each)
        length += longer
    if some:
        yield some
