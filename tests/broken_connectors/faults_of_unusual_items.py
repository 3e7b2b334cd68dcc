"""Broken connectors: unusual items, unusable items, and what identifies an item."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import msgspec
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules import course_mapping
from reference_impl.rules.categories import Category
from reference_impl.rules.course_mapping import Mapped, Options, Unusable
from reference_impl.rules.items import Item
from reference_impl.rules_table import REFERENCE

PLAIN = re.compile(r"[A-Za-z0-9 ,.:;?!()-]*")


def accepts_plain_titles_alone() -> Subject:
    """Titles are checked by a pattern for ASCII letters, digits and a few punctuation marks."""

    def checked(
        item: Item, category: Category, external_id: str, options: Options
    ) -> Mapped | Unusable:
        if any(not PLAIN.fullmatch(each.title or "") for each in item.metadata()):
            return Unusable("the title has characters that are not allowed")
        return course_mapping.to_course(item, category, external_id, options)

    return InProcessReference(replace(REFERENCE, to_course=checked))


KNOWN_FIELDS = frozenset(
    [
        "id",
        "code",
        "xapiActivityId",
        "xapiActivityTypeId",
        "characteristics",
        "contentType",
        "localeCodes",
        "localizedMetadata",
        "lifecycle",
        "link",
        "aiccLaunch",
        "imageUrl",
        "alternateImageUrl",
        "keywords",
        "duration",
        "by",
        "publication",
        "credentials",
        "expertiseLevels",
        "modalities",
        "technologies",
        "associations",
        "learningObjectives",
    ]
)


def _is_complete(item: dict[str, Any]) -> bool:
    versions = item.get("localizedMetadata") or []
    return (
        set(item) <= KNOWN_FIELDS
        and item.get("duration") not in (None, "PT0S")
        and all(len(each.get("title") or "") <= 255 for each in versions)
        and all(each.get("description") for each in versions)
        and all("<script" not in each["description"] for each in versions)
    )


def validates_items_like_a_form() -> Subject:
    """Items must pass the checks of the editor for courses: no field is new, none is missing.

    A title has at most 255 characters, a description is given and has no script, a duration is
    above zero.
    """

    async def valid(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogueReader.pages(reader):
            kept = [raw for raw in page.items if _is_complete(msgspec.json.decode(raw))]
            yield replace(page, items=kept)

    return InProcessReference(replace(REFERENCE, pages=valid))


def drops_a_page_with_an_unusable_item() -> Subject:
    """A page is taken in as a whole, so an item without a title or a link costs all others."""

    def is_usable(item: Any) -> bool:
        versions = item.get("localizedMetadata")
        if not isinstance(versions, list):
            return True
        titled = any((each.get("title") or "").strip() for each in versions)
        return titled and bool(item.get("link"))

    async def usable(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogueReader.pages(reader):
            whole = all(is_usable(msgspec.json.decode(raw)) for raw in page.items)
            yield page if whole else replace(page, items=[])

    return InProcessReference(replace(REFERENCE, pages=usable))


def identifies_items_by_code() -> Subject:
    """The course's key is the code that people see, which Percipio may give anew."""
    codes: dict[str, str] = {}

    async def with_codes(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogueReader.pages(reader):
            for raw in page.items:
                item = msgspec.json.decode(raw)
                codes[str(item.get("id"))] = str(item.get("code"))
            yield page

    return InProcessReference(
        replace(REFERENCE, pages=with_codes, identity=lambda item: codes.get(item.id, item.id))
    )


def identifies_items_by_type() -> Subject:
    """Each type has a table of its own, so an item of a new type gets a new key."""

    def identity(item: Item) -> str:
        kind = item.content_type.percipio_type if item.content_type is not None else None
        return f"{(kind or 'none').lower()}-{item.id}"

    return InProcessReference(replace(REFERENCE, identity=identity))


FAULTS = named(
    Fault(
        accepts_plain_titles_alone,
        fails=clauses("D06"),
        besides="Titles with an apostrophe or an accent occur in many scenarios.",
    ),
    Fault(
        validates_items_like_a_form,
        fails=clauses("D06"),
        besides="Items without a description or a duration occur in other scenarios, too.",
    ),
    Fault(drops_a_page_with_an_unusable_item, warns=clauses("D06"), spares=clauses("C018 C028")),
    Fault(identifies_items_by_code, fails=clauses("D08"), spares=clauses("C018 C029")),
    Fault(
        identifies_items_by_type,
        fails=clauses("D08"),
        spares=clauses("C018 C029"),
        kind="the type is part of the key",
    ),
)
