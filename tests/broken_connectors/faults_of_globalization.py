"""Broken connectors: content in several languages."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson
from fault import Fault, clauses, named
from msgspec import UNSET

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.course_mapping import (
    ExternalCourse,
    Mapped,
    TranslatedFields,
    Translation,
    Unusable,
    to_course,
)
from reference_impl.rules.statement_interpretation import Meaning, meaning_of
from reference_impl.rules_table import REFERENCE


def translating(change: Callable[[ExternalCourse], ExternalCourse], **options: bool) -> Subject:
    """The reference, with something done to each course before it is written."""

    def changed(item: Any, category: Any, key: str, chosen: Any) -> Mapped | Unusable:
        mapped = to_course(item, category, key, replace(chosen, **options))
        if isinstance(mapped, Unusable):
            return mapped
        return replace(mapped, course=change(mapped.course))

    return InProcessReference(replace(REFERENCE, to_course=changed))


def each_translation(
    change: Callable[[ExternalCourse, TranslatedFields], TranslatedFields],
) -> Subject:
    def change_all(course: ExternalCourse) -> ExternalCourse:
        if course.translations is UNSET:
            return course
        translations = tuple(
            Translation(each.lang, change(course, each.translated_fields))
            for each in course.translations
        )
        return msgspec.structs.replace(course, translations=translations)

    return translating(change_all)


def translates_without_being_asked() -> Subject:
    """Every language that comes is written, whatever the customer has bought."""
    return translating(lambda course: course, translations=True)


def speaks_one_language() -> Subject:
    """The first locale of an item is taken for its only one."""
    return translating(lambda course: course, translations=False)


def repeats_the_first_title() -> Subject:
    """A translation made by copying the course and exchanging the description."""
    return each_translation(
        lambda course, fields: msgspec.structs.replace(fields, name=course.name)
    )


def leaves_descriptions_untranslated() -> Subject:
    """A translation table with one column."""
    return each_translation(
        lambda course, fields: msgspec.structs.replace(fields, description=UNSET)
    )


def translates_once() -> Subject:
    """Translations are made when a course is, and never looked at again."""
    first: dict[str, Any] = {}

    def keep(course: ExternalCourse) -> ExternalCourse:
        kept = first.setdefault(course.external_id, course.translations)
        return msgspec.structs.replace(course, translations=kept)

    return translating(keep)


def one_course_for_each_language() -> Subject:
    """A loop over languages around the code that makes a course."""

    async def exploded(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogueReader.pages(reader):
            items = [each for raw in page.items for each in _versions(msgspec.json.decode(raw))]
            yield replace(page, items=[msgspec.Raw(orjson.dumps(each)) for each in items])

    return InProcessReference(replace(REFERENCE, pages=exploded))


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


def counts_courses_only() -> Subject:
    """Statistics for activities of the type course, since that is what was tried out."""

    def narrow(statement: Any, received: datetime, *more: Any) -> Meaning | None:
        kind = statement["object"].get("definition", {}).get("type", "")
        return meaning_of(statement, received, *more) if kind.endswith("/course") else None

    return InProcessReference(replace(REFERENCE, meaning_of=narrow))


FAULTS = named(
    Fault(translates_without_being_asked, fails=clauses("C041"), spares=clauses("C011 C043")),
    Fault(
        speaks_one_language,
        fails=clauses("C011 C042 C043 C044 C045"),
        spares=clauses("C041 C046"),
    ),
    Fault(repeats_the_first_title, fails=clauses("C043 C045"), spares=clauses("C011 C044")),
    Fault(leaves_descriptions_untranslated, fails=clauses("C044"), spares=clauses("C011 C043")),
    Fault(
        translates_once,
        fails=clauses("C045"),
        spares=clauses("C011 C043 C044"),
        condition="on the second day",
    ),
    Fault(
        one_course_for_each_language,
        fails=clauses("C011 C042 C043 C044 C045"),
        spares=clauses("C018 C029"),
        kind="one for each language of an item",
        collateral=dict.fromkeys(
            clauses("C046 C134 C139 D06"),
            "An item of several languages takes part there, and becomes several courses.",
        ),
    ),
    Fault(counts_courses_only, fails=clauses("C046 C049"), spares=clauses("C042 C047")),
)
