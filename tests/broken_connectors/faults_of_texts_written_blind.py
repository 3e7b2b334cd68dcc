"""Faults of what a course says, written from the sentences of the clauses before any scenario was
read.

What became of each at first sight is in ``blind.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import msgspec
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules import course_mapping, languages
from reference_impl.rules.categories import Category
from reference_impl.rules.items import Item, LocalizedMetadata
from reference_impl.rules_table import REFERENCE


def _of_items(changed: Callable[[Item], Item]) -> Subject:
    """Every item is read as ``changed`` makes it."""

    def to_course(
        item: Item, category: Category, external_id: str, options: course_mapping.Options
    ) -> course_mapping.Mapped | course_mapping.Unusable:
        return course_mapping.to_course(changed(item), category, external_id, options)

    return InProcessReference(replace(REFERENCE, to_course=to_course))


def cuts_texts_off_at_an_emoji() -> Subject:
    """Its database keeps three bytes a character, and drops the rest of a text from the fourth."""

    def cut(text: str | None) -> str | None:
        return None if text is None else re.split("[\U00010000-\U0010ffff]", text)[0]

    def narrowed(item: Item) -> Item:
        texts: list[LocalizedMetadata | None] = [
            msgspec.structs.replace(each, title=cut(each.title), description=cut(each.description))
            for each in item.metadata()
        ]
        return msgspec.structs.replace(item, localized_metadata=texts)

    return _of_items(narrowed)


def splits_areas_at_commas() -> Subject:
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

    return _of_items(split)


def takes_all_regions_of_a_language_for_one() -> Subject:
    """It reads a locale up to its hyphen, so of Brazil and Portugal one is lost."""

    def coarse(locale: str) -> str | None:
        return languages.language_of(re.split("[-_]", locale)[0])

    course_mapping.language_of = coarse  # type: ignore[attr-defined, assignment]
    return InProcessReference()


def takes_an_equal_title_for_no_translation() -> Subject:
    """A version whose title nobody had to translate is passed over, description and all."""

    def translated(item: Item) -> Item:
        versions = item.metadata()
        texts: list[LocalizedMetadata | None] = [
            *versions[:1],
            *(each for each in versions[1:] if each.title != versions[0].title),
        ]
        return msgspec.structs.replace(item, localized_metadata=texts)

    return _of_items(translated)


FAULTS = named(
    Fault(cuts_texts_off_at_an_emoji, fails=clauses("D06"), kind="encoding"),
    Fault(splits_areas_at_commas, fails=clauses("C088"), kind="separator in a name"),
    Fault(takes_all_regions_of_a_language_for_one, fails=clauses("C045"), kind="regions"),
    Fault(takes_an_equal_title_for_no_translation, fails=clauses("C044"), kind="equal titles"),
)
