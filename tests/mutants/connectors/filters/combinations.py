"""Mutants: several values and both filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connectors.shared.reference_variants import lets_in
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules.filters import lets_through
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def wants_every_language() -> ConnectorUnderTest:
    """Requires content to have all chosen languages instead of any."""
    return lets_in(
        lambda settings, kind, locales: (
            lets_through(replace(settings, languages=()), kind, locales)
            and set(settings.languages) <= set(locales)
        )
    )


def keeps_one_type() -> ConnectorUnderTest:
    """Stores only the first of the chosen types."""
    return lets_in(
        lambda settings, kind, locales: lets_through(
            replace(settings, content_types=settings.content_types[:1]), kind, locales
        )
    )


def asks_for_one_of_both() -> ConnectorUnderTest:
    """Joins the conditions of the two filters with "or" instead of "and"."""

    def either(settings: Settings, kind: str, locales: Sequence[str]) -> bool:
        if not (settings.languages and settings.content_types):
            return lets_through(settings, kind, locales)
        return kind in settings.content_types or bool(set(locales) & set(settings.languages))

    return lets_in(either)


def takes_one_variant_of_a_language() -> ConnectorUnderTest:
    """Uses only the last variant of each chosen language, for example only en-GB if en-US is chosen
    as well.

    The choice is kept in a table by the language without its region.
    """

    def lets_through(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        chosen = {each.partition("-")[0].lower(): each for each in settings.languages}
        kept = replace(settings, languages=tuple(chosen.values()))
        return DEFAULT_RULES.lets_through(kept, category, locales)

    return InProcessReference(replace(DEFAULT_RULES, lets_through=lets_through))


def looks_at_the_first_language_alone() -> ConnectorUnderTest:
    """Compares only the first language of an item with the filter."""
    return lets_in(lambda settings, kind, locales: lets_through(settings, kind, list(locales)[:1]))


def looks_at_the_last_language_alone() -> ConnectorUnderTest:
    """Compares only the last language of an item with the filter, because each language
    overwrites the one before.
    """
    return lets_in(lambda settings, kind, locales: lets_through(settings, kind, locales[-1:]))


def finds_books_in_audiobooks() -> ConnectorUnderTest:
    """Matches a type by substring, so that the filter "book" also matches audiobooks."""

    def rule(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        found = any(each in category for each in settings.content_types)
        return lets_through(
            replace(settings, content_types=(category,) if found else settings.content_types),
            category,
            locales,
        )

    return lets_in(rule)


MUTANTS = by_name(
    Mutant(wants_every_language, fails=clauses("C137 C139 C141"), spares=clauses("C131 C140")),
    Mutant(keeps_one_type, fails=clauses("C137 C140"), spares=clauses("C139 C144")),
    Mutant(
        asks_for_one_of_both,
        fails=clauses("C138 C141"),
        warns=clauses("C009"),
        spares=clauses("C139"),
        collateral={
            "C135": "A filter of both kinds is saved there, and obeyed in the same wrong way."
        },
    ),
    Mutant(
        takes_one_variant_of_a_language,
        fails=clauses("C139"),
        kind="regional variants",
        written_blind=True,
    ),
    Mutant(
        looks_at_the_first_language_alone,
        fails=clauses("C139"),
        warns=clauses("C134"),
        spares=clauses("C141 C145"),
    ),
    Mutant(looks_at_the_last_language_alone, fails=clauses("C139"), spares=clauses("C140")),
    Mutant(
        finds_books_in_audiobooks,
        fails=clauses("C141 C146"),
        kind="name within a name",
        written_blind=True,
    ),
)
