"""People try to change Skillsoft courses in 360Learning."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.sides.editing import NEW_VALUES, PEOPLE
from harness.verdicts.outcomes import expect
from harness.world import World

TITLE = r'"(?P<title>[^"]+)"'


@given(parsers.re(rf"360Learning holds the Skillsoft course {TITLE}"))
def holds(world: World, title: str) -> None:
    world.editing.hold(title)


@when(
    parsers.re(
        rf"(?P<person>{'|'.join(PEOPLE)}) tries to change the (?P<field>{'|'.join(NEW_VALUES)}) "
        rf"of {TITLE}"
    )
)
def tries(world: World, person: str, field: str, title: str) -> None:
    world.notes["before"] = world.editing.content(title)
    world.notes["taken"] = world.editing.attempt(person, field, title)


@then(parsers.re(rf"the change is refused and {TITLE} stays as it was"))
def refused(world: World, title: str) -> None:
    now = world.editing.content(title)
    for field, value in world.notes["before"].items():
        expect(f"the {field} of {title!r} after the attempt", now[field], value)
    expect("whether the editor took the change", world.notes["taken"], False)
