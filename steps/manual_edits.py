"""Manual changes to courses in 360Learning: edits, tags, and archiving."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from percipio_conformance.core.outcomes import expect
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import TITLE, choice
from percipio_conformance.world.lms.course_editor import NEW_VALUES, PEOPLE
from percipio_conformance.world.scenario_state import EditAttempt, required
from percipio_conformance.world.world import World


@when(
    parsers.re(
        rf"{choice('person', PEOPLE)} tries to change the {choice('field', NEW_VALUES)} "
        rf"of {TITLE}"
    )
)
def tries(world: World, person: str, field: str, title: str) -> None:
    before = world.lms.course_editor.fields(title)
    world.state.edit_attempt = EditAttempt(
        before, world.lms.course_editor.try_change(person, field, title)
    )


@then(parsers.re(rf"the change is refused and {TITLE} stays as it was"))
def refused(world: World, title: str) -> None:
    attempt = required(world.state.edit_attempt, "in which somebody tries to change a course")
    now = world.lms.course_editor.fields(title)
    for field, value in attempt.before.items():
        expect(f"the {field} of {title!r} after the attempt", now[field], value)
    expect("whether the editor took the change", attempt.accepted, False)


@action(parsers.re(rf"Carol archives {TITLE}"))
def archives(world: World, title: str) -> None:
    world.lms.manual_edits.archive(title)


@given(parsers.re(rf"360Learning has the (?P<kind>Skillsoft|native|Coursera) course {TITLE}"))
def has_course(world: World, kind: str, title: str) -> None:
    match kind:
        case "Skillsoft":
            world.lms.course_editor.add_course(title)
        case "native":
            world.lms.manual_edits.add_native(title)
        case "Coursera":
            world.lms.manual_edits.add_of_another_integration(title)


@action(parsers.re(rf'(?:Olivia|Carol) tags {TITLE} with "(?P<tag>[^"]+)"'))
def tags_by_hand(world: World, title: str, tag: str) -> None:
    world.lms.manual_edits.tag(title, tag)
