"""The tree of groups, the roles in them, and the contents of their catalogs and libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.core.sorted_ids import SortedIds
from fake_lms.people.placements import ContentKind, Placements
from fake_lms.people.visibility import public_subtree, sources

# 360Learning API v2, UserRole.
Role = Literal[
    "admin", "analyst", "editor", "coach", "contributor", "learner", "owner", "userAdmin"
]
ROLES: tuple[Role, ...] = get_args(Role)

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
        self._groups_of: dict[str, set[str]] = {}
        """The ids of the groups in which a user has a role, by user."""
        self._children_of: dict[str, list[Group]] = {}
        self._members: dict[str, SortedIds] = {}
        """The user ids of a group, in order; made by the first reading."""
        self._catalogs: dict[str, Placements] = {}
        self._libraries: dict[str, Placements] = {}
        self._places: dict[str, set[str]] = {}
        """The ids of the groups that have or had a content in their catalog or library."""
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
        return list(self._groups.after(None, [Condition("name", _name_of, "eq", [name])]))

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
        held = self._roles[self.get(group_id).id]
        if group_id in self._members and user_id not in held:
            self._members[group_id].add(user_id)
        held.setdefault(user_id, {})[role] = None
        self._groups_of.setdefault(user_id, set()).add(group_id)

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
            held = self._roles[each.id].get(user_id)
            if held is None:
                continue
            held.pop(role, None)
            if not held:
                del self._roles[each.id][user_id]
                self._groups_of[user_id].remove(each.id)
                if each.id in self._members:
                    self._members[each.id].remove(user_id)

    def roles(self, group_id: str, user_id: str) -> list[Role]:
        """The roles of one user in one group, none when they are no member."""
        return list(self._roles[self.get(group_id).id].get(user_id, ()))

    def members(self, group_id: str) -> list[tuple[str, Role]]:
        """(user id, role) of one group, sorted by user."""
        return list(self.members_from(group_id, None))

    def members_from(self, group_id: str, first: str | None) -> Iterator[tuple[str, Role]]:
        """As :meth:`members`, from the user of id ``first`` on."""
        held = self._roles[self.get(group_id).id]
        if group_id not in self._members:
            self._members[group_id] = SortedIds(held)
        users = self._members[group_id].after(first, inclusive=True)
        return ((user_id, role) for user_id in users for role in sorted(held[user_id]))

    def groups_of(self, user_id: str) -> list[Group]:
        """The groups in which the user has a role, oldest first."""
        return [self.get(each) for each in sorted(self._groups_of.get(user_id, ()))]

    # Catalogs and libraries

    def catalog(self, group_id: str, kind: ContentKind = "course") -> list[str]:
        """Content ids placed in the group's own catalog, in the order of placing."""
        return self.placed_in_catalog(group_id).of_kind(kind)

    def library(self, group_id: str, kind: ContentKind = "course") -> list[str]:
        """Content ids placed in the group's library, in the order of placing."""
        return self.placed_in_library(group_id).of_kind(kind)

    def placed_in_catalog(self, group_id: str) -> Placements:
        """The contents of the group's own catalog."""
        return self._catalogs[self.get(group_id).id]

    def placed_in_library(self, group_id: str) -> Placements:
        """The contents of the group's library."""
        return self._libraries[self.get(group_id).id]

    def add_to_catalog(self, group_id: str, content_id: str, kind: ContentKind = "course") -> None:
        self.placed_in_catalog(group_id).add(content_id, kind)
        self._places.setdefault(content_id, set()).add(group_id)

    def add_to_library(self, group_id: str, content_id: str, kind: ContentKind = "course") -> None:
        self.placed_in_library(group_id).add(content_id, kind)
        self._places.setdefault(content_id, set()).add(group_id)

    def remove_from_catalog(self, group_id: str, content_id: str) -> None:
        """Raises RefusedError ``contentNotInCatalog``."""
        if not self.placed_in_catalog(group_id).remove(content_id):
            raise RefusedError(
                "contentNotInCatalog", f"{content_id} is not in that group's catalog"
            )

    def remove_from_library(self, group_id: str, content_id: str) -> None:
        """Raises RefusedError ``contentNotInLibrary``."""
        if not self.placed_in_library(group_id).remove(content_id):
            raise RefusedError(
                "contentNotInLibrary", f"{content_id} is not in that group's library"
            )

    def places_of(self, content_id: str, kind: ContentKind = "course") -> list[Group]:
        """The groups that have the content in their own catalog or library."""
        return [
            self.get(each)
            for each in sorted(self._places.get(content_id, ()))
            if self._catalogs[each].holds(content_id, kind)
            or self._libraries[each].holds(content_id, kind)
        ]

    def shows_to(self, user_id: str, content_id: str, kind: ContentKind = "course") -> bool:
        """True if the content is in :meth:`visible_catalog` of the user."""
        return any(
            self._catalogs[source.id].holds(content_id, kind)
            and self._shows(content_id, source.id == group.id)
            for group in self.groups_of(user_id)
            for source in sources(group, self._parent)
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
        self._catalogs[group.id] = Placements()
        self._libraries[group.id] = Placements()
        if group.parent_id is not None:
            self._children_of.setdefault(group.parent_id, []).append(group)
        return group

    def _parent(self, group: Group) -> Group | None:
        return None if group.parent_id is None else self.get(group.parent_id)

    def _children(self, group: Group) -> list[Group]:
        return self._children_of.get(group.id, [])


def _name_of(group: Group) -> str:
    return group.name
