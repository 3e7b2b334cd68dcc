"""Where a course stands in 360Learning."""

from __future__ import annotations

from pytest_bdd import parsers, then

from harness.verdicts.outcomes import expect
from harness.world import World

TITLE = r'"(?P<title>[^"]+)"'
GROUP = r'"(?P<group>[^"]+)"'


@then(parsers.re(rf"{TITLE} is in the catalogue of {GROUP}"))
def in_catalogue(world: World, title: str, group: str) -> None:
    _check(world, title, group, "catalogue", expected=True)


@then(parsers.re(rf"{TITLE} is in the library of {GROUP}"))
def in_library(world: World, title: str, group: str) -> None:
    _check(world, title, group, "library", expected=True)


@then(parsers.re(rf"{TITLE} is in neither the catalogue nor the library of {GROUP}"))
def in_neither(world: World, title: str, group: str) -> None:
    _check(world, title, group, "catalogue", expected=False)
    _check(world, title, group, "library", expected=False)


def _check(world: World, title: str, group: str, place: str, *, expected: bool) -> None:
    look = {"catalogue": world.content.is_in_catalogue, "library": world.content.is_in_library}
    words = {True: "in it", False: "not in it"}
    seen = look[place](title, group)
    expect(f"{title!r} and the {place} of {group}", words[seen], words[expected])
