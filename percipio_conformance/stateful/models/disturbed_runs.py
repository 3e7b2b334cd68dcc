"""Daily runs that break off, or during which a setting is saved: what they leave open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from percipio_conformance.stateful.actions import language_actions as languages
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.models.catalog_state import Course, Item

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.catalog_model import CatalogModel


def run_in_part(model: CatalogModel) -> None:
    """A run that broke off, or that no clause promises: it may have read an item or not."""
    model.globalization_was_on = model.globalization_was_on or model.globalization_on
    complete = model.duplicate()
    complete.run()
    untouched = _untouched_by(complete, model)
    for name, item in model.items.items():
        item.read_in_part = name in untouched
        course = model.courses.get(name)
        if course is not None and course.archived_by is None and not item.active:
            # It may have archived the course, so that restoring it depends on the reading.
            model.depend_on("A-STATUS")
        if not item.offered:
            _leave_open(item, course, complete.items[name], complete.courses.get(name))
            continue
        if name in untouched:
            continue
        item.stays = model.certainly_stays(name) and (item.settled or item.stays)
        item.settled = False
        item.may_have_course = True
        if course is not None:
            course.tags_are_known = False
            course.translations = None


def _leave_open(item: Item, course: Course | None, later: Item, after: Course | None) -> None:
    """Leave open of a missing item what a complete run leaves open: one that breaks off may have
    come as far."""
    item.settled = item.settled and later.settled
    if course is not None and after is not None:
        course.tags_are_known = course.tags_are_known and after.tags_are_known
        course.translations = None if after.translations is None else course.translations
        course.corrected = None if after.corrected is None else course.corrected


def _untouched_by(complete: CatalogModel, model: CatalogModel) -> set[str]:
    """The items for which a complete run would change nothing now: one that breaks off cannot
    change anything for them either (D05)."""
    return {
        name
        for name, item in model.items.items()
        if item.settled
        and replace(complete.items[name], stays=item.stays, read_in_part=item.read_in_part) == item
        and complete.courses.get(name) == model.courses.get(name)
    }


def save_during_run(model: CatalogModel, save: Action) -> None:
    """A run during which settings are saved: what it has read before them is open."""
    known = set(model.courses)
    renumbered = [name for name, item in model.items.items() if item.has_new_activity_id]
    model.run()
    model.do(save)
    for name in renumbered:
        # The run need not read an item that the filter leaves out.
        model.items[name].has_new_activity_id = model.courses[name].archived_by is not None
    if isinstance(save, languages.SwitchesGlobalization):
        # The run may read the setting at its beginning or at its end.
        model.globalization_was_on = model.globalization_was_on or model.globalization_on
        model.forget_translations()
    for name, item in model.items.items():
        # The run may have read the item before the save or after it.
        if item.offered and item.active and name not in model.courses:
            item.settled, item.may_have_course = False, True
    for name, course in model.courses.items():
        wanted = model.lets_through(course.languages, course.kind)
        item = model.items[name]
        wanted_now = model.lets_through(model.languages_of(name, item), item.kind)
        if course.archived_by in ("filter", "status") and (wanted or wanted_now):
            item.settled = False
        # It may have been created and archived, or never been created.
        maybe_new = course.excluded_while_created or name not in known
        course.excluded_while_created = maybe_new and not wanted
        course.tags_are_known = False
        course.translations = None


def apply_filter_in_part(model: CatalogModel) -> None:
    """360Learning refuses to archive one of the courses that a saved filter leaves out."""
    for name, course in model.courses.items():
        if course.archived_by == "filter":
            model.items[name].settled = False


def save_again_in_outage(model: CatalogModel, save: Action) -> None:
    """Another filter is saved before the connector could apply the last one."""
    model.do(save)
    for name, course in model.courses.items():
        if course.archived_by == "filter" and (
            model.lets_through(course.languages, course.kind)
            or model.lets_through(model.languages_of(name, model.items[name]), course.kind)
        ):
            # The last filter may have been applied, or never.
            model.items[name].settled = False
