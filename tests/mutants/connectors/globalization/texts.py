"""Mutants: titles and descriptions in several languages."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import UNSET, UnsetType

from connectors.shared.course_changes import of_items
from connectors.shared.language_versions import translating
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import course_mapping
from reference_impl.rules.course_mapping import ExternalCourse, TranslatedFields, Translation
from reference_impl.rules.items import Item, LocalizedMetadata
from tools.mutants.mutant import Mutant, by_name, clauses


def each_translation(
    change: Callable[[ExternalCourse, TranslatedFields], TranslatedFields],
) -> ConnectorUnderTest:
    def change_all(course: ExternalCourse) -> ExternalCourse:
        if course.translations is UNSET:
            return course
        translations = tuple(
            Translation(each.lang, change(course, each.translated_fields))
            for each in course.translations
        )
        return msgspec.structs.replace(course, translations=translations)

    return translating(change_all)


def repeats_the_first_title() -> ConnectorUnderTest:
    """Copies the course for each translation and replaces only the description, so that the
    title is not translated.
    """
    return each_translation(
        lambda course, fields: msgspec.structs.replace(fields, name=course.name)
    )


def leaves_out_versions_without_description() -> ConnectorUnderTest:
    """Creates a translation only if a language version has both texts, and so omits translated
    titles without a description.
    """
    translations = course_mapping._translations

    def of_full_versions(
        versions: list[LocalizedMetadata], default: str
    ) -> tuple[course_mapping.Translation, ...] | UnsetType:
        full = [each for each in versions if (each.description or "").strip()]
        return translations(full, default)

    course_mapping._translations = of_full_versions
    return InProcessReference()


def leaves_descriptions_untranslated() -> ConnectorUnderTest:
    """Translates only the title."""
    return each_translation(
        lambda course, fields: msgspec.structs.replace(fields, description=UNSET)
    )


def takes_an_equal_title_for_no_translation() -> ConnectorUnderTest:
    """Omits a language version whose title equals the first one, although its description is
    translated.
    """

    def translated(item: Item) -> Item:
        versions = item.metadata()
        texts: list[LocalizedMetadata | None] = [
            *versions[:1],
            *(each for each in versions[1:] if each.title != versions[0].title),
        ]
        return msgspec.structs.replace(item, localized_metadata=texts)

    return of_items(translated)


def takes_every_first_language_for_english() -> ConnectorUnderTest:
    """Writes the language of translations only, and calls the original language of every course
    English.
    """
    return translating(lambda course: msgspec.structs.replace(course, default_lang="en"))


MUTANTS = by_name(
    Mutant(repeats_the_first_title, fails=clauses("C043 C045"), spares=clauses("C011 C044")),
    Mutant(
        leaves_out_versions_without_description,
        fails=clauses("C043"),
        kind="title alone",
        written_blind=True,
    ),
    Mutant(leaves_descriptions_untranslated, fails=clauses("C044"), spares=clauses("C011 C043")),
    Mutant(
        takes_an_equal_title_for_no_translation,
        fails=clauses("C044"),
        kind="equal titles",
        written_blind=True,
    ),
    Mutant(
        takes_every_first_language_for_english,
        fails=clauses("C045"),
        spares=clauses("C011 C043 C044"),
        kind="the original language",
    ),
)
