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
    """Before it updates a course it empties the list of tags, so that none that Percipio has
    dropped is left; a tag that a person put there goes as well, on the day the item changes.
    """
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
    """Each run sets the tags of a course as a whole: what it does not know of goes."""

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
    """Tags are made of the field that is called subjects, as 360Learning calls its own."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, areas=None))


def leaves_out_subjects() -> ConnectorUnderTest:
    """Areas only, since there are fewer of them."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, subjects=None))


def tags_once_for_each_source() -> ConnectorUnderTest:
    """Every area is given a name that tells it from a subject of the same name."""

    def apart(filed: Associations) -> Associations:
        twins = set(filed.areas or ()) & set(filed.subjects or ())
        areas = [f"{each} (area)" if each in twins else each for each in filed.areas or ()]
        return msgspec.structs.replace(filed, areas=areas)

    return files_differently(apart)


def splits_areas_at_commas() -> ConnectorUnderTest:
    """It passes areas on as one line with commas, and an area may have a comma in its name."""

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
    """It takes subjects for a division of areas and leaves early where an item has no area, so the
    subjects of such an item never become tags.
    """
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
    """Tags were a wish of the first customer, and the box came later and is read by nobody."""
    return tags_by(lambda item, options: True)


def never_cleans_up_its_tags() -> ConnectorUnderTest:
    """With the box cleared it stops writing tags, and forgets the ones it wrote before."""
    tagged: set[str] = set()

    def choose(item: Item, options: Options) -> bool:
        if options.tags:
            tagged.add(item.id)
        return item.id in tagged

    return tags_by(choose)


def reads_the_box_at_setup_only() -> ConnectorUnderTest:
    """The box stands on the form of the activation, and only that form is read."""

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
    ),
    Mutant(
        owns_the_tag_list,
        fails=clauses("C008 C093"),
        spares=clauses("C088 C090"),
        kind="the list is written whole",
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
