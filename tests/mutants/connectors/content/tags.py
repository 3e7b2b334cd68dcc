"""Mutants: tags from Percipio."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec

from connectors.shared.course_changes import of_items
from connectors.shared.reference_variants import (
    Hands,
    Message,
    around_each_run,
    with_a_settings_page,
)
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.lms.course_writer import CourseWriter, Draft
from reference_impl.rules import course_mapping
from reference_impl.rules.course_decision import CourseDecision, decide
from reference_impl.rules.course_mapping import Mapped, Options, Unusable, to_course
from reference_impl.rules.errors import LmsError
from reference_impl.rules.items import Associations, Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def empties_the_tags_before_an_update() -> ConnectorUnderTest:
    """Removes all tags of a course before it updates the course, including manual tags."""
    write = CourseWriter._write

    async def write_afresh(self: CourseWriter, drafts: Sequence[Draft]) -> LmsError | None:
        for course in self._store.courses.known(draft.content_id for draft in drafts).values():
            with suppress(LmsError):
                path = f"/api/v2/courses/{course.course_id}/tags"
                await self._lms.request("PUT", path, body=b'{"tagIds":[]}')
        return await write(self, drafts)

    CourseWriter._write = write_afresh  # type: ignore[method-assign]
    return InProcessReference()


def owns_the_tag_list() -> ConnectorUnderTest:
    """Replaces all tags of a course in each run, including manual ones."""

    async def clear(hands: Hands) -> None:
        for course in await hands.courses():
            await hands.set_tags(course, [])

    def written_always(known: Any, **rest: Any) -> CourseDecision:
        fate = decide(known, **rest)
        idle = fate.archive is None and fate.left_out is None
        return replace(fate, write=True) if idle and rest["wanted"] else fate

    around_each_run(before=clear)
    return InProcessReference(replace(DEFAULT_RULES, fate_of=written_always))


def files_differently(change: Callable[[Associations], Associations]) -> ConnectorUnderTest:
    def refiled(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        filed = change(item.associations or Associations())
        return to_course(msgspec.structs.replace(item, associations=filed), category, key, options)

    return InProcessReference(replace(DEFAULT_RULES, to_course=refiled))


def leaves_out_areas() -> ConnectorUnderTest:
    """Creates tags from subjects only and ignores areas."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, areas=None))


def leaves_out_subjects() -> ConnectorUnderTest:
    """Creates tags from areas only and ignores subjects."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, subjects=None))


def tags_once_for_each_source() -> ConnectorUnderTest:
    """Creates two tags for an area and a subject of the same name."""

    def apart(filed: Associations) -> Associations:
        twins = set(filed.areas or ()) & set(filed.subjects or ())
        areas = [f"{each} (area)" if each in twins else each for each in filed.areas or ()]
        return msgspec.structs.replace(filed, areas=areas)

    return files_differently(apart)


def splits_areas_at_commas() -> ConnectorUnderTest:
    """Passes areas as one comma-separated line, so an area with a comma in its name becomes two
    tags.
    """

    def split(item: Item) -> Item:
        filed = item.associations
        if filed is None or not filed.areas:
            return item
        areas: list[str | None] = [
            part.strip() for area in filed.areas if area for part in area.split(",")
        ]
        return msgspec.structs.replace(
            item, associations=msgspec.structs.replace(filed, areas=areas)
        )

    return of_items(split)


def looks_for_subjects_below_areas() -> ConnectorUnderTest:
    """Reads subjects only of items that have an area."""
    subjects = course_mapping._subjects

    def below_areas(item: Item) -> tuple[str, ...]:
        filed = item.associations
        if filed is None or not filed.areas:
            return ()
        return subjects(item)

    course_mapping._subjects = below_areas
    return InProcessReference()


def tags_by(choose: Callable[[Item, Options], bool]) -> ConnectorUnderTest:
    def tagged(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        return to_course(item, category, key, replace(options, tags=choose(item, options)))

    return InProcessReference(replace(DEFAULT_RULES, to_course=tagged))


def tags_without_being_asked() -> ConnectorUnderTest:
    """Always creates tags and ignores the box on the page."""
    return tags_by(lambda item, options: True)


def never_cleans_up_its_tags() -> ConnectorUnderTest:
    """Stops writing tags when the box is cleared, but does not remove the existing ones."""
    tagged: set[str] = set()

    def choose(item: Item, options: Options) -> bool:
        if options.tags:
            tagged.add(item.id)
        return item.id in tagged

    return tags_by(choose)


def reads_the_box_at_setup_only() -> ConnectorUnderTest:
    """Reads the tags box only during the activation and ignores later changes."""

    def takes(message: Message, before: Settings) -> Message:
        return {name: value for name, value in message.items() if name != "tags_synchronization"}

    return with_a_settings_page(takes)


MUTANTS = by_name(
    Mutant(
        empties_the_tags_before_an_update,
        fails=clauses("C008"),
        kind="gone with an update",
        condition="on the second day",
        written_blind=True,
        adds=True,
    ),
    Mutant(
        owns_the_tag_list,
        fails=clauses("C008 C093"),
        spares=clauses("C088 C090"),
        kind="the list is written whole",
        adds=True,
    ),
    Mutant(
        leaves_out_areas,
        fails=clauses("C088 C090 C091 C092"),
        spares=clauses("C089"),
    ),
    Mutant(leaves_out_subjects, fails=clauses("C088 C089"), spares=clauses("C008 C090")),
    Mutant(tags_once_for_each_source, warns=clauses("C088"), spares=clauses("C089 C092")),
    Mutant(
        splits_areas_at_commas,
        fails=clauses("C088"),
        kind="separator in a name",
        written_blind=True,
    ),
    Mutant(
        looks_for_subjects_below_areas, fails=clauses("C089"), kind="no area", written_blind=True
    ),
    Mutant(tags_without_being_asked, fails=clauses("C090 C091"), spares=clauses("C088 C089")),
    Mutant(
        never_cleans_up_its_tags,
        fails=clauses("C090 C092"),
        spares=clauses("C088 C091"),
    ),
    Mutant(
        reads_the_box_at_setup_only,
        fails=clauses("C090 C091 C092"),
        spares=clauses("C089"),
    ),
)
