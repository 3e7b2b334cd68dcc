"""Mutants: language versions of one course."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson
from msgspec import UNSET

from connectors.shared.interpretations import misreads
from connectors.shared.language_versions import translating
from connectors.shared.reference_variants import telling_changes_by
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules import course_mapping, languages
from reference_impl.rules.candidate_course import Candidate, CandidateContent
from reference_impl.rules.course_mapping import ExternalCourse, Mapped
from reference_impl.rules.items import Item
from reference_impl.rules.statement_interpretation import StatementFacts, interpret
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.activity_store import ActivityStore
from tools.mutants.mutant import Mutant, by_name, clauses


def speaks_one_language() -> ConnectorUnderTest:
    """Treats the first locale of an item as its only one."""
    return translating(lambda course: course, translations=False)


def _versions(item: dict[str, Any]) -> list[dict[str, Any]]:
    texts = item.get("localizedMetadata") or []
    if len(texts) < 2:
        return [item]
    return [
        item
        | {
            "id": item["id"] if number == 0 else f"{item['id']}-{text['localeCode']}",
            "localeCodes": [text["localeCode"]],
            "localizedMetadata": [text],
        }
        for number, text in enumerate(texts)
    ]


def one_course_for_each_language() -> ConnectorUnderTest:
    """Creates a separate course for each language."""

    async def exploded(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            items = [each for raw in page.items for each in _versions(msgspec.json.decode(raw))]
            yield replace(page, items=[msgspec.Raw(orjson.dumps(each)) for each in items])

    return InProcessReference(replace(DEFAULT_RULES, pages=exploded))


def translates_without_being_asked() -> ConnectorUnderTest:
    """Writes all languages even if Globalization is off."""
    return translating(lambda course: course, translations=True)


def takes_the_default_language_alone() -> ConnectorUnderTest:
    """Imports only the default language even if Globalization is on."""
    return misreads("A-GLOB-OFF", "default-language-only")


def joins_what_was_joined_before() -> ConnectorUnderTest:
    """Keeps an item in its translation group after it has left the group."""
    groups: dict[str, str] = {}
    group_of = Item.translation_group.fget
    assert group_of is not None

    def first_group(item: Item) -> str | None:
        found = group_of(item)
        if found is not None:
            groups.setdefault(item.id, found)
        return groups.get(item.id)

    Item.translation_group = property(first_group)  # type: ignore[method-assign,assignment]
    return InProcessReference()


def joins_translation_groups() -> ConnectorUnderTest:
    """Joins the items of a translation group even if Globalization is off."""
    return misreads("A-VERSIONS", "both-shapes")


def keeps_translation_groups_apart() -> ConnectorUnderTest:
    """Ignores translation groups and creates a course for each item."""
    return misreads("A-VERSIONS", "one-item-only")


def overlooks_that_globalization_came_later() -> ConnectorUnderTest:
    """Detects changes by the item's data only, so existing courses get no translations when
    Globalization is switched on later.
    """

    def by_the_source(
        content: CandidateContent, found: Candidate, mapped: course_mapping.Mapped
    ) -> bytes:
        plain = msgspec.structs.replace(mapped.course, translations=UNSET)
        texts = content.item.localized_metadata
        said = (plain, texts, content.activity_ids, content.category, found.locales)
        return msgspec.json.encode(said)

    return telling_changes_by(by_the_source)


def translates_once() -> ConnectorUnderTest:
    """Writes translations only when it creates the course."""
    first: dict[str, Any] = {}

    def keep(course: ExternalCourse) -> ExternalCourse:
        kept = first.setdefault(course.external_id, course.translations)
        return msgspec.structs.replace(course, translations=kept)

    return translating(keep)


def takes_all_regions_of_a_language_for_one() -> ConnectorUnderTest:
    """Ignores the region of a locale, so that Brazilian and European Portuguese become one
    translation.
    """

    def coarse(locale: str) -> str | None:
        return languages.language_of(re.split("[-_]", locale)[0])

    course_mapping.language_of = coarse  # type: ignore[attr-defined, assignment]
    return InProcessReference()


def overlooks_what_is_new_in_translations() -> ConnectorUnderTest:
    """Detects changes by the first language only, so new or corrected translations wait until
    something else changes.
    """

    def first_language(_: CandidateContent, __: Candidate, mapped: Mapped) -> bytes:
        untranslated = msgspec.structs.replace(mapped.course, translations=msgspec.UNSET)
        return msgspec.json.encode(untranslated)

    return telling_changes_by(first_language)


def counts_courses_only() -> ConnectorUnderTest:
    """Accepts statistics only for activities of the type course."""

    def narrow(statement: Any, received: datetime, *more: Any) -> StatementFacts | None:
        kind = statement["object"].get("definition", {}).get("type", "")
        return interpret(statement, received, *more) if kind.endswith("/course") else None

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=narrow))


def listens_to_the_versions_of_the_first_day_only() -> ConnectorUnderTest:
    """Stores the activities of a course only when it creates the course, and ignores language
    versions added later.
    """
    point = ActivityStore.point

    def point_once(self: ActivityStore, courses: Mapping[str, str]) -> None:
        known = {row[0] for row in self._db.execute("SELECT external_id FROM activities")}
        before = self.courses_of(courses)
        point(
            self,
            {
                activity: course
                for activity, course in courses.items()
                if course not in known or activity in before
            },
        )

    ActivityStore.point = point_once  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        speaks_one_language,
        fails=clauses("C011 C042 C043 C044 C045"),
        spares=clauses("C041 C046"),
    ),
    Mutant(
        one_course_for_each_language,
        fails=clauses("C011 C042 C043 C044 C045"),
        spares=clauses("C018 C029"),
        kind="one for each language of an item",
        collateral=dict.fromkeys(
            clauses("C046 C134 C139 D06"),
            "An item of several languages takes part there, and becomes several courses.",
        ),
    ),
    Mutant(translates_without_being_asked, fails=clauses("C041"), spares=clauses("C011 C043")),
    Mutant(
        takes_the_default_language_alone,
        warns=clauses("C041"),
        spares=clauses("C049"),
        readings={"A-GLOB-OFF": "one-course-per-item"},
    ),
    Mutant(
        joins_what_was_joined_before,
        warns=clauses("C042"),
        spares=clauses("C041"),
        condition="on the second day",
    ),
    Mutant(
        joins_translation_groups,
        warns=clauses("C042"),
        spares=clauses("C049"),
        readings={"A-VERSIONS": "one-item-only"},
    ),
    Mutant(
        keeps_translation_groups_apart,
        warns=clauses("C042 C043 C044 C045 C046"),
        spares=clauses("C049"),
        kind="one for each item of a group",
        readings={"A-VERSIONS": "both-shapes"},
    ),
    Mutant(
        overlooks_that_globalization_came_later,
        fails=clauses("C042"),
        kind="switched on later",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        translates_once,
        fails=clauses("C045"),
        spares=clauses("C011 C043 C044"),
        condition="on the second day",
    ),
    Mutant(
        takes_all_regions_of_a_language_for_one,
        fails=clauses("C045"),
        kind="regions",
        written_blind=True,
    ),
    Mutant(
        overlooks_what_is_new_in_translations,
        fails=clauses("C045"),
        kind="compares one language",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(counts_courses_only, fails=clauses("C046 C049"), spares=clauses("C042 C047")),
    Mutant(
        listens_to_the_versions_of_the_first_day_only,
        warns=clauses("C046"),
        kind="later version",
        condition="on the second day",
        written_blind=True,
    ),
)
