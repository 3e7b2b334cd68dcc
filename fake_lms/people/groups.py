"""The tree of groups, the roles in them, and the contents of their catalogs and libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

import msgspec

from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.people.visibility import public_subtree, sources

# 360Learning API v2, UserRole.
Role = Literal[
    "admin", "analyst", "editor", "coach", "contributor", "learner", "owner", "userAdmin"
]
ROLES: tuple[Role, ...] = get_args(Role)

# 360Learning API v2: a catalog holds courses and path sessions, a library courses and paths.
ContentKind = Literal["course", "path", "path-session"]

Shows = Callable[[str, bool], bool]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One group; the platform group alone has no parent."""

    id: str
    name: str
    public: bool
    parent_id: str | None = None
    custom: str | None = None


class Groups:
    """All groups. ``shows(content id, in its own group)``: whether learners see the content."""

    def __init__(self, ids: Ids, *, name: str, shows: Shows) -> None:
        self._ids = ids
        self._shows = shows
        self._groups: Repository[Group] = Repository()
        self._roles: dict[str, dict[str, dict[Role, None]]] = {}
        self._catalogs: dict[str, dict[str, ContentKind]] = {}
        self._libraries: dict[str, dict[str, ContentKind]] = {}
        self.platform_group = self._keep(Group(id=ids(), name=name, public=True))

    # The tree

    def add(
        self,
        name: str,
        *,
        parent: str | None = None,
        public: bool = True,
        custom: str | None = None,
    ) -> Group:
        """A new group below the group of id ``parent``, or below the platform group.

        Raises:
            NotFoundError: ``parentGroupNotFound``.
        """
        parent_id = self.platform_group.id if parent is None else parent
        if parent_id not in self._groups:
            raise NotFoundError("parentGroupNotFound", f"No group has the id {parent_id!r}")
        return self._keep(
            Group(id=self._ids(), name=name, public=public, parent_id=parent_id, custom=custom)
        )

    def get(self, group_id: str) -> Group:
        """Raises NotFoundError ``groupNotFound``."""
        group = self._groups.get(group_id)
        if group is None:
            raise NotFoundError("groupNotFound", f"No group has the id {group_id!r}")
        return group

    def named(self, name: str) -> list[Group]:
        """Groups of that name; names need not be unique."""
        return [each for each in self._groups if each.name == name]

    def lineage(self, group_id: str) -> list[Group]:
        """The group and its ancestors, nearest first."""
        line = [self.get(group_id)]
        while (parent := self._parent(line[-1])) is not None:
            line.append(parent)
        return line

    def after(self, cursor: str | None) -> Iterator[Group]:
        return self._groups.after(cursor)

    def __iter__(self) -> Iterator[Group]:
        return iter(self._groups)

    def __contains__(self, group_id: object) -> bool:
        return group_id in self._groups

    # Roles

    def grant(self, group_id: str, user_id: str, role: Role) -> None:
        """Give a role in one group; giving it twice changes nothing."""
        self._roles[self.get(group_id).id].setdefault(user_id, {})[role] = None

    def revoke(self, group_id: str, user_id: str, role: Role) -> None:
        """Take a role away. A learner also leaves the public subgroups, as in the API's text.

        Raises:
            NotFoundError: ``groupNotFound``, or ``userNotFoundInGroup`` without that role.
        """
        group = self.get(group_id)
        if role not in self.roles(group_id, user_id):
            raise NotFoundError(
                "userNotFoundInGroup", f"User {user_id} has no role {role} in group {group_id}"
            )
        reached = public_subtree(group, self._children) if role == "learner" else [group]
        for each in reached:
            held = self._roles[each.id].get(user_id, {})
            held.pop(role, None)
            if not held:
                self._roles[each.id].pop(user_id, None)

    def roles(self, group_id: str, user_id: str) -> list[Role]:
        """The roles of one user in one group, none when they are no member."""
        return list(self._roles[self.get(group_id).id].get(user_id, ()))

    def members(self, group_id: str) -> list[tuple[str, Role]]:
        """(user id, role) of one group, sorted by user."""
        held = self._roles[self.get(group_id).id]
        return [(user_id, role) for user_id in sorted(held) for role in sorted(held[user_id])]

    def groups_of(self, user_id: str) -> list[Group]:
        """The groups in which the user has a role."""
        return [each for each in self._groups if user_id in self._roles[each.id]]

    # Catalogs and libraries

    def catalog(self, group_id: str, kind: ContentKind = "course") -> list[str]:
        """Content ids placed in the group's own catalog, in the order of placing."""
        return _of_kind(self._catalogs[self.get(group_id).id], kind)

    def library(self, group_id: str, kind: ContentKind = "course") -> list[str]:
        """Content ids placed in the group's library, in the order of placing."""
        return _of_kind(self._libraries[self.get(group_id).id], kind)

    def add_to_catalog(self, group_id: str, content_id: str, kind: ContentKind = "course") -> None:
        self._catalogs[self.get(group_id).id].setdefault(content_id, kind)

    def add_to_library(self, group_id: str, content_id: str, kind: ContentKind = "course") -> None:
        self._libraries[self.get(group_id).id].setdefault(content_id, kind)

    def remove_from_catalog(self, group_id: str, content_id: str) -> None:
        """Raises RefusedError ``contentNotInCatalog``."""
        if self._catalogs[self.get(group_id).id].pop(content_id, None) is None:
            raise RefusedError(
                "contentNotInCatalog", f"{content_id} is not in that group's catalog"
            )

    def remove_from_library(self, group_id: str, content_id: str) -> None:
        """Raises RefusedError ``contentNotInLibrary``."""
        if self._libraries[self.get(group_id).id].pop(content_id, None) is None:
            raise RefusedError(
                "contentNotInLibrary", f"{content_id} is not in that group's library"
            )

    def visible_catalog(self, user_id: str, kind: ContentKind = "course") -> list[str]:
        """Contents of the catalogs of a user's groups, including inherited ones (A-PUBLIC).

        Content learners are not shown (an archived course, or one whose integration does not
        reach subgroups) is left out. Each id once.
        """
        seen: dict[str, None] = {}
        for group in self.groups_of(user_id):
            for source in sources(group, self._parent):
                for content_id in self.catalog(source.id, kind):
                    if content_id not in seen and self._shows(content_id, source.id == group.id):
                        seen[content_id] = None
        return list(seen)

    def _keep(self, group: Group) -> Group:
        self._groups.put(group.id, group)
        self._roles[group.id] = {}
        self._catalogs[group.id] = {}
        self._libraries[group.id] = {}
        return group

    def _parent(self, group: Group) -> Group | None:
        return None if group.parent_id is None else self.get(group.parent_id)

    def _children(self, group: Group) -> list[Group]:
        return [each for each in self._groups if each.parent_id == group.id]


def _of_kind(placed: dict[str, ContentKind], kind: ContentKind) -> list[str]:
    return [content_id for content_id, each in placed.items() if each == kind]
