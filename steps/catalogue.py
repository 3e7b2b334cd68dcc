"""What Percipio offers, and how that changes."""

from __future__ import annotations

from collections.abc import Callable

from pytest_bdd import given, parsers

from harness.naming import any_number, unknown, whole_number
from harness.sides.languages import LANGUAGES
from harness.sides.offering import KINDS, MIXTURE
from harness.tables import Table, checks_words, read_columns, reads_table
from harness.verdicts.outcomes import FeatureMistake
from harness.world import World

KIND = "|".join(sorted(KINDS, key=len, reverse=True)).replace("(", r"\(").replace(")", r"\)")


@given(parsers.re(rf'Percipio offers the (?P<kind>{KIND}) "(?P<title>[^"]+)"'))
def offers(world: World, kind: str, title: str) -> None:
    world.offering.offer(title, kind)


@given(parsers.re(rf'Percipio offers another (?P<kind>{KIND}) "(?P<title>[^"]+)"'))
def offers_namesake(world: World, kind: str, title: str) -> None:
    world.offering.offer_namesake(title, kind)


@given(parsers.re(rf'Percipio offers the (?P<kind>{KIND}) "(?P<title>[^"]+)" to Globex'))
def offers_elsewhere(world: World, kind: str, title: str) -> None:
    world.globex.offer(title, kind)


DETAILS: dict[str, Callable[[str], tuple[str, object]]] = {
    "language": lambda name: ("locale", LANGUAGES[name].locale),
    "areas": lambda names: ("areas", listed(names)),
    "subjects": lambda names: ("subjects", listed(names)),
}
"""Further columns of a table of items, and what each says of the item."""


def listed(names: str) -> list[str]:
    """The names of a list such as ``Quality, Data``; of ``Sales, Marketing; Data`` two of them."""
    between = ";" if ";" in names else ","
    return [each.strip() for each in names.split(between) if each.strip()]


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


@given("Percipio offers:")
@reads_table(_read_items)
def offers_table(world: World, datatable: list[list[str]]) -> None:
    for kind, title, details in _read_items(datatable):
        world.offering.offer(title, kind, **details)


@given(parsers.re(r"Percipio offers (?P<count>\d+) courses"), converters={"count": any_number})
def offers_many(world: World, count: int) -> None:
    for number in range(1, count + 1):
        world.offering.offer(f"Course {number:04d}")


def _demand_mixture(count: int) -> None:
    if count > MIXTURE:
        raise FeatureMistake(f"the mixture has {MIXTURE:,} items; write a number up to that")


@given(
    parsers.re(r"Percipio offers (?P<count>\d+) items of many kinds"),
    converters={"count": whole_number},
)
@checks_words(_demand_mixture)
def offers_mixture(world: World, count: int) -> None:
    world.offering.offer_mixture(count)


@given(parsers.re(r'Percipio renames "(?P<title>[^"]+)" to "(?P<new>[^"]+)"'))
def renames(world: World, title: str, new: str) -> None:
    world.offering.change(title, "title", new)


CHANGES = {
    "title": "Six Sigma Essentials",
    "description": "<p>Rewritten from the ground up.</p>",
    "duration": "PT2H30M",
    "image": "https://cdn2.percipio.com/public/b/new-image.jpg",
    "link": "https://share.percipio.com/cd/NewLink00001",
}
"""A new value for each field that a scenario changes."""


@given(parsers.re(rf'Percipio changes the (?P<field>{"|".join(CHANGES)}) of "(?P<title>[^"]+)"'))
def changes(world: World, field: str, title: str) -> None:
    world.notes["changed title"] = title
    world.notes["same course"] = world.content.course_of(title).id
    world.offering.change(title, field, CHANGES[field])
