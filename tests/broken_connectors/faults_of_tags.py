"""Broken connectors: what becomes of areas, subjects and tags made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from bad_habits import (
    Hands,
    Message,
    around_each_run,
    with_a_settings_page,
)
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.course_mapping import Mapped, Options, Unusable, to_course
from reference_impl.rules.items import Associations, Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import REFERENCE


def files_differently(change: Callable[[Associations], Associations]) -> Subject:
    def refiled(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        filed = change(item.associations or Associations())
        return to_course(msgspec.structs.replace(item, associations=filed), category, key, options)

    return InProcessReference(replace(REFERENCE, to_course=refiled))


def leaves_out_areas() -> Subject:
    """Tags are made of the field that is called subjects, as 360Learning calls its own."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, areas=None))


def leaves_out_subjects() -> Subject:
    """Areas only, since there are fewer of them."""
    return files_differently(lambda filed: msgspec.structs.replace(filed, subjects=None))


def tags_by(choose: Callable[[Item, Options], bool]) -> Subject:
    def tagged(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        return to_course(item, category, key, replace(options, tags=choose(item, options)))

    return InProcessReference(replace(REFERENCE, to_course=tagged))


def tags_without_being_asked() -> Subject:
    """Tags were a wish of the first customer, and the box came later and is read by nobody."""
    return tags_by(lambda item, options: True)


def never_cleans_up_its_tags() -> Subject:
    """With the box cleared it stops writing tags, and forgets the ones it wrote before."""
    tagged: set[str] = set()

    def choose(item: Item, options: Options) -> bool:
        if options.tags:
            tagged.add(item.id)
        return item.id in tagged

    return tags_by(choose)


def only_adds_tags() -> Subject:
    """Tags are merged into what is there, so that one dropped in Percipio stays."""
    known: dict[str, dict[str, None]] = {}

    def merged(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Unusable) or not options.tags:
            known.pop(item.id, None)
            return made
        names = known.setdefault(item.id, {})
        names |= dict.fromkeys(made.course.subjects)
        return replace(made, course=msgspec.structs.replace(made.course, subjects=tuple(names)))

    return InProcessReference(replace(REFERENCE, to_course=merged))


def tags_once_for_each_source() -> Subject:
    """Every area is given a name that tells it from a subject of the same name."""

    def apart(filed: Associations) -> Associations:
        twins = set(filed.areas or ()) & set(filed.subjects or ())
        areas = [f"{each} (area)" if each in twins else each for each in filed.areas or ()]
        return msgspec.structs.replace(filed, areas=areas)

    return files_differently(apart)


def reads_the_box_at_setup_only() -> Subject:
    """The box stands on the form of the activation, and only that form is read."""

    def takes(message: Message, before: Settings) -> Message:
        return {name: value for name, value in message.items() if name != "tags_synchronization"}

    return with_a_settings_page(takes)


def owns_the_tag_list() -> Subject:
    """Each run sets the tags of a course as a whole: what it does not know of goes."""

    async def clear(hands: Hands) -> None:
        for course in await hands.courses():
            await hands.set_tags(course, [])

    def written_always(known: Any, **rest: Any) -> Fate:
        fate = fate_of(known, **rest)
        idle = fate.archive is None and fate.left_out is None
        return replace(fate, write=True) if idle and rest["wanted"] else fate

    around_each_run(before=clear)
    return InProcessReference(replace(REFERENCE, fate_of=written_always))


def removes_tags_by_name() -> Subject:
    """It remembers the names of its tags, and takes away whatever is called so."""
    written: dict[str, set[str]] = {}

    def noted(item: Item, category: Any, key: str, options: Options) -> Mapped | Unusable:
        made = to_course(item, category, key, options)
        if isinstance(made, Mapped):
            written.setdefault(made.course.name, set()).update(made.course.subjects)
        return made

    async def take_away(hands: Hands) -> None:
        if hands.settings.tags_synchronization:
            return
        for course in await hands.courses():
            ours = written.get(course.name, set())
            tags = await hands.tags_of(course)
            kept = [tag_id for tag_id, name in tags.items() if name not in ours]
            if len(kept) < len(tags):
                await hands.set_tags(course, kept)

    around_each_run(after=take_away)
    return InProcessReference(replace(REFERENCE, to_course=noted))


FAULTS = named(
    Fault(
        leaves_out_areas,
        fails=clauses("C088 C090 C091 C092"),
        spares=clauses("C089"),
    ),
    Fault(leaves_out_subjects, fails=clauses("C088 C089"), spares=clauses("C008 C090")),
    Fault(tags_without_being_asked, fails=clauses("C090 C091"), spares=clauses("C088 C089")),
    Fault(
        never_cleans_up_its_tags,
        fails=clauses("C090 C092"),
        spares=clauses("C088 C091"),
    ),
    Fault(
        only_adds_tags,
        warns=clauses("C092"),
        spares=clauses("C088 C091"),
        readings={"A-TAGWHEN": "dropped-tags-go"},
    ),
    Fault(tags_once_for_each_source, warns=clauses("C088"), spares=clauses("C089 C092")),
    Fault(
        reads_the_box_at_setup_only,
        fails=clauses("C090 C091 C092"),
        spares=clauses("C089"),
    ),
    Fault(
        owns_the_tag_list,
        fails=clauses("C008 C093"),
        spares=clauses("C088 C090"),
        kind="the list is written whole",
    ),
    Fault(
        removes_tags_by_name,
        fails=clauses("C093"),
        spares=clauses("C008 C092"),
        kind="taken away by their name",
        collateral={"C090": "A tag of a person that is called like an area is gone there as well."},
    ),
)
