"""Percipio's catalog, and its changes."""

from __future__ import annotations

from collections.abc import Callable

from pytest_bdd import parsers

from percipio_conformance.core.names import any_number, unknown, whole_number
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.step_tables import Table, checks_arguments, read_columns, reads_table
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.field_tables import read_fields
from percipio_conformance.steps.patterns import KIND, TITLE, choice, split_list
from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.percipio.catalog import KINDS, MIXTURE
from percipio_conformance.world.percipio.catalog_changes import (
    INVALID_ITEMS,
    LIFECYCLE_CHANGES,
    UNUSUAL_ITEMS,
)
from percipio_conformance.world.scenario_state import CourseBefore
from percipio_conformance.world.world import World


@action(parsers.re(rf"Percipio offers the {KIND} {TITLE}"))
def offers(world: World, kind: str, title: str) -> None:
    world.percipio.catalog.offer(title, kind)


@action(parsers.re(rf"Percipio offers another {KIND} {TITLE}"))
def offers_namesake(world: World, kind: str, title: str) -> None:
    world.percipio.catalog.offer_same_title(title, kind)


@action(parsers.re(rf"Percipio offers the {KIND} {TITLE} to Globex"))
def offers_elsewhere(world: World, kind: str, title: str) -> None:
    world.percipio.other_catalog.offer(title, kind)


DETAILS: dict[str, Callable[[str], tuple[str, object]]] = {
    "language": lambda name: ("locale", LANGUAGES[name].locale),
    "areas": lambda names: ("areas", split_list(names)),
    "subjects": lambda names: ("subjects", split_list(names)),
}
"""Further columns of a table of items: the property of the item, and its value."""


def _read_items(table: Table) -> list[tuple[str, str, dict[str, object]]]:
    head, rows = read_columns(table, first=("kind", "title"), more=tuple(DETAILS))
    if not rows:
        raise FeatureMistake("the table names no item; add a row for each")
    items = []
    for kind, title, *details in rows:
        if kind not in KINDS:
            raise FeatureMistake(unknown("kind of content", kind, KINDS))
        if not title.strip():
            raise FeatureMistake("an item of the table has no title; write one")
        given = zip(head[2:], details, strict=True)
        items.append((kind, title, dict(DETAILS[name](text) for name, text in given)))
    return items


@action("Percipio offers:")
@reads_table(_read_items)
def offers_table(world: World, datatable: list[list[str]]) -> None:
    for kind, title, details in _read_items(datatable):
        world.percipio.catalog.offer(title, kind, **details)


@action(parsers.re(r"Percipio offers (?P<count>\d+) courses"), converters={"count": any_number})
def offers_many(world: World, count: int) -> None:
    world.percipio.catalog.offer_numbered(count)


def _demand_mixture(count: int) -> None:
    if count > MIXTURE:
        raise FeatureMistake(f"the mixture has {MIXTURE:,} items; write a number up to that")


@action(
    parsers.re(r"Percipio offers (?P<count>\d+) items of many kinds"),
    converters={"count": whole_number},
)
@checks_arguments(_demand_mixture)
def offers_mixture(world: World, count: int) -> None:
    world.percipio.catalog.offer_mixture(count)


@action(parsers.re(rf'Percipio renames {TITLE} to "(?P<new>[^"]+)"'))
def renames(world: World, title: str, new: str) -> None:
    world.percipio.catalog.change(title, "title", new)


CHANGES = {
    "title": "Six Sigma Essentials",
    "description": "<p>Rewritten from the ground up.</p>",
    "duration": "PT2H30M",
    "image": "https://cdn2.percipio.com/public/b/new-image.jpg",
    "link": "https://share.percipio.com/cd/NewLink00001",
}
"""A new value for each field that a scenario changes."""


@action(parsers.re(rf"Percipio changes the {choice('field', CHANGES)} of {TITLE}"))
def changes(world: World, field: str, title: str) -> None:
    world.state.courses_before[title] = CourseBefore(world.lms.courses.course_of(title).id)
    world.percipio.catalog.change(title, field, CHANGES[field])


@action(parsers.re(rf"Percipio sets fields of (?:its statements|{TITLE}):"))
@reads_table(read_fields)
def sets_fields(world: World, title: str | None, datatable: list[list[str]]) -> None:
    values = read_fields(datatable)
    if title is None:
        world.percipio.learners.set_statement_fields(values)
    else:
        world.percipio.catalog_changes.set_fields(title, values)


@action(parsers.re(rf"Percipio offers the course {TITLE}, {choice('oddity', UNUSUAL_ITEMS)}"))
def offers_odd(world: World, title: str, oddity: str) -> None:
    world.percipio.catalog_changes.offer_unusual(title, oddity)


@action(parsers.re(rf"Percipio offers an item that {choice('flaw', INVALID_ITEMS)}"))
def offers_flawed(world: World, flaw: str) -> None:
    world.percipio.catalog_changes.offer_invalid(flaw)


GONE = ("Percipio drops", "Acme loses its license for")
BACK = "Percipio brings back"


@action(parsers.re(rf"{choice('turn', (*LIFECYCLE_CHANGES, *GONE, BACK))} (?:everything|{TITLE})"))
def changes_lifecycle(world: World, turn: str, title: str | None) -> None:
    for each in world.percipio.catalog.titles if title is None else [title]:
        courses = world.lms.courses.courses_of(each)
        course_id = courses[0].id if len(courses) == 1 else None
        world.state.courses_before[each] = CourseBefore(course_id)
        if turn in GONE:
            world.percipio.catalog_changes.remove(each)
        elif turn == BACK:
            world.percipio.catalog_changes.restore(each)
        else:
            world.percipio.catalog_changes.change_lifecycle(each, turn)
