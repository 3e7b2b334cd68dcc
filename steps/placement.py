"""Groups and their places: where courses are, and who sees them."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from percipio_conformance.core.outcomes import expect
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import GROUP, TITLE, choice
from percipio_conformance.world.lms.groups import Place
from percipio_conformance.world.world import World

PLACES: dict[str, Place] = {"catalog": "catalog", "library": "library"}
PLACE = choice("place", PLACES)


@given(parsers.re(rf"the integration belongs to (?:the platform group|{GROUP})"))
def belongs_to(world: World, group: str | None) -> None:
    world.move_integration(world.lms.groups.id_of(group or "Acme"))


@given(parsers.re(rf'"(?P<name>[^"]+)" is a (?P<kind>public|private) group below {GROUP}'))
def is_below(world: World, name: str, kind: str, group: str) -> None:
    world.lms.groups.add_group(name, below=group, public=kind == "public")


@action(
    parsers.re(
        rf"somebody (?P<act>has put|puts|has taken|takes) {TITLE} (?:into|out of) "
        rf"the {PLACE} of {GROUP}"
    )
)
def by_hand(world: World, act: str, title: str, place: str, group: str) -> None:
    move = (
        world.lms.groups.add_course
        if act in ("has put", "puts")
        else world.lms.groups.remove_course
    )
    move(title, PLACES[place], group)


@then(parsers.re(rf"{TITLE} is (?P<absent>not )?in the {PLACE} of {GROUP}"))
def in_place(world: World, title: str, absent: str | None, place: str, group: str) -> None:
    _check(world, title, group, place, expected=absent is None)


@then(parsers.re(rf"learners of {GROUP} (?P<sight>see|do not see) {TITLE}"))
def learners_see(world: World, group: str, sight: str, title: str) -> None:
    words = {True: "see", False: "do not see"}
    seen = words[world.lms.groups.learners_see(group, title)]
    expect(f"what learners of {group} do about {title!r}", seen, sight)


def _check(world: World, title: str, group: str, place: str, *, expected: bool) -> None:
    look = {"catalog": world.lms.courses.is_in_catalog, "library": world.lms.courses.is_in_library}
    words = {True: "in it", False: "not in it"}
    seen = look[place](title, group)
    expect(f"{title!r} and the {place} of {group}", words[seen], words[expected])
