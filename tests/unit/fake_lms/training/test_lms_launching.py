"""A click on a course: where it leads, and the attempt it leaves behind (C063 to C068)."""

from __future__ import annotations

import pytest
from lms_world import START, Clock, World

from fake_lms.content.course_model import Course
from fake_lms.core.errors import ForbiddenError, NotFoundError, RefusedError
from fake_lms.training.attempts import AttemptState
from fake_lms.training.path_model import PathOptions, Step
from fake_lms.training.progression import TrainingRules


@pytest.fixture
def course(world: World) -> Course:
    """A Skillsoft course that Lin, a learner of the platform, finds in the catalog."""
    course = world.upsert()
    world.platform.groups.add_to_catalog(world.platform.groups.platform_group.id, course.id)
    return course


def figures(world: World, course: Course) -> list[tuple[int, str | None]]:
    attempts = world.platform.attempts.of(course.id, world.learner.id)
    return [(each.progress, each.result) for each in attempts]


def complete(world: World, course: Course, progress: int = 100) -> None:
    state = AttemptState(
        progress=progress, time_spent_ms=1, result="success" if progress == 100 else None
    )
    world.platform.attempts.replace(course.id, world.learner.id, [state], default_lang="en")


def test_it_leads_to_the_page_of_the_item(world: World, course: Course) -> None:
    url = world.platform.launching.launch(course.id, world.learner.id)
    assert url == "https://acme.percipio.test/courses/six-sigma"


def test_it_leads_to_the_learners_language_where_that_has_a_page(world: World) -> None:
    fields = {"name": "Bases", "launchUrl": "https://acme.percipio.test/fr"}
    course = world.upsert(translations=[{"lang": "fr", "translatedFields": fields}])
    world.platform.groups.grant(world.group.id, world.learner.id, "learner")
    world.platform.users.update(world.learner.id, lang="fr")
    url = world.platform.launching.launch(course.id, world.learner.id)
    assert url == "https://acme.percipio.test/fr"


def test_the_first_launch_begins_an_attempt_at_the_default_progress(
    world: World, course: Course
) -> None:
    world.platform.launching.launch(course.id, world.learner.id)
    (attempt,) = world.platform.attempts.of(course.id, world.learner.id)
    assert (attempt.progress, attempt.result, attempt.score) == (50, None, None)
    assert (attempt.time_spent_ms, attempt.completed_at) == (0, None)
    assert attempt.first_activity_at == attempt.last_activity_at == attempt.recorded_at == START


def test_an_open_attempt_is_gone_on_with(world: World, course: Course) -> None:
    world.platform.launching.launch(course.id, world.learner.id)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [(50, None)]


def test_an_open_attempt_below_is_raised_and_one_above_is_not_lowered(
    world: World, course: Course, clock: Clock
) -> None:
    complete(world, course, 0)
    clock.pass_time(minutes=1)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [(50, None)]
    complete(world, course, 80)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [(80, None)]


def test_a_completed_attempt_is_left_alone(world: World, course: Course) -> None:
    complete(world, course)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [(100, "success")]


def test_a_completed_attempt_gets_a_successor_where_launches_are_read_so(
    world: World, course: Course
) -> None:
    world.platform.training.rules = TrainingRules(reopens=True)
    complete(world, course)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [(100, "success"), (50, None)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({"default_progress": None}, (0, None)), ({"default_completion": True}, (100, "success"))],
)
def test_the_integration_says_where_a_launch_begins(
    world: World, course: Course, settings: dict[str, object], expected: tuple[int, str | None]
) -> None:
    world.platform.integrations.update(world.integration.id, **settings)
    world.platform.launching.launch(course.id, world.learner.id)
    assert figures(world, course) == [expected]


def test_who_is_not_shown_the_course_does_not_go(world: World) -> None:
    private = world.upsert("private")
    with pytest.raises(ForbiddenError, match="not in a catalog"):
        world.platform.launching.launch(private.id, world.learner.id)
    assert figures(world, private) == []


def test_an_archived_course_is_not_launched_on_its_own(world: World, course: Course) -> None:
    world.platform.courses.archive(course.id, "hand")
    with pytest.raises(ForbiddenError, match="not in a catalog"):
        world.platform.launching.launch(course.id, world.learner.id)


def test_strangers_and_strange_courses_are_not_found(world: World, course: Course) -> None:
    launch = world.platform.launching.launch
    with pytest.raises(NotFoundError, match="No course"):
        launch("f" * 24, world.learner.id)
    with pytest.raises(NotFoundError, match="No user"):
        launch(course.id, "f" * 24)
    with pytest.raises(NotFoundError, match="No path session"):
        launch(course.id, world.learner.id, "f" * 24)


def test_a_native_course_is_played_here_and_an_external_one_is_not(
    world: World, course: Course
) -> None:
    platform = world.platform
    native = platform.courses.add("Rules", author_id=world.admin.id, group_id=world.group.id)
    platform.groups.add_to_catalog(platform.groups.platform_group.id, native.id)
    with pytest.raises(RefusedError, match="is a native course"):
        platform.launching.launch(native.id, world.learner.id)
    with pytest.raises(RefusedError, match="is an external course"):
        platform.launching.complete_native(course.id, world.learner.id)
    attempt = platform.launching.complete_native(native.id, world.learner.id)
    assert (attempt.progress, attempt.result, attempt.completed_at) == (100, "success", START)


def test_the_connector_writes_into_the_attempt_of_the_launch(world: World, course: Course) -> None:
    session = a_session_with(world, course)
    world.platform.launching.launch(course.id, world.learner.id, session)
    (before,) = world.platform.attempts.of(course.id, world.learner.id)
    complete(world, course)
    (after,) = world.platform.attempts.of(course.id, world.learner.id)
    assert (after.id, after.path_session_id) == (before.id, session)


def a_session_with(world: World, *courses: Course, **options: bool) -> str:
    """A path of these courses, in a session in which Lin is enrolled."""
    paths = world.platform.paths
    path = paths.add(
        "Journey",
        author_id=world.admin.id,
        group_id=world.group.id,
        options=PathOptions(**options),
        steps=[Step(each.id) for each in courses],
    )
    session = paths.add_session(
        path.id, "Spring", instructor_id=world.admin.id, start_date=world.clock()
    )
    paths.enrol(session.id, world.learner.id)
    return session.id


def test_in_a_path_enrolment_shows_the_course(world: World) -> None:
    course, other = world.upsert("in"), world.upsert("out")
    session = a_session_with(world, course)
    assert world.platform.launching.launch(course.id, world.learner.id, session)
    with pytest.raises(ForbiddenError, match="not a step"):
        world.platform.launching.launch(other.id, world.learner.id, session)
    with pytest.raises(ForbiddenError, match="enrolled"):
        world.platform.launching.launch(course.id, world.admin.id, session)


def test_an_archived_course_is_launched_from_its_path(world: World) -> None:
    course = world.upsert()
    session = a_session_with(world, course)
    world.platform.courses.archive(course.id, "integration")
    assert world.platform.launching.launch(course.id, world.learner.id, session)


def test_behind_the_gate_nothing_is_launched(world: World) -> None:
    first, second = world.upsert("first"), world.upsert("second")
    session = a_session_with(world, first, second, linear_progression=True)
    with pytest.raises(ForbiddenError, match="opens when the steps before it"):
        world.platform.launching.launch(second.id, world.learner.id, session)
    assert figures(world, second) == []
