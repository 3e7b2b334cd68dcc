"""Mutants: no filter, other filters, and how long a filter is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from connectors.shared.reference_variants import Message, lets_in, with_a_settings_page
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.rules.candidate_course import Candidate
from reference_impl.rules.course_decision import Known
from reference_impl.rules.filters import lets_through
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Settings
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def imports_english_content_alone() -> ConnectorUnderTest:
    """Imports only content in the language of the platform if no language filter is set."""

    def in_english(settings: Any, kind: str, locales: Any) -> bool:
        if settings.languages:
            return lets_through(settings, kind, locales)
        english = any(each.startswith("en") for each in locales)
        return english and lets_through(settings, kind, locales)

    return lets_in(in_english)


_LANGUAGES_ON_OFFER = "languages on offer"


def takes_no_filter_for_the_languages_of_the_first_day() -> ConnectorUnderTest:
    """Treats an empty filter as a filter for the languages that the first run has seen.

    What Percipio offers later in a further language stays out, since nobody has ticked that.
    """
    complete, is_wanted = CatalogSync.complete, CatalogSync._is_wanted
    ticked: WeakKeyDictionary[CatalogSync, set[str] | None] = WeakKeyDictionary()
    seen: WeakKeyDictionary[CatalogSync, set[str]] = WeakKeyDictionary()

    async def complete_and_list(self: CatalogSync) -> None:
        ticked[self] = offered = self._store.fact(_LANGUAGES_ON_OFFER, set[str])
        seen[self] = set()
        await complete(self)
        if offered is None and seen[self] and not self._record.faults:
            self._store.remember(_LANGUAGES_ON_OFFER, sorted(seen[self]))

    def is_ticked(
        self: CatalogSync, each: Candidate, course: Known | None, settings: Settings
    ) -> bool:
        seen[self].update(each.locales)
        offered = ticked[self]
        if course is None and not settings.languages and offered is not None and each.locales:
            return not offered.isdisjoint(each.locales) and is_wanted(self, each, course, settings)
        return is_wanted(self, each, course, settings)

    CatalogSync.complete = complete_and_list  # type: ignore[method-assign]
    CatalogSync._is_wanted = is_ticked  # type: ignore[method-assign]
    return InProcessReference()


def wants_journeys_to_be_asked_for() -> ConnectorUnderTest:
    """Imports journeys only if the filter includes them explicitly."""
    return lets_in(
        lambda settings, kind, locales: (
            lets_through(settings, kind, locales)
            and (kind != "journey" or "journey" in settings.content_types)
        )
    )


def skips_what_is_for_experts() -> ConnectorUnderTest:
    """Skips expert content by a third filter that the page does not show."""

    def for_everybody(item: Item, now: datetime) -> bool:
        return DEFAULT_RULES.is_active(item, now) and "EXPERT" not in (item.expertise_levels or ())

    return InProcessReference(replace(DEFAULT_RULES, is_active=for_everybody))


def has_no_filters() -> ConnectorUnderTest:
    """Stores the filters but never applies them."""
    return lets_in(lambda settings, kind, locales: True)


class _ForgetsItsFilters(InProcessReference):
    async def stop(self) -> None:
        integration = None if self._connector is None else self._connector.integration
        if integration is not None:
            plain = replace(integration.settings, languages=(), content_types=())
            integration._store.remember(SETTINGS, plain)
        await super().stop()


def forgets_its_filters() -> ConnectorUnderTest:
    """Keeps the filters in memory only."""
    return _ForgetsItsFilters()


def saves_the_whole_form() -> ConnectorUnderTest:
    """Stores fields that the request omits as empty."""

    def takes(message: Message, before: Settings) -> Message:
        return {"languages": [], "content_types": []} | message

    return with_a_settings_page(takes)


LONGEST_LINE = 32


def keeps_one_line_of_languages() -> ConnectorUnderTest:
    """Stores the chosen languages in a column that truncates them; a restart reads the truncated
    value.
    """

    def keep(self: Integration, settings: Settings) -> None:
        self._settings = settings
        line = ",".join(settings.languages)[:LONGEST_LINE]
        languages = tuple(each for each in line.split(",") if each)
        self._store.remember(SETTINGS, replace(settings, languages=languages))

    Integration._keep_settings = keep  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        imports_english_content_alone,
        fails=clauses("C131"),
        collateral_reason="Content in other languages is missing wherever no filter is saved.",
    ),
    Mutant(
        takes_no_filter_for_the_languages_of_the_first_day,
        fails=clauses("C131"),
        kind="later language",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(wants_journeys_to_be_asked_for, fails=clauses("C131"), spares=clauses("C132 C147")),
    Mutant(skips_what_is_for_experts, fails=clauses("C131 C132"), spares=clauses("C140 C141")),
    Mutant(
        has_no_filters,
        fails=clauses("C132 C136 C139 C141 C144 C146 C147 D15"),
        warns=clauses("C009"),
        spares=clauses("C090 C131"),
    ),
    Mutant(
        forgets_its_filters,
        fails=clauses("C135"),
        spares=clauses("C132 C144"),
        condition="after a restart",
    ),
    Mutant(
        saves_the_whole_form,
        fails=clauses("C135"),
        collateral_reason="The second filter that is saved removes the first one.",
    ),
    Mutant(
        keeps_one_line_of_languages,
        fails=clauses("C135"),
        kind="many values",
        condition="after a restart",
        written_blind=True,
    ),
)
