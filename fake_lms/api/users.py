"""Users: list, invite, read, change, delete."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.filters import EQ_NE, STRING, Field, one_of, read_filters
from fake_lms.api.paging import page, read_query
from fake_lms.core.languages import UserLanguage
from fake_lms.people import invitations
from fake_lms.people.groups import Role
from fake_lms.people.users import User

PAGE = 500

FILTERS: dict[str, Field[User]] = {
    "mail": Field(lambda user: user.mail, STRING),
    "username": Field(lambda user: user.username, STRING),
    "status": Field(lambda user: user.status, EQ_NE, one_of("active", "invited", "deleted")),
}


class MembershipBody(Body):
    group_id: str
    role: Role


class InviteBody(Body):
    membership: MembershipBody
    mail: NonEmpty | UnsetType = UNSET
    username: NonEmpty | UnsetType = UNSET
    first_name: NonEmpty | UnsetType = UNSET
    last_name: NonEmpty | UnsetType = UNSET
    job: NonEmpty | UnsetType = UNSET
    organization: NonEmpty | UnsetType = UNSET
    phone: NonEmpty | UnsetType = UNSET
    custom: NonEmpty | UnsetType = UNSET
    primary_group_id: NonEmpty | UnsetType = UNSET
    lang: UserLanguage | UnsetType = UNSET


class ChangeBody(Body):
    """null empties a field; an omitted field stays unchanged."""

    mail: NonEmpty | UnsetType | None = UNSET
    username: NonEmpty | UnsetType | None = UNSET
    first_name: NonEmpty | UnsetType | None = UNSET
    last_name: NonEmpty | UnsetType | None = UNSET
    job: NonEmpty | UnsetType | None = UNSET
    organization: NonEmpty | UnsetType | None = UNSET
    phone: NonEmpty | UnsetType | None = UNSET
    custom: NonEmpty | UnsetType | None = UNSET
    primary_group_id: NonEmpty | UnsetType | None = UNSET
    lang: UserLanguage | UnsetType = UNSET


async def list_users(request: Request) -> Response:
    """Mails are compared as stored: trimmed, lower case."""
    users = platform_of(request).users
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        users.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda user: user.id,
        document=documents.user,
    )


async def invite_user(request: Request) -> Response:
    """201 with a new user, 200 with a deleted one brought back."""
    platform = platform_of(request)
    body = await read_body(request, InviteBody)
    fields = given(body)
    del fields["membership"]
    user, new = invitations.invite(
        platform.users,
        platform.groups,
        group_id=body.membership.group_id,
        role=body.membership.role,
        **fields,
    )
    return json_answer(documents.user(user), 201 if new else 200)


async def get_user(request: Request) -> Response:
    user = platform_of(request).users.get(request.path_params["user_id"])
    return json_answer(documents.user(user))


async def change_user(request: Request) -> Response:
    changes = given(await read_body(request, ChangeBody))
    user = platform_of(request).users.update(request.path_params["user_id"], **changes)
    return json_answer(documents.user(user))


async def delete_user(request: Request) -> Response:
    platform_of(request).users.delete(request.path_params["user_id"])
    return Response(status_code=204)


routes = [
    Route("/users", list_users, methods=["GET"]),
    Route("/users", invite_user, methods=["POST"]),
    Route("/users/{user_id}", get_user, methods=["GET"]),
    Route("/users/{user_id}", change_user, methods=["PATCH"]),
    Route("/users/{user_id}", delete_user, methods=["DELETE"]),
]
