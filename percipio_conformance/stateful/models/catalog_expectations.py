"""What the model of the catalog expects 360Learning to show, and the clauses that require it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from percipio_conformance.spec.schema_fields import ITEM, fields_of
from percipio_conformance.stateful.checks.catalog_checks import (
    course_is,
    filters_are,
    is_not_shown,
    numbered_are,
    place_is,
    property_is,
    tags_are,
    title_is,
    translated_title_is,
    translations_are,
)
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.models.catalog_state import PLACES, Course, Item
from percipio_conformance.stateful.models.shown_values import shown_as

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.catalog_model import CatalogModel


def expectations(model: CatalogModel) -> Iterator[Postcondition]:
    """All postconditions that must hold now."""
    for name, item in model.items.items():
        course = model.courses.get(name)
        if item.count > 1:
            yield from _of_many(model, name, item, course)
        elif not item.settled:
            if item.stays:
                yield course_is(name, "one active", item.kind, "D05")
        elif course is None:
            if item.may_have_course:
                yield is_not_shown(name, _why_none(item))
            elif item.version_of is None or not model.globalization_was_on:
                yield course_is(name, "no", item.kind, _why_none(item))
        elif course.archived_by == "joined":
            yield is_not_shown(name, "C042")
        elif course.excluded_while_created:
            yield is_not_shown(name, "C133")
        else:
            yield from _of_course(model, name, item, course)
    if model.filters_were_saved:
        yield from filters_are(sorted(model.languages), sorted(model.types))


def _of_many(
    model: CatalogModel, name: str, item: Item, course: Course | None
) -> Iterator[Postcondition]:
    if not item.settled and not item.stays:
        return
    if course is None:
        yield numbered_are(0, _why_none(item))
        return
    why = _why(course, item, just_saved=model.just_saved) if item.settled else "D05"
    is_shown = course.archived_by is None and not course.excluded_while_created
    yield numbered_are(item.count if is_shown else 0, why)


def _of_course(
    model: CatalogModel, name: str, item: Item, course: Course
) -> Iterator[Postcondition]:
    archived = course.archived_by
    status = "one active" if archived is None else "one archived"
    yield course_is(name, status, item.kind, _why(course, item, just_saved=model.just_saved))
    if archived is None:
        yield title_is(name, course.title)
        if model.content_languages(name) == item.languages:
            yield from _properties(name, course)
        for place in PLACES:
            yield place_is(name, place, taken_out=place in course.taken_out)
        if course.translations is not None and "globalization" in model.assumptions.capabilities:
            yield translations_are(name, course.translations)
            yield from _titles(name, item, course)
    if course.tags_are_known and "tags" in model.assumptions.capabilities:
        yield tags_are(
            name,
            course.tags,
            by_hand=frozenset(course.hand_tags),
            switched={True: "on", False: "off"}[model.tags_on],
            ever_on=model.tags_were_on,
        )


def _properties(name: str, course: Course) -> Iterator[Postcondition]:
    """What the course shows of the fields that were set."""
    for path, value in course.values.items():
        named = fields_of(ITEM)[path].shown
        expected = shown_as(named, value) if named is not None else None
        if named is not None and expected is not None:
            yield property_is(name, named, expected)


def _titles(name: str, item: Item, course: Course) -> Iterator[Postcondition]:
    """The titles in the languages of a single item; a version has the title of its own item."""
    if item.kind != "channel" or course.corrected is None or course.corrected != item.corrected:
        return
    for language in course.translations or ():
        corrected = ", corrected" if language in course.corrected else ""
        yield translated_title_is(name, language, f"{name} ({language}{corrected})")


def _why_none(item: Item) -> str:
    """The clause that requires the item to have no course."""
    return "C136" if item.active and item.offered else "C038"


def _why(course: Course, item: Item, *, just_saved: bool) -> str:
    """The clause that requires the present state of a course."""
    match course.archived_by:
        case "filter":
            return "C133" if just_saved else "C136"
        case "status":
            return "C030"
        case None if just_saved:
            return "C134"
        case None if item.read_in_part:
            return "D05"
        case None if not item.offered:
            return "C039"
        case None:
            # If the last value is removed, or one is added, all matching items are included again.
            return "C137" if course.restored_from == "filter" else "C030"
        case _:
            return "C136"
