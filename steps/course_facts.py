"""Whether a course is there, can be found, and what it says of its origin."""

from __future__ import annotations

from pytest_bdd import parsers, then

from harness.sides.content import Course
from harness.verdicts.outcomes import expect, expect_that
from harness.world import World

TITLE = r'"(?P<title>[^"]+)"'
STATUS = {"active": "published", "archived": "archived"}


@then(parsers.re(rf"360Learning has (?P<number>no|one (?:active|archived)) course for {TITLE}"))
def has_course(world: World, number: str, title: str) -> None:
    found = _courses_for(world, title)
    if number == "no":
        expect(f"courses of {title!r}, archived ones included", len(found), 0)
        return
    expect(f"courses of {title!r}, archived ones included", len(found), 1)
    expect(f"the status of {title!r}", found[0].status, STATUS[number.removeprefix("one ")])


@then(
    parsers.re(
        r"""(?:a|(?P<person>[A-Z]\w+)'s) search for "(?P<words>[^"]+)" """
        rf"(?P<hit>finds|does not find) {TITLE}"
    )
)
def search(world: World, person: str | None, words: str, hit: str, title: str) -> None:
    if hit == "does not find":
        world.demand_known(title)
    if person is None:
        found = [each.name for each in world.lms.courses.search(words)]
    else:
        found = world.training.search(person, words)
    expect_that(
        f"what a search of {person or 'anybody'} for {words!r} finds",
        (title in found) == (hit == "finds"),
        expected=f"{title!r} {'among it' if hit == 'finds' else 'not among it'}",
        seen=found or "nothing",
    )


@then(parsers.re(rf'the main author of {TITLE} is "(?P<author>[^"]+)"'))
def main_author(world: World, title: str, author: str) -> None:
    user = world.lms.users.get(world.content.course_of(title).author_id)
    expect(f"the main author of {title!r}", user.first_name, author)


@then(
    parsers.re(rf'the provider of {TITLE} is (?P<exactly>spelled )?"(?P<provider>[^"]+)"'),
)
def provider(world: World, title: str, exactly: str | None, provider: str) -> None:
    course = world.content.course_of(title)
    expect(f"the kind of course {title!r} is", course.type, "external")
    assert course.external is not None
    named = [each.name for each in course.external.sources]
    holds = (
        provider in named if exactly else provider.casefold() in [each.casefold() for each in named]
    )
    expect_that(
        f"the providers {title!r} names", holds, expected=f"{provider!r} among them", seen=named
    )


def _courses_for(world: World, title: str) -> list[Course]:
    """By the item behind the title; an odd title may have been shortened on its way."""
    found = world.content.courses_of(title)
    if found:
        return found
    real = world.stock.real_title(title)
    return [each for each in world.content.courses() if real.startswith(each.name.rstrip(".…"))]
