"""Mutants: unusual and unusable items, and what identifies an item."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import Any

import msgspec

from connectors.shared.course_changes import changed, of_items, rewrites
from connectors.shared.reference_variants import with_courses
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules import course_mapping
from reference_impl.rules.categories import Category
from reference_impl.rules.course_mapping import ExternalCourse, Mapped, Options, Unusable
from reference_impl.rules.items import Item, LocalizedMetadata, UnreadableItemError, read_item
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def stores_three_byte_signs_only() -> ConnectorUnderTest:
    """Stores text in a three-byte encoding (MySQL's utf8), so an emoji becomes a question mark."""

    def cut(item: Item, course: ExternalCourse) -> ExternalCourse:
        return changed(course, name="".join(c if ord(c) < 0x10000 else "?" for c in course.name))

    return rewrites(cut)


def gives_up_on(unfit: Callable[[Item], bool]) -> ConnectorUnderTest:
    """A page is taken as a whole or not at all."""

    async def strict(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            try:
                fits = not any(unfit(read_item(raw)) for raw in page.items)
            except UnreadableItemError:
                fits = False
            if fits:
                yield page

    return InProcessReference(replace(DEFAULT_RULES, pages=strict))


def drops_a_page_for_one_bad_item() -> ConnectorUnderTest:
    """Skips a whole page because of one invalid item."""
    return gives_up_on(lambda item: False)


def wants_every_field() -> ConnectorUnderTest:
    """Requires a picture and a duration, which the published schema does not allow to be null."""
    return gives_up_on(lambda item: item.duration is None or item.image_url is None)


def cuts_texts_off_at_an_emoji() -> ConnectorUnderTest:
    """Cuts text at the first emoji, because its database stores at most three bytes for a
    character.
    """

    def cut(text: str | None) -> str | None:
        return None if text is None else re.split("[\U00010000-\U0010ffff]", text)[0]

    def narrowed(item: Item) -> Item:
        texts: list[LocalizedMetadata | None] = [
            msgspec.structs.replace(each, title=cut(each.title), description=cut(each.description))
            for each in item.metadata()
        ]
        return msgspec.structs.replace(item, localized_metadata=texts)

    return of_items(narrowed)


_HOURS_MINUTES_SECONDS = re.compile(r"PT(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?")


def reads_no_days_in_a_duration() -> ConnectorUnderTest:
    """Parses only whole hours, minutes and seconds, and skips items with days or fractions in
    their duration.
    """

    def strict(item: Item, mapped: Mapped) -> Mapped | Unusable:
        if item.duration and _HOURS_MINUTES_SECONDS.fullmatch(item.duration) is None:
            return Unusable(f"the duration {item.duration!r} cannot be read")
        return mapped

    return with_courses(strict)


PLAIN = re.compile(r"[A-Za-z0-9 ,.:;?!()-]*")


def accepts_plain_titles_alone() -> ConnectorUnderTest:
    """Accepts only titles of ASCII letters, digits and some punctuation."""

    def checked(
        item: Item, category: Category, external_id: str, options: Options
    ) -> Mapped | Unusable:
        if any(not PLAIN.fullmatch(each.title or "") for each in item.metadata()):
            return Unusable("the title has characters that are not allowed")
        return course_mapping.to_course(item, category, external_id, options)

    return InProcessReference(replace(DEFAULT_RULES, to_course=checked))


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


def validates_items_like_a_form() -> ConnectorUnderTest:
    """Skips items with unknown or missing fields.

    A title has at most 255 characters, a description is given and has no script, a duration is
    above zero.
    """

    async def valid(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            kept = [raw for raw in page.items if _is_complete(msgspec.json.decode(raw))]
            yield replace(page, items=kept)

    return InProcessReference(replace(DEFAULT_RULES, pages=valid))


def drops_a_page_with_an_unusable_item() -> ConnectorUnderTest:
    """Skips a whole page because of one item without a title or a link."""

    def is_usable(item: Any) -> bool:
        versions = item.get("localizedMetadata")
        if not isinstance(versions, list):
            return True
        titled = any((each.get("title") or "").strip() for each in versions)
        return titled and bool(item.get("link"))

    async def usable(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            whole = all(is_usable(msgspec.json.decode(raw)) for raw in page.items)
            yield page if whole else replace(page, items=[])

    return InProcessReference(replace(DEFAULT_RULES, pages=usable))


def identifies_items_by_title() -> ConnectorUnderTest:
    """Identifies items by their title, so two items of one title become one course."""

    def title(item: Item) -> str:
        texts = item.metadata()
        return (texts[0].title if texts else None) or item.id

    return InProcessReference(replace(DEFAULT_RULES, identity=title))


def identifies_items_by_code() -> ConnectorUnderTest:
    """Identifies items by their visible code, which Percipio may change."""
    codes: dict[str, str] = {}

    async def with_codes(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            for raw in page.items:
                item = msgspec.json.decode(raw)
                codes[str(item.get("id"))] = str(item.get("code"))
            yield page

    return InProcessReference(
        replace(DEFAULT_RULES, pages=with_codes, identity=lambda item: codes.get(item.id, item.id))
    )


def identifies_items_by_type() -> ConnectorUnderTest:
    """Includes the type in the key of an item, so an item whose type changes gets a second
    course.
    """

    def identity(item: Item) -> str:
        kind = item.content_type.percipio_type if item.content_type is not None else None
        return f"{(kind or 'none').lower()}-{item.id}"

    return InProcessReference(replace(DEFAULT_RULES, identity=identity))


MUTANTS = by_name(
    Mutant(
        stores_three_byte_signs_only,
        fails=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
    Mutant(
        drops_a_page_for_one_bad_item,
        warns=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
    Mutant(
        wants_every_field,
        fails=clauses("D06"),
        spares=clauses("C018 D08"),
    ),
    Mutant(cuts_texts_off_at_an_emoji, fails=clauses("D06"), kind="encoding", written_blind=True),
    Mutant(
        reads_no_days_in_a_duration,
        warns=clauses("D06"),
        kind="durations of days",
        written_blind=True,
    ),
    Mutant(
        accepts_plain_titles_alone,
        fails=clauses("D06"),
        collateral_reason="Titles with an apostrophe or an accent occur in many scenarios.",
    ),
    Mutant(
        validates_items_like_a_form,
        fails=clauses("D06"),
        collateral_reason="Other scenarios also use items without a description or a duration.",
    ),
    Mutant(drops_a_page_with_an_unusable_item, warns=clauses("D06"), spares=clauses("C018 C028")),
    Mutant(identifies_items_by_title, fails=clauses("D07"), spares=clauses("C018 D08")),
    Mutant(identifies_items_by_code, fails=clauses("D08"), spares=clauses("C018 C029")),
    Mutant(
        identifies_items_by_type,
        fails=clauses("D08"),
        spares=clauses("C018 C029"),
        kind="the type is part of the key",
    ),
)
