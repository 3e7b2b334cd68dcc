"""The synchronized courses as 360Learning shows them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from pytest_bdd import parsers, then

from percipio_conformance.core.names import any_number, unknown, whole_number
from percipio_conformance.core.outcomes import FeatureMistake, expect, expect_that
from percipio_conformance.core.step_tables import Table, read_columns, reads_table
from percipio_conformance.core.text import plain_text, shortened_list
from percipio_conformance.spec.schema_fields import PROPERTIES, Property
from percipio_conformance.steps.catalog import CHANGES
from percipio_conformance.steps.patterns import TITLE, choice
from percipio_conformance.world.lms.courses import Course
from percipio_conformance.world.scenario_state import required
from percipio_conformance.world.world import World

SHOWN: dict[str, tuple[Property, str]] = {
    "description": ("description", plain_text(CHANGES["description"])),
    "duration": ("duration", "150 minutes"),
    "image": ("picture", CHANGES["image"]),
    "link": ("address", CHANGES["link"]),
}
"""The property that shows a changed field, and its new value."""

STATUS = {"active": "published", "archived": "archived"}


@then(parsers.re(rf"360Learning (?P<how>shows|does not show) {TITLE}"))
def shows(world: World, how: str, title: str) -> None:
    wanted = how == "shows"
    if not wanted:
        world.demand_known(title)
    shown = [each.name for each in world.lms.courses.shown()]
    expect_that(
        "the Skillsoft courses shown",
        (title in shown) == wanted,
        expected=f"{title!r} {'' if wanted else 'not '}among them",
        actual=_quoted(shown),
    )


@then(
    parsers.re(rf"360Learning shows {TITLE} exactly (?P<times>\d+) times"),
    converters={"times": any_number},
)
def shows_times(world: World, title: str, times: int) -> None:
    found = Counter(each.name for each in world.lms.courses.shown())
    expect(f"courses called {title!r}", found[title], times)


@then("360Learning shows no Skillsoft course")
def shows_none(world: World) -> None:
    shown = [each.name for each in world.lms.courses.shown()]
    expect_that("the Skillsoft courses shown", not shown, expected="none", actual=_quoted(shown))


@then(
    parsers.re(r"360Learning shows (?P<count>\d+) (?P<kind>Skillsoft|numbered) courses"),
    converters={"count": any_number},
)
def shows_count(world: World, count: int, kind: str) -> None:
    courses = world.lms.courses
    shown = courses.numbered_shown() if kind == "numbered" else len(courses.shown())
    expect(f"the number of {kind} courses shown", shown, count)


def _read_titles(table: Table) -> list[str]:
    if len(table[0]) != 1:
        raise FeatureMistake("the table has one column without a head: a title in each row")
    return [row[0] for row in table]


@then("360Learning shows exactly these Skillsoft courses:")
@reads_table(_read_titles)
def shows_exactly(world: World, datatable: list[list[str]]) -> None:
    expected = sorted(_read_titles(datatable))
    shown = sorted(each.name for each in world.lms.courses.shown())
    expect("the Skillsoft courses shown", shown, expected)


@then("every active course, book, audiobook, channel and journey of the catalog is shown")
def shows_everything(world: World) -> None:
    offered = world.percipio.catalog.active_items()
    expect_that("such items in the catalog", bool(offered), expected="some", actual="none")
    missing = world.lms.courses.missing()
    expect_that("items that are not shown", not missing, expected="none", actual=_quoted(missing))


@then("360Learning has no path")
def has_no_path(world: World) -> None:
    expect("paths in 360Learning", world.lms.courses.paths(), [])


@then(parsers.re(rf"360Learning has no path {TITLE}"))
def has_no_such_path(world: World, title: str) -> None:
    expect_that(
        "paths in 360Learning",
        title not in world.lms.courses.paths(),
        expected=f"none called {title!r}",
        actual=_quoted(world.lms.courses.paths()),
    )


@then(
    parsers.re(r"each of the (?P<count>\d+) items is one published course of the external type"),
    converters={"count": whole_number},
)
def each_is_published(world: World, count: int) -> None:
    expect("items offered", len(world.percipio.catalog.titles), count)
    for title in world.percipio.catalog.titles:
        course = world.lms.courses.course_of(title)
        expect(f"the status of {title!r}", course.status, "published")
        expect(f"the kind of course {title!r} is", course.type, "external")
    expect("courses altogether", len(world.lms.courses.courses()), count)


@then(parsers.re(rf"the {choice('field', CHANGES)} of {TITLE} in 360Learning is the new one"))
def field_is_new(world: World, field: str, title: str) -> None:
    if field == "title":
        seen, expected = world.lms.courses.course_of(title).name, CHANGES["title"]
    else:
        shown, expected = SHOWN[field]
        seen = world.lms.courses.property_of(title, shown)
    expect(f"the {field} of the course", seen, expected)


def _read_properties(table: Table) -> list[tuple[Property, str]]:
    _, rows = read_columns(table, first=("property", "value"))
    if not rows:
        raise FeatureMistake("the table names no property; add a row for each")
    for name, _ in rows:
        if name not in PROPERTIES:
            raise FeatureMistake(unknown("property of a course", name, PROPERTIES))
    return [(name, text) for name, text in rows]  # type: ignore[misc]


@then(parsers.re(rf"the course of {TITLE} shows:"))
@reads_table(_read_properties)
def shows_properties(world: World, title: str, datatable: list[list[str]]) -> None:
    for name, expected in _read_properties(datatable):
        seen = world.lms.courses.property_of(title, name)
        expect(f"the {name} of {title!r}", seen, expected)


@then(parsers.re(rf"{TITLE} is still the same course"))
def same_course(world: World, title: str) -> None:
    before = required(world.state.courses_before.get(title), f"that changes {title!r}")
    course = world.lms.courses.course_of(title)
    what = f"courses of {title!r} before its item changed"
    expect_that(
        what, before.course_id is not None, expected="exactly one", actual="none or several"
    )
    expect("the id of the course", course.id, before.course_id)


@then(
    parsers.re(r"no course in 360Learning was created or modified in the last (?P<days>\d+) days"),
    converters={"days": whole_number},
)
def untouched(world: World, days: int) -> None:
    since = world.now - timedelta(days=days)
    courses = world.lms.courses.courses()
    expect_that("the Skillsoft courses", bool(courses), expected="at least one", actual="none")
    new = [each.name for each in courses if each.created_at > since]
    modified = [each.name for each in courses if each.modified_at > since]
    expect_that("courses created since", not new, expected="none", actual=_quoted(new))
    expect_that("courses modified since", not modified, expected="none", actual=_quoted(modified))


@then("no course in 360Learning is archived")
def none_archived(world: World) -> None:
    archived = [each.name for each in world.lms.courses.courses() if each.status != "published"]
    expect_that("archived courses", not archived, expected="none", actual=_quoted(archived))


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
    found = world.lms.homepage.search(words, person)
    expect_that(
        f"what a search of {person or 'anybody'} for {words!r} finds",
        (title in found) == (hit == "finds"),
        expected=f"{title!r} {'among it' if hit == 'finds' else 'not among it'}",
        actual=found or "nothing",
    )


@then(parsers.re(rf'the main author of {TITLE} is "(?P<author>[^"]+)"'))
def main_author(world: World, title: str, author: str) -> None:
    user = world.lms.platform.users.get(world.lms.courses.course_of(title).author_id)
    expect(f"the main author of {title!r}", user.first_name, author)


@then(
    parsers.re(rf'the provider of {TITLE} is (?P<exactly>spelled )?"(?P<provider>[^"]+)"'),
)
def provider(world: World, title: str, exactly: str | None, provider: str) -> None:
    course = world.lms.courses.course_of(title)
    expect(f"the kind of course {title!r} is", course.type, "external")
    assert course.external is not None
    named = [each.name for each in course.external.sources]
    holds = (
        provider in named if exactly else provider.casefold() in [each.casefold() for each in named]
    )
    expect_that(
        f"the providers {title!r} names", holds, expected=f"{provider!r} among them", actual=named
    )


def _courses_for(world: World, title: str) -> list[Course]:
    """The courses of the item; the connector may have shortened an unusual title."""
    found = world.lms.courses.courses_of(title)
    if found:
        return found
    real = world.percipio.catalog_changes.real_title(title)
    return [each for each in world.lms.courses.courses() if real.startswith(each.name.rstrip(".…"))]


def _quoted(names: list[str]) -> str:
    return shortened_list([repr(each) for each in sorted(names)]) or "none"
