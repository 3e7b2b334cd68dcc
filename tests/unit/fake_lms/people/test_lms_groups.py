"""The tree of groups, roles, and the reach of a catalog (A-PUBLIC)."""

from __future__ import annotations

import pytest
from lms_world import World

from fake_lms.api import groups as groups_api
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.people.groups import Group, Role
from fake_lms.platform import Platform

COURSE = "0" * 24


def test_one_group_has_no_parent(platform: Platform) -> None:
    roots = [each for each in platform.groups if each.parent_id is None]
    assert roots == [platform.groups.platform_group]


def test_a_new_group_is_below_the_platform_group_unless_told_otherwise(
    platform: Platform,
) -> None:
    sales = platform.groups.add("Sales")
    north = platform.groups.add("North", parent=sales.id)
    assert platform.groups.lineage(north.id) == [north, sales, platform.groups.platform_group]


def test_a_group_below_nothing_is_refused(platform: Platform) -> None:
    with pytest.raises(NotFoundError) as refused:
        platform.groups.add("Lost", parent=COURSE)
    assert refused.value.code == "parentGroupNotFound"


def test_members_are_sorted_by_user(world: World) -> None:
    groups = world.platform.groups
    for user, role in ((world.learner, "learner"), (world.admin, "coach"), (world.admin, "admin")):
        groups.grant(world.group.id, user.id, role)
    assert groups.members(world.group.id) == [
        (world.admin.id, "admin"),
        (world.admin.id, "coach"),
        (world.learner.id, "learner"),
    ]


def test_a_learner_who_leaves_leaves_the_public_subgroups_too(world: World) -> None:
    groups = world.platform.groups
    public = groups.add("Public", parent=world.group.id)
    private = groups.add("Private", parent=world.group.id, public=False)
    below = groups.add("Below the private one", parent=private.id)
    for group in (world.group, public, private, below):
        groups.grant(group.id, world.learner.id, "learner")
    groups.revoke(world.group.id, world.learner.id, "learner")
    home = groups.platform_group
    assert groups.groups_of(world.learner.id) == [home, private, below]


def test_a_role_that_is_not_held_cannot_be_taken(world: World) -> None:
    with pytest.raises(NotFoundError) as refused:
        world.platform.groups.revoke(world.group.id, world.learner.id, "coach")
    assert refused.value.code == "userNotFoundInGroup"


class Tree:
    """platform > public > (nested public, private > public below it)."""

    def __init__(self, platform: Platform) -> None:
        groups = platform.groups
        self.groups = groups
        self.top = groups.platform_group
        self.public = groups.add("Public")
        self.nested = groups.add("Nested", parent=self.public.id)
        self.private = groups.add("Private", parent=self.public.id, public=False)
        self.below = groups.add("Below", parent=self.private.id)

    def named(self, name: str) -> Group:
        return self.top if name == "Top" else self.groups.named(name)[0]


@pytest.mark.parametrize(
    ("placed_in", "seen_from"),
    [
        ("Top", {"Top", "Public", "Nested"}),
        ("Public", {"Public", "Nested"}),
        ("Nested", {"Nested"}),
        ("Private", {"Private", "Below"}),
        ("Below", {"Below"}),
    ],
)
def test_a_catalog_reaches_down_to_the_first_private_group(
    platform: Platform, placed_in: str, seen_from: set[str]
) -> None:
    tree = Tree(platform)
    tree.groups.add_to_catalog(tree.named(placed_in).id, COURSE)
    for name in ("Top", "Public", "Nested", "Private", "Below"):
        group = tree.named(name)
        user = platform.users.add(name, username=name, roles={group.id: "learner"})
        sees = tree.groups.visible_catalog(user.id) == [COURSE]
        assert sees == (name in seen_from), name
        assert tree.groups.shows_to(user.id, COURSE) == sees
        assert not tree.groups.shows_to(user.id, COURSE, "path-session")


def test_a_library_is_not_inherited(world: World) -> None:
    groups = world.platform.groups
    groups.add_to_library(groups.platform_group.id, COURSE)
    assert groups.library(world.group.id) == []
    assert groups.visible_catalog(world.learner.id) == []


def test_content_seen_twice_is_listed_once(world: World) -> None:
    groups = world.platform.groups
    groups.add_to_catalog(groups.platform_group.id, COURSE)
    groups.add_to_catalog(world.group.id, COURSE)
    groups.grant(world.group.id, world.learner.id, "learner")
    assert groups.visible_catalog(world.learner.id) == [COURSE]


def test_courses_and_paths_are_kept_apart_and_in_order(world: World) -> None:
    groups = world.platform.groups
    groups.add_to_catalog(world.group.id, "b")
    groups.add_to_catalog(world.group.id, "p", "path-session")
    groups.add_to_catalog(world.group.id, "a")
    groups.add_to_catalog(world.group.id, "b")
    assert groups.catalog(world.group.id) == ["b", "a"]
    assert groups.catalog(world.group.id, "path-session") == ["p"]


def test_what_is_not_there_cannot_be_removed(world: World) -> None:
    with pytest.raises(RefusedError):
        world.platform.groups.remove_from_catalog(world.group.id, COURSE)
    with pytest.raises(RefusedError):
        world.platform.groups.remove_from_library(world.group.id, COURSE)


def test_an_archived_course_is_out_of_sight_and_keeps_its_place(world: World) -> None:
    course = world.upsert()
    world.platform.groups.grant(world.group.id, world.learner.id, "learner")
    assert world.platform.visible_courses(world.learner.id) == [course]
    world.platform.courses.archive(course.id, "hand")
    assert world.platform.visible_courses(world.learner.id) == []
    assert world.platform.groups.catalog(world.group.id) == [course.id]


def test_an_integration_can_keep_its_courses_out_of_subgroups(world: World) -> None:
    course = world.upsert()
    below = world.platform.groups.add("Below", parent=world.group.id)
    member = world.platform.users.add("Bo", username="bo", roles={below.id: "learner"})
    assert world.platform.visible_courses(member.id) == [course]
    world.platform.integrations.update(world.integration.id, no_group_propagation=True)
    assert world.platform.visible_courses(member.id) == []
    world.platform.groups.grant(world.group.id, member.id, "learner")
    assert world.platform.visible_courses(member.id) == [course]


def test_the_places_of_a_content_are_the_groups_that_hold_it_now(world: World) -> None:
    groups = world.platform.groups
    groups.add_to_catalog(world.group.id, COURSE)
    groups.add_to_library(groups.platform_group.id, COURSE)
    assert groups.places_of(COURSE) == [groups.platform_group, world.group]
    assert groups.places_of(COURSE, "path") == []
    groups.remove_from_catalog(world.group.id, COURSE)
    assert groups.places_of(COURSE) == [groups.platform_group]


async def test_the_roles_of_a_group_go_on_in_the_middle_of_a_user(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_api, "ROLES_PAGE", 2)
    groups, group = world.platform.groups, world.group.id
    roles: tuple[Role, ...] = ("admin", "coach", "learner")
    for role in roles:
        groups.grant(group, world.learner.id, role)
    groups.grant(group, world.admin.id, "admin")
    async with world.client() as client:
        found = []
        url: str | None = f"/groups/{group}/roles"
        while url is not None:
            answer = await client.get(url)
            found += [(each["userId"], each["role"]) for each in answer.json()]
            url = answer.links.get("next", {}).get("url")
            if len(found) == 2:
                # A member who comes or goes meanwhile does not move the others.
                groups.revoke(group, world.admin.id, "admin")
                late = world.platform.users.add("Late", username="late", roles={group: "learner"})
    expected = [(world.admin.id, "admin"), *((world.learner.id, role) for role in roles)]
    assert found == [*expected, (late.id, "learner")]
    assert groups.members(group) == [*expected[1:], (late.id, "learner")]
