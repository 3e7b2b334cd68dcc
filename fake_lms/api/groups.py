"""Groups: list, make, read; who has which role in them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.paging import page, read_query
from fake_lms.core.errors import RefusedError
from fake_lms.people.groups import Role

PAGE = 500
ROLES_PAGE = 1_000

# The path spells one role with a hyphen, and an owner cannot be made or unmade this way.
PATH_ROLES: dict[str, Role] = {
    "admin": "admin",
    "analyst": "analyst",
    "coach": "coach",
    "contributor": "contributor",
    "editor": "editor",
    "learner": "learner",
    "user-admin": "userAdmin",
}


class GroupBody(Body):
    name: NonEmpty
    public: bool
    parent_id: NonEmpty
    custom: NonEmpty | UnsetType = UNSET


async def list_groups(request: Request) -> Response:
    query = read_query(request)
    return page(
        request,
        query,
        platform_of(request).groups.after(query.after),
        size=PAGE,
        key=lambda group: group.id,
        document=documents.group,
    )


async def make_group(request: Request) -> Response:
    fields = given(await read_body(request, GroupBody))
    group = platform_of(request).groups.add(
        fields.pop("name"), parent=fields.pop("parent_id"), **fields
    )
    return json_answer(documents.group(group), 201)


async def get_group(request: Request) -> Response:
    group = platform_of(request).groups.get(request.path_params["group_id"])
    return json_answer(documents.group(group))


async def list_roles(request: Request) -> Response:
    """Memberships, sorted by user."""
    query = read_query(request)
    # The last user served may have more roles.
    first = None if query.after is None else query.after.partition(":")[0]
    members = platform_of(request).groups.members_from(request.path_params["group_id"], first)
    return page(
        request,
        query,
        query.rest(members, key=_place),
        size=ROLES_PAGE,
        key=_place,
        document=lambda each: {"userId": each[0], "role": each[1]},
    )


async def add_role(request: Request) -> Response:
    platform = platform_of(request)
    group_id, user_id = request.path_params["group_id"], request.path_params["user_id"]
    role = _role(request)
    platform.groups.get(group_id)
    if platform.users.get(user_id).status == "deleted":
        raise RefusedError("userDeleted", f"User {user_id} is deleted")
    platform.groups.grant(group_id, user_id, role)
    return Response(status_code=204)


async def remove_role(request: Request) -> Response:
    platform_of(request).groups.revoke(
        request.path_params["group_id"], request.path_params["user_id"], _role(request)
    )
    return Response(status_code=204)


def _role(request: Request) -> Role:
    name = request.path_params["role"]
    role = PATH_ROLES.get(name)
    if role is None:
        raise RefusedError(
            "invalidRequest", f"{name!r} is not a role; there are {', '.join(PATH_ROLES)}"
        )
    return role


def _place(member: tuple[str, Role]) -> str:
    return f"{member[0]}:{member[1]}"


routes = [
    Route("/groups", list_groups, methods=["GET"]),
    Route("/groups", make_group, methods=["POST"]),
    Route("/groups/{group_id}", get_group, methods=["GET"]),
    Route("/groups/{group_id}/roles", list_roles, methods=["GET"]),
    Route("/groups/{group_id}/{role}/{user_id}", add_role, methods=["POST"]),
    Route("/groups/{group_id}/{role}/{user_id}", remove_role, methods=["DELETE"]),
]
