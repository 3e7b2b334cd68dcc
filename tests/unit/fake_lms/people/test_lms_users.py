from __future__ import annotations

import pytest
from lms_world import START, Clock, World

from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.people.invitations import invite
from fake_lms.platform import Platform


def test_a_mail_is_stored_trimmed_and_in_lower_case(platform: Platform) -> None:
    user = platform.users.add("Bo", mail="  Bo.Ek@Acme.TEST ")
    assert user.mail == "bo.ek@acme.test"
    assert platform.users.find(mail="bo.ek@acme.test") == [user]


def test_a_username_is_kept_as_given(platform: Platform) -> None:
    user = platform.users.add("Bo", username="Bo.Ek")
    assert platform.users.find(username="Bo.Ek") == [user]
    assert platform.users.find(username="bo.ek") == []


def test_without_roles_a_user_is_a_learner_of_the_platform_group(platform: Platform) -> None:
    user = platform.users.add("Bo", username="bo")
    assert platform.groups.roles(platform.groups.platform_group.id, user.id) == ["learner"]


def test_roles_are_given_at_once(world: World) -> None:
    user = world.platform.users.add("Bo", username="bo", roles={world.group.id: "coach"})
    assert world.platform.groups.roles(world.group.id, user.id) == ["coach"]
    assert world.platform.groups.groups_of(user.id) == [world.group]


@pytest.mark.parametrize(
    ("identifiers", "code"),
    [
        ({}, "mailAndUsernameUndefined"),
        ({"mail": "nobody"}, "mailInvalid"),
        ({"mail": "LIN@acme.test"}, "mailAlreadyUsed"),
        ({"username": "lin"}, "usernameAlreadyUsed"),
    ],
)
def test_a_user_needs_identifiers_of_their_own(
    platform: Platform, identifiers: dict[str, str], code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        platform.users.add("Bo", **identifiers)
    assert refused.value.code == code
    assert len(platform.users) == 2


def test_two_users_share_a_mail_only_where_told(platform: Platform) -> None:
    twin = platform.users.add("Lis", mail="lin@acme.test", share_mail=True)
    assert [each.first_name for each in platform.users.find(mail="lin@acme.test")] == ["Lin", "Lis"]
    platform.users.change_mail(twin.id, "lis@acme.test")
    assert [each.first_name for each in platform.users.find(mail="lin@acme.test")] == ["Lin"]


def test_a_changed_mail_is_found_and_the_old_one_is_not(world: World) -> None:
    world.platform.users.change_mail(world.learner.id, "lin.new@acme.test")
    assert world.platform.users.find(mail="lin@acme.test") == []
    assert world.platform.users.find(mail="lin.new@acme.test")[0].id == world.learner.id


def test_a_deleted_user_stays_known_and_comes_back_with_the_same_id(
    world: World, clock: Clock
) -> None:
    deleted = world.platform.users.delete(world.learner.id)
    assert (deleted.status, deleted.deleted_at) == ("deleted", (START,))
    assert not world.platform.users.is_present(deleted.id)
    clock.pass_time(days=1)
    back = world.platform.users.restore(deleted.id)
    assert (back.id, back.status, back.reactivated_at) == (deleted.id, "invited", (clock(),))


def test_a_user_is_deleted_once(world: World) -> None:
    world.platform.users.delete(world.learner.id)
    with pytest.raises(NotFoundError, match="already deleted"):
        world.platform.users.delete(world.learner.id)


def test_only_a_deleted_user_is_restored(world: World) -> None:
    with pytest.raises(RefusedError, match="active, not deleted"):
        world.platform.users.restore(world.learner.id)


def test_the_owner_cannot_be_deleted(world: World) -> None:
    world.platform.groups.grant(world.platform.groups.platform_group.id, world.admin.id, "owner")
    with pytest.raises(RefusedError) as refused:
        world.platform.users.delete(world.admin.id)
    assert refused.value.code == "userIsCompanyOwner"


def test_a_user_keeps_one_identifier(world: World) -> None:
    world.platform.users.update(world.learner.id, mail=None)
    with pytest.raises(RefusedError) as refused:
        world.platform.users.update(world.learner.id, username=None)
    assert refused.value.code == "userShouldHaveAtLeastOneValidIdentifier"


def test_a_primary_group_is_one_of_theirs(world: World) -> None:
    with pytest.raises(RefusedError) as refused:
        world.platform.users.update(world.learner.id, primary_group_id=world.group.id)
    assert refused.value.code == "notMemberOfPrimaryGroup"


def test_inviting_a_deleted_user_brings_the_same_user_back(world: World) -> None:
    platform = world.platform
    platform.users.delete(world.learner.id)
    user, new = invite(
        platform.users,
        platform.groups,
        group_id=world.group.id,
        role="learner",
        mail="Lin@acme.test",
        last_name="Berg",
    )
    assert (user.id, new, user.status) == (world.learner.id, False, "invited")
    assert (user.last_name, user.username) == ("Berg", "lin")
    assert platform.groups.roles(world.group.id, user.id) == ["learner"]


def test_inviting_a_stranger_makes_a_user(world: World) -> None:
    user, new = invite(
        world.platform.users,
        world.platform.groups,
        group_id=world.group.id,
        role="learner",
        mail="bo@acme.test",
        first_name="Bo",
    )
    assert (new, user.status, user.first_name) == (True, "invited", "Bo")


@pytest.mark.parametrize(
    ("identifiers", "code"),
    [
        ({"mail": "lin@acme.test"}, "mailAlreadyUsed"),
        ({"mail": "ada@acme.test", "username": "lin"}, "loginIdentifierMultipleUsersFound"),
        ({"mail": "twin@acme.test"}, "mailUsedTooManyTimes"),
    ],
)
def test_inviting_somebody_who_is_there_is_refused(
    world: World, identifiers: dict[str, str], code: str
) -> None:
    users = world.platform.users
    for name in ("Ti", "To"):
        users.add(name, mail="twin@acme.test", share_mail=True)
    with pytest.raises(RefusedError) as refused:
        invite(users, world.platform.groups, group_id=world.group.id, role="learner", **identifiers)
    assert refused.value.code == code
