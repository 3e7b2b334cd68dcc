"""Courses, and what an integration does to them (C029 to C037, D04, D07, D08)."""

from __future__ import annotations

import pytest
from lms_world import START, Clock, World, course_document, external_course

from fake_lms.content.external_course_model import read
from fake_lms.core.errors import ForbiddenError, NotFoundError, RefusedError


def test_an_unknown_external_id_makes_one_published_external_course(world: World) -> None:
    course = world.upsert()
    assert (course.type, course.status) == ("external", "published")
    assert course.author_id == world.admin.id
    assert course.external is not None
    assert course.external.external_platform == "Skillsoft"
    assert (course.created_at, course.modified_at) == (START, START)


def test_a_new_course_is_in_catalog_and_library_of_the_group_and_nowhere_else(
    world: World,
) -> None:
    course = world.upsert()
    groups = world.platform.groups
    assert groups.catalog(world.group.id) == [course.id]
    assert groups.library(world.group.id) == [course.id]
    assert groups.catalog(groups.platform_group.id) == []


def test_an_author_can_be_given(world: World) -> None:
    assert world.upsert(authorId=world.learner.id).author_id == world.learner.id


def test_an_author_who_is_nobody_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.upsert(authorId="f" * 24)
    assert len(world.platform.courses) == 0


def test_the_same_data_again_changes_nothing(world: World, clock: Clock) -> None:
    before = world.upsert(translations=[{"lang": "fr", "translatedFields": {"name": "Bases"}}])
    clock.pass_time(days=1)
    after = world.upsert(translations=[{"lang": "fr", "translatedFields": {"name": "Bases"}}])
    assert after == before
    assert len(world.platform.courses) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Six Sigma, again"},
        {"description": None},
        {"duration": 60},
        {"duration": None},
        {"imageUrl": "https://cdn.percipio.test/new.png"},
        {"launchUrl": "https://acme.percipio.test/new"},
        {"subjects": ["Quality"]},
        {"contentType": "book"},
        {"defaultLang": "fr"},
    ],
)
def test_changed_data_replaces_the_old_in_place(
    world: World, clock: Clock, change: dict[str, object]
) -> None:
    before = world.upsert()
    clock.pass_time(days=1)
    after = world.upsert(**change)
    assert (after.id, after.created_at) == (before.id, before.created_at)
    assert after.modified_at == clock()
    assert len(world.platform.courses) == 1


def test_new_translations_alone_do_not_move_the_date_of_change(world: World, clock: Clock) -> None:
    world.upsert()
    clock.pass_time(days=1)
    course = world.upsert(translations=[{"lang": "fr", "translatedFields": {"name": "Bases"}}])
    assert [each.lang for each in course.translations] == ["fr"]
    assert course.modified_at == START


def test_an_update_keeps_placement_as_people_left_it(world: World) -> None:
    course = world.upsert()
    world.platform.groups.remove_from_catalog(world.group.id, course.id)
    world.platform.groups.add_to_catalog(world.platform.groups.platform_group.id, course.id)
    world.upsert(name="New")
    assert world.platform.groups.catalog(world.group.id) == []
    top = world.platform.groups.platform_group
    assert world.platform.groups.catalog(top.id) == [course.id]


def test_an_update_keeps_the_author(world: World) -> None:
    world.upsert()
    integration = world.platform.integrations.update(
        world.integration.id, author_id=world.learner.id
    )
    later = world.platform.external_courses.upsert(integration, external_course(name="New"))
    assert later.author_id == world.admin.id


def test_an_archived_course_that_is_upserted_stays_archived(world: World) -> None:
    course = world.upsert()
    world.platform.external_courses.archive(world.integration, "six-sigma")
    later = world.upsert(name="New")
    assert (later.id, later.status, later.name) == (course.id, "archived", "New")


def test_the_same_title_twice_is_two_courses(world: World) -> None:
    first, second = world.upsert("one"), world.upsert("two")
    assert first.id != second.id
    assert world.platform.courses.find_by_title("Six Sigma Basics") == [first, second]


def test_the_same_external_id_in_two_integrations_is_two_courses(world: World) -> None:
    other = world.platform.integrations.add(
        "Other", group_id=world.group.id, author_id=world.admin.id
    )
    first = world.upsert()
    second = world.platform.external_courses.upsert(other, external_course())
    assert first.id != second.id
    assert world.platform.courses.of_integration(other.id) == [second]


def test_archiving_an_unknown_external_id_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError) as refused:
        world.platform.external_courses.archive(world.integration, "nothing")
    assert refused.value.code == "courseNotFound"


def test_the_platform_remembers_who_archived_first(world: World, clock: Clock) -> None:
    courses = world.platform.courses
    course = world.upsert()
    clock.pass_time(days=1)
    assert courses.archive(course.id, "hand").archived_by == "hand"
    assert courses.archive(course.id, "integration").archived_by == "hand"
    restored = courses.restore(course.id)
    assert restored == course
    assert courses.restore(course.id) == course


def test_search_finds_active_courses_by_title(world: World) -> None:
    basics, black_belt = world.upsert("a"), world.upsert("b", name="Six Sigma Black Belt")
    assert list(world.platform.courses.search("six SIGMA")) == [basics, black_belt]
    world.platform.courses.archive(basics.id, "hand")
    assert list(world.platform.courses.search("Sigma")) == [black_belt]
    assert len(world.platform.courses.find_by_title("Six Sigma Basics")) == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"externalId": ""}, "externalId"),
        ({"subjects": None}, "subjects"),
        ({"sources": [{}]}, "sources"),
        ({"defaultLang": "en-US"}, "defaultLang"),
        ({"contentType": "benchmark"}, "contentType"),
        ({"duration": 0}, "duration"),
        ({"duration": 100_001}, "duration"),
        ({"duration": 1.5}, "duration"),
        ({"description": ""}, "description"),
        ({"authorId": "ada"}, "authorId"),
        ({"difficultyLevel": "expert"}, "difficultyLevel"),
        ({"translations": [{"lang": "fr"}]}, "translatedFields"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(RefusedError, match=complaint):
        external_course(**change)


def test_null_is_not_absent() -> None:
    with pytest.raises(RefusedError, match="description"):
        read(b'{"description": null, ' + str(course_document()).replace("'", '"').encode()[1:])


def test_a_language_comes_once(world: World) -> None:
    twice = [{"lang": "fr", "translatedFields": {}}] * 2
    with pytest.raises(RefusedError, match="'fr'"):
        world.upsert(translations=twice)
    assert len(world.platform.courses) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Mine"},
        {"description": "Mine"},
        {"duration": 1},
        {"default_lang": "fr"},
        {"launch_url": "https://elsewhere.test"},
        {"image_url": "https://elsewhere.test"},
        {"content_type": "book"},
    ],
)
@pytest.mark.parametrize("role", ["owner", "admin", "editor", "contributor", "learner"])
def test_nobody_edits_an_external_course(
    world: World, role: str, change: dict[str, object]
) -> None:
    before = world.upsert()
    editor = world.platform.users.add("Ed", username="ed", roles={world.group.id: role})  # type: ignore[dict-item]
    for user_id in (editor.id, world.admin.id):
        with pytest.raises(ForbiddenError) as refused:
            world.platform.edit_course(before.id, user_id, **change)
        assert refused.value.code == "courseNotEditable"
    assert world.platform.courses.get(before.id) == before


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("owner", True), ("admin", True), ("editor", True), ("coach", False), ("learner", False)],
)
def test_a_native_course_is_edited_by_who_may(world: World, role: str, allowed: bool) -> None:
    course = world.platform.courses.add(
        "House rules", author_id=world.admin.id, group_id=world.group.id
    )
    editor = world.platform.users.add("Ed", username="ed", roles={world.group.id: role})  # type: ignore[dict-item]
    if allowed:
        assert world.platform.edit_course(course.id, editor.id, name="New").name == "New"
    else:
        with pytest.raises(ForbiddenError) as refused:
            world.platform.edit_course(course.id, editor.id, name="New")
        assert refused.value.code == "editingNotAllowed"


def test_a_native_course_has_no_launch_link_to_edit(world: World) -> None:
    course = world.platform.courses.add(
        "House rules", author_id=world.admin.id, group_id=world.group.id
    )
    with pytest.raises(RefusedError, match="launch_url"):
        world.platform.edit_course(course.id, world.admin.id, launch_url="https://x.test")
