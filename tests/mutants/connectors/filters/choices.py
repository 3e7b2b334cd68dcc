"""Mutants: the languages and types that can be chosen and removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from connectors.shared.reference_variants import Message, with_a_settings_page
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.rules import filters
from reference_impl.rules.candidate_course import Candidate
from reference_impl.rules.categories import CATEGORIES
from reference_impl.rules.course_decision import Known
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.store import Store
from tools.mutants.mutant import Mutant, by_name, clauses


def offers_a_short_list_of_languages() -> ConnectorUnderTest:
    """Offers an incomplete, hand-written list of languages, without Brazilian Portuguese."""

    def takes(message: Message, before: Settings) -> Message:
        if "languages" in message:
            message |= {"languages": [each for each in message["languages"] if each != "pt-BR"]}
        return message

    return with_a_settings_page(takes)


def shows(field: str, always: Sequence[str]) -> ConnectorUnderTest:
    """The page shows these values of a filter as chosen, whatever is stored."""
    as_message = Settings.as_message

    def with_more(self: Settings) -> dict[str, Any]:
        message = as_message(self)
        return message | {field: sorted({*message[field], *always})}

    Settings.as_message = with_more  # type: ignore[method-assign]
    return InProcessReference()


def shows_the_platform_language_as_chosen() -> ConnectorUnderTest:
    """Shows the language of the platform as chosen, because the form cannot be empty."""
    return shows("languages", ["it-IT"])


_REGION = re.compile("[a-z]{2}-[A-Z]{2}")


def knows_locales_of_two_letters_each() -> ConnectorUnderTest:
    """Accepts only locales of language and country, and so rejects Spanish of any country."""

    def takes(message: dict[str, Any], before: Settings) -> dict[str, Any]:
        if "languages" not in message:
            return message
        kept = [each for each in message["languages"] if _REGION.fullmatch(each)]
        return {**message, "languages": kept}

    return with_a_settings_page(takes)


def saves_what_was_only_confirmed() -> ConnectorUnderTest:
    """Saves both filters together, so that saving the types also saves the unsaved languages."""

    def takes(message: Message, before: Settings) -> Message:
        if set(message) == {"content_types"}:
            message |= {"languages": list(before.languages) or ["fr-FR"]}
        return message

    return with_a_settings_page(takes)


def looks_again_only_at_added_languages() -> ConnectorUnderTest:
    """Restores excluded content only when its language is added to the filter.

    Taking the last language out adds none, so what was left out before stays out.
    """
    is_wanted, change = CatalogSync._is_wanted, Integration.change_settings
    left_out: WeakKeyDictionary[Store, dict[str, tuple[str, ...]]] = WeakKeyDictionary()

    def is_wanted_now(
        self: CatalogSync, each: Candidate, course: Known | None, settings: Settings
    ) -> bool:
        noted = left_out.setdefault(self._store, {})
        if course is None and each.content.content_id in noted:
            return False
        wanted = is_wanted(self, each, course, settings)
        if course is None and not wanted:
            noted[each.content.content_id] = each.locales
        return wanted

    def change_and_look_again(self: Integration, message: dict[str, Any]) -> Settings:
        before = self._settings
        after = change(self, message)
        added = set(after.languages) - set(before.languages)
        noted = left_out.setdefault(self._store, {})
        for content_id, locales in list(noted.items()):
            if after.content_types != before.content_types or not added.isdisjoint(locales):
                del noted[content_id]
        return after

    CatalogSync._is_wanted = is_wanted_now  # type: ignore[method-assign]
    Integration.change_settings = change_and_look_again  # type: ignore[method-assign]
    return InProcessReference()


def cannot_remove_the_last(field: str) -> ConnectorUnderTest:
    def takes(message: Message, before: Settings) -> Message:
        return {name: value for name, value in message.items() if name != field or value}

    return with_a_settings_page(takes)


def cannot_remove_the_last_language() -> ConnectorUnderTest:
    """Ignores an empty list, so the last language cannot be removed."""
    return cannot_remove_the_last("languages")


def offers_the_types_of_last_year() -> ConnectorUnderTest:
    """Offers the types of an older article, without benchmarks."""

    def takes(message: Message, before: Settings) -> Message:
        if "content_types" in message:
            kinds = [each for each in message["content_types"] if each != "benchmark"]
            message |= {"content_types": kinds}
        return message

    return with_a_settings_page(takes)


def shows_every_type_as_chosen() -> ConnectorUnderTest:
    """Shows all types as chosen and never reads the stored choice."""
    return shows("content_types", CATEGORIES)


_TYPES_IN_360LEARNING = {"benchmark": "assessment", "uncategorized": "course"}


def filters_by_the_type_that_the_course_has() -> ConnectorUnderTest:
    """Compares the filter with the course type in 360Learning, where a benchmark is an
    assessment and content without a type is a course.
    """

    def lets_through(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        chosen = tuple(_TYPES_IN_360LEARNING.get(each, each) for each in settings.content_types)
        written = _TYPES_IN_360LEARNING.get(category, category)
        return filters.lets_through(replace(settings, content_types=chosen), written, locales)

    return InProcessReference(replace(DEFAULT_RULES, lets_through=lets_through))


def never_stores_an_empty_choice_of_kinds() -> ConnectorUnderTest:
    """Does not overwrite the stored types with an empty choice, like COALESCE in an UPDATE.

    Deselecting the last kind works until the next restart, which brings that kind's filter back.
    """

    def keep(self: Integration, settings: Settings) -> None:
        self._settings = settings
        stored = self._store.fact(SETTINGS, Settings) or Settings()
        kinds = settings.content_types or stored.content_types
        self._store.remember(SETTINGS, replace(settings, content_types=kinds))

    Integration._keep_settings = keep  # type: ignore[method-assign]
    return InProcessReference()


def cannot_remove_the_last_type() -> ConnectorUnderTest:
    """Ignores an empty list, so the last type cannot be removed."""
    return cannot_remove_the_last("content_types")


MUTANTS = by_name(
    Mutant(offers_a_short_list_of_languages, fails=clauses("C142"), spares=clauses("C139 C145")),
    Mutant(
        shows_the_platform_language_as_chosen,
        fails=clauses("C142"),
        collateral=dict.fromkeys(
            clauses("C135 C144 C145"), "The saved filter is compared with what the page shows."
        ),
    ),
    Mutant(
        knows_locales_of_two_letters_each,
        fails=clauses("C142"),
        kind="unusual locale",
        written_blind=True,
    ),
    Mutant(
        saves_what_was_only_confirmed,
        fails=clauses("C143 C147"),
        spares=clauses("C142 C144 C145"),
    ),
    Mutant(
        looks_again_only_at_added_languages,
        fails=clauses("C145"),
        kind="left out before",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        cannot_remove_the_last_language,
        fails=clauses("C145"),
        warns=clauses("C136"),
        spares=clauses("C144 C148"),
    ),
    Mutant(offers_the_types_of_last_year, fails=clauses("C146"), spares=clauses("C147 C148")),
    Mutant(
        shows_every_type_as_chosen,
        fails=clauses("C146"),
        collateral=dict.fromkeys(
            clauses("C135 C147 C148"), "The saved filter is compared with what the page shows."
        ),
    ),
    Mutant(
        filters_by_the_type_that_the_course_has,
        warns=clauses("C146"),
        kind="types of 360Learning",
        written_blind=True,
    ),
    Mutant(
        never_stores_an_empty_choice_of_kinds,
        fails=clauses("C148"),
        kind="empty choice",
        condition="after a restart",
        written_blind=True,
    ),
    Mutant(cannot_remove_the_last_type, fails=clauses("C148"), spares=clauses("C145 C147")),
)
