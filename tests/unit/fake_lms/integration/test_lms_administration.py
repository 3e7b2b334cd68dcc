from __future__ import annotations

import pytest
from lms_world import World

from fake_lms.core.errors import ForbiddenError, NotFoundError, PlatformError, RefusedError
from fake_lms.integration.integrations import Integration


@pytest.fixture
def enabled(world: World) -> Integration:
    """Skillsoft, enabled and not set up, in a group of which Sam is the admin."""
    group = world.platform.groups.add("Sales")
    sam = world.platform.users.add("Sam", mail="sam@acme.test", roles={group.id: "admin"})
    return world.platform.administration.enable(
        "Skillsoft", group_id=group.id, connector_admin_id=sam.id
    )


def test_what_is_enabled_waits_for_its_setup(enabled: Integration) -> None:
    assert (enabled.enabled, enabled.active, enabled.default_progress) == (True, False, 50)


def test_the_connector_admin_has_to_administer_the_group(world: World) -> None:
    group = world.platform.groups.add("Sales")
    with pytest.raises(RefusedError) as refused:
        world.platform.administration.enable(
            "Skillsoft", group_id=group.id, connector_admin_id=world.admin.id
        )
    assert refused.value.code == "connectorAdminNotGroupAdmin"
    world.platform.administration.any_connector_admin = True
    enabled = world.platform.administration.enable(
        "Skillsoft", group_id=group.id, connector_admin_id=world.admin.id
    )
    assert enabled.author_id == world.admin.id


def test_the_group_has_to_exist(world: World) -> None:
    with pytest.raises(NotFoundError) as refused:
        world.platform.administration.enable(
            "Skillsoft", group_id="nowhere", connector_admin_id=world.admin.id
        )
    assert refused.value.code == "groupNotFound"


@pytest.mark.parametrize("role", ["admin", "owner"])
def test_administrators_of_the_platform_have_the_page(
    world: World, enabled: Integration, role: str
) -> None:
    root = world.platform.groups.platform_group.id
    person = world.platform.users.add("Pat", mail="pat@acme.test", roles={root: role})  # type: ignore[dict-item]
    assert page(world, enabled.group_id, person.id) == enabled


@pytest.mark.parametrize("role", ["learner", "editor", "contributor", "coach", "analyst"])
def test_other_roles_have_not(world: World, enabled: Integration, role: str) -> None:
    root = world.platform.groups.platform_group.id
    person = world.platform.users.add("Pat", mail="pat@acme.test", roles={root: role})  # type: ignore[dict-item]
    assert refusal(world, enabled.group_id, person.id) == "notPlatformAdmin"


def test_an_administrator_of_the_group_has_it_where_the_article_is_read_so(
    world: World, enabled: Integration
) -> None:
    assert refusal(world, enabled.group_id, enabled.author_id) == "notPlatformAdmin"
    world.platform.administration.group_admins_too = True
    assert page(world, enabled.group_id, enabled.author_id) == enabled
    assert refusal(world, enabled.group_id, world.learner.id) == "notPlatformAdmin"


def test_an_administrator_who_was_deleted_has_it_no_longer(
    world: World, enabled: Integration
) -> None:
    world.platform.users.delete(world.admin.id)
    assert refusal(world, enabled.group_id, world.admin.id) == "notPlatformAdmin"


def test_another_group_has_no_page_whoever_asks(world: World, enabled: Integration) -> None:
    root = world.platform.groups.platform_group.id
    assert refusal(world, root, world.admin.id) == "integrationNotEnabled"
    assert refusal(world, root, world.learner.id) == "integrationNotEnabled"
    assert refusal(world, "nowhere", world.admin.id) == "groupNotFound"
    assert refusal(world, enabled.group_id, "nobody") == "userNotFound"


def test_what_nobody_activated_can_be_taken_back_and_given_again(
    world: World, enabled: Integration
) -> None:
    administration = world.platform.administration
    administration.withdraw(enabled.id)
    assert refusal(world, enabled.group_id, world.admin.id) == "integrationNotEnabled"
    again = administration.enable(
        "Skillsoft", group_id=enabled.group_id, connector_admin_id=enabled.author_id
    )
    assert again == enabled
    administration.activate(enabled.id)
    with pytest.raises(RefusedError) as refused:
        administration.withdraw(enabled.id)
    assert refused.value.code == "integrationActive"


def page(world: World, group_id: str, user_id: str) -> Integration:
    return world.platform.administration.page("Skillsoft", group_id=group_id, user_id=user_id)


def refusal(world: World, group_id: str, user_id: str) -> str:
    with pytest.raises(PlatformError) as refused:
        page(world, group_id, user_id)
    assert isinstance(refused.value, NotFoundError | ForbiddenError)
    return refused.value.code
