"""The homepage, search and statistics as people see them (C005, C010, C066, C067)."""

from __future__ import annotations

import pytest
from lms_world import World
from test_lms_launching import a_session_with, complete

from fake_lms.content.course_model import Course
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.people.users import User
from fake_lms.training.homepage import Entry
from fake_lms.training.path_model import Step
from fake_lms.training.progression import TrainingRules


@pytest.fixture
def course(world: World) -> Course:
    course = world.upsert()
    world.platform.groups.add_to_catalog(world.platform.groups.platform_group.id, course.id)
    return course


def titles(world: World, user: User | None = None) -> dict[str, list[str]]:
    shown = world.platform.training.homepage((user or world.learner).id)
    sections = {"to do": shown.to_do, "in progress": shown.in_progress, "done": shown.completed}
    return {name: [each.name for each in entries] for name, entries in sections.items()}


def test_nothing_is_on_a_new_homepage(world: World, course: Course) -> None:
    assert titles(world) == {"to do": [], "in progress": [], "done": []}


def test_a_launched_course_is_in_progress_until_it_is_completed(
    world: World, course: Course
) -> None:
    world.platform.launching.launch(course.id, world.learner.id)
    assert titles(world) == {"to do": [], "in progress": [course.name], "done": []}
    assert titles(world, world.admin) == {"to do": [], "in progress": [], "done": []}
    complete(world, course)
    assert titles(world) == {"to do": [], "in progress": [], "done": [course.name]}


def test_a_course_begun_at_percipio_is_in_progress_without_a_launch(
    world: World, course: Course
) -> None:
    complete(world, course, 50)
    assert titles(world)["in progress"] == [course.name]


def test_a_course_launched_from_a_path_shows_as_the_path(world: World, course: Course) -> None:
    session = a_session_with(world, course)
    assert titles(world)["to do"] == ["Journey"]
    world.platform.launching.launch(course.id, world.learner.id, session)
    (entry,) = world.platform.training.homepage(world.learner.id).in_progress
    path = world.platform.paths.session(session).path_id
    assert entry == Entry(kind="path", id=path, name="Journey", progress=0, session_id=session)
    complete(world, course)
    assert titles(world) == {"to do": [], "in progress": [], "done": ["Journey"]}


def test_which_paths_a_launch_moves_is_a_reading(world: World, course: Course) -> None:
    launched, other = a_session_with(world, course), a_session_with(world, course)
    world.platform.launching.launch(course.id, world.learner.id, launched)
    shown = world.platform.training.homepage(world.learner.id)
    assert [each.session_id for each in shown.in_progress] == [launched]
    assert [each.session_id for each in shown.to_do] == [other]
    world.platform.training.rules = TrainingRules(every_path=True)
    shown = world.platform.training.homepage(world.learner.id)
    assert [each.session_id for each in shown.in_progress] == [launched, other]


def test_search_finds_what_the_person_is_shown(world: World, course: Course) -> None:
    hidden = world.upsert("hidden", name="Six Sigma for the few")

    def found(person: str, words: str) -> list[Course]:
        return list(world.platform.training.search(person, words))

    assert found(world.learner.id, "six sigma") == [course]
    world.platform.groups.grant(world.group.id, world.learner.id, "learner")
    assert {each.id for each in found(world.learner.id, "six sigma")} == {course.id, hidden.id}
    world.platform.courses.archive(course.id, "hand")
    assert found(world.learner.id, "six sigma") == [hidden]


def test_search_finds_for_administrators_what_their_groups_hold(world: World) -> None:
    platform = world.platform
    private = platform.groups.add("Few", parent=world.group.id, public=False)
    course = world.upsert("few", name="Six Sigma for the few")
    platform.groups.remove_from_catalog(world.group.id, course.id)
    chief = platform.users.add("Cleo", username="cleo", roles={world.group.id: "admin"})
    other = platform.users.add("Sam", username="sam", roles={private.id: "admin"})

    def found(person: str, words: str) -> list[Course]:
        return list(platform.training.search(person, words))

    assert found(chief.id, "few") == found(world.admin.id, "few") == [course]
    assert found(other.id, "few") == found(world.learner.id, "few") == []
    platform.groups.remove_from_library(world.group.id, course.id)
    platform.groups.add_to_catalog(private.id, course.id)
    assert found(chief.id, "few") == found(other.id, "few") == [course]


def test_learners_of_a_path_are_seen_by_who_answers_for_them(world: World, course: Course) -> None:
    platform = world.platform
    chief = platform.users.add("Cleo", username="cleo", roles={world.group.id: "admin"})
    member = platform.users.add("Mo", username="mo", roles={world.group.id: "learner"})
    session = a_session_with(world, course)
    platform.paths.enrol(session, member.id)
    path = platform.paths.session(session).path_id
    other = platform.paths.session(a_session_with(world, course)).path_id
    assert other != path

    def seen_by(user: User) -> list[str]:
        return [each.user_id for each in platform.training.enrolments(path, user.id)]

    assert seen_by(world.admin) == [world.learner.id, member.id]
    assert seen_by(chief) == seen_by(member) == [member.id]
    with pytest.raises(NotFoundError, match="No path"):
        platform.training.enrolments("f" * 24, chief.id)


def test_statistics_are_seen_by_who_answers_for_the_learner(world: World, course: Course) -> None:
    platform = world.platform
    chief = platform.users.add("Cleo", username="cleo", roles={world.group.id: "admin"})
    member = platform.users.add("Mo", username="mo", roles={world.group.id: "learner"})
    for user in (world.learner, member):
        platform.launching.launch(course.id, user.id)

    def seen_by(user: User) -> list[str]:
        return [each.user_id for each in platform.training.statistics(course.id, user.id)]

    assert seen_by(world.admin) == [world.learner.id, member.id]
    assert seen_by(chief) == [member.id]
    assert seen_by(member) == [member.id]
    with pytest.raises(NotFoundError, match="No course"):
        platform.training.statistics("f" * 24, chief.id)


def test_paths_refuse_what_makes_no_sense(world: World, course: Course) -> None:
    paths, author = world.platform.paths, world.admin.id
    make = {"author_id": author, "group_id": world.group.id}
    with pytest.raises(RefusedError, match="only once"):
        paths.add("Twice", **make, steps=[Step(course.id), Step(course.id)])
    with pytest.raises(RefusedError, match="not optional"):
        paths.add("Free", **make, steps=[Step(course.id, optional=True)])
    with pytest.raises(NotFoundError, match="can become a step"):
        paths.add("Strange", **make, steps=[Step("f" * 24)])
    with pytest.raises(RefusedError, match="not a co-author"):
        paths.add("Mine", **make, co_author_ids=(author,))
    with pytest.raises(NotFoundError, match="No user"):
        paths.add("Whose", author_id="f" * 24, group_id=world.group.id)
    with pytest.raises(NotFoundError, match="No path"):
        paths.get("f" * 24)


def test_an_archived_course_stays_a_step_and_becomes_none(world: World, course: Course) -> None:
    paths = world.platform.paths
    make = {"author_id": world.admin.id, "group_id": world.group.id}
    path = paths.add("Old", **make, steps=[Step(course.id)])
    world.platform.courses.archive(course.id, "integration")
    assert paths.set_steps(path.id, [Step(course.id)]).holds(course.id)
    with pytest.raises(NotFoundError, match="archived"):
        paths.add("New", **make, steps=[Step(course.id)])


def test_enrolling_twice_is_enrolling_once(world: World, course: Course) -> None:
    session = a_session_with(world, course)
    paths = world.platform.paths
    again = paths.enrol(session, world.learner.id)
    assert [each.id for each in paths.enrolments()] == [again.id]
    with pytest.raises(NotFoundError, match="No user"):
        paths.enrol(session, "f" * 24)
