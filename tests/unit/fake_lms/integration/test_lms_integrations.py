from __future__ import annotations

import pytest
from lms_world import World

from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.integration.integrations import reserved
from fake_lms.training.attempts import AttemptState


@pytest.mark.parametrize("name", ["Skillsoft", "skillsoft", " SKILLSOFT "])
def test_the_name_of_the_in_house_connector_is_reserved(name: str) -> None:
    assert reserved(name)


def test_another_name_is_free() -> None:
    assert not reserved("My Platform")


def test_an_integration_needs_a_group_and_an_author_that_exist(world: World) -> None:
    integrations = world.platform.integrations
    with pytest.raises(NotFoundError, match="group"):
        integrations.add("Other", group_id="nothing", author_id=world.admin.id)
    with pytest.raises(NotFoundError, match="user"):
        integrations.add("Other", group_id=world.group.id, author_id="nobody")
    assert integrations.named("Other") == []


def test_one_integration_of_a_name_in_a_group(world: World) -> None:
    integrations = world.platform.integrations
    with pytest.raises(RefusedError) as refused:
        integrations.add("Skillsoft", group_id=world.group.id, author_id=world.admin.id)
    assert refused.value.code == "duplicateExternalPlatform"
    elsewhere = world.platform.groups.add("Elsewhere")
    integrations.add("Skillsoft", group_id=elsewhere.id, author_id=world.admin.id)
    assert len(integrations.named("Skillsoft")) == 2


def test_a_change_keeps_the_rest(world: World) -> None:
    changed = world.platform.integrations.update(world.integration.id, active=False)
    assert (changed.active, changed.enabled, changed.default_progress) == (False, True, 50)
    assert world.platform.integrations.get(changed.id) == changed


def test_external_ids_are_unique_within_a_platform_only(world: World) -> None:
    external_ids = world.platform.external_ids
    first = external_ids.add("hr", "E-1", world.learner.id)
    with pytest.raises(RefusedError) as refused:
        external_ids.add("hr", "E-1", world.admin.id)
    assert refused.value.code == "valueAlreadyUsed"
    with pytest.raises(RefusedError) as refused:
        external_ids.add("hr", "E-2", world.learner.id)
    assert refused.value.code == "mappingAlreadyExists"
    second = external_ids.add("badge", "E-1", world.admin.id)
    assert external_ids.with_value("E-1") == [first, second]
    assert external_ids.with_value("e-1") == []


def test_an_external_id_names_something_that_exists(world: World) -> None:
    course = world.upsert()
    (attempt,) = world.platform.attempts.replace(
        course.id, world.learner.id, [AttemptState(progress=50, time_spent_ms=0)], default_lang="en"
    )
    external_ids = world.platform.external_ids
    external_ids.add("hr", "1", course.id, "course")
    external_ids.add("hr", "2", world.group.id, "group")
    external_ids.add("hr", "3", attempt.id, "attempt")
    assert external_ids.of(course.id)[0].value == "1"
    for target_type in ("user", "path"):
        with pytest.raises(NotFoundError) as refused:
            external_ids.add("hr", "4", course.id, target_type)  # type: ignore[arg-type]
        assert refused.value.code == "resourceNotFound"
