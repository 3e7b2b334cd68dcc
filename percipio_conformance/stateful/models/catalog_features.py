"""What is special about the state of the catalog when an action happens.

An action often goes wrong only in a certain state: a failed run matters to a course that is to be
restored, and a new title to one that is archived. The generator brings actions and such features of
the state together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from percipio_conformance.stateful.features import Feature, features_of
from percipio_conformance.stateful.models.catalog_state import Course, Item

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.catalog_model import CatalogModel


def catalog_features(model: CatalogModel) -> Iterator[Feature]:
    """Yields the features of the items and of the settings."""
    after = model.duplicate()
    after.run()
    for name, item in model.items.items():
        course, later = model.courses.get(name), after.courses.get(name)
        yield from features_of([name], _item(item))
        if course is not None:
            yield from features_of([name], _course(course))
        yield from features_of([name], _to_do(course, later))
    yield from features_of([], _settings(model))


def _item(item: Item) -> Iterator[str]:
    if not item.active:
        yield "retired"
    if not item.offered:
        yield "missing"
    if item.is_back:
        yield "back"
    if item.version_of is not None:
        yield "language version"
    if item.lost:
        yield "left by a version"
    if len(item.languages) > 1:
        yield "several languages"


def _course(course: Course) -> Iterator[str]:
    yield "active" if course.archived_by is None else f"archived by {course.archived_by}"
    if course.restored_from is not None:
        yield f"restored from {course.restored_from}"
    if course.hand_tags:
        yield "tagged by hand"
    if course.synced_tags:
        yield "tagged"
    if course.translations:
        yield "translated"
    for place in course.taken_out:
        yield f"not in the {place}"


def _to_do(course: Course | None, later: Course | None) -> Iterator[str]:
    """What the next run does."""
    if course is None:
        yield "without a course" if later is None else "to be created"
        return
    assert later is not None
    if course.archived_by != later.archived_by:
        yield "to be restored" if later.archived_by is None else "to be archived"
    for what in ("title", "kind", "synced_tags", "translations", "values", "corrected"):
        if getattr(course, what) != getattr(later, what):
            yield f"to get another {what}"


def _settings(model: CatalogModel) -> Iterator[str]:
    if model.languages:
        yield "filter by languages"
    if model.types:
        yield "filter by types"
    if model.filters_were_saved and not (model.languages or model.types):
        yield "filters removed"
    if model.just_saved:
        yield "filter just saved"
    if model.globalization_on:
        yield "Globalization"
    elif model.globalization_was_on:
        yield "Globalization switched off"
    if model.tags_on:
        yield "tags"
    elif model.tags_were_on:
        yield "tags switched off"
