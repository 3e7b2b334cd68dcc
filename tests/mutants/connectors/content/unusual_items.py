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
    """A table whose utf8 is the one of three bytes: an emoji becomes a question mark."""

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
    """One transaction, one exception handler, one page."""
    return gives_up_on(lambda item: False)


def wants_every_field() -> ConnectorUnderTest:
    """Code made from the published schema, in which no picture and no duration is null."""
    return gives_up_on(lambda item: item.duration is None or item.image_url is None)


def cuts_texts_off_at_an_emoji() -> ConnectorUnderTest:
    """Its database keeps three bytes a character, and drops the rest of a text from the fourth."""

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
    """Its pattern for durations knows whole hours, minutes and seconds, as courses have them, and
    an item of some days, or of a fraction of a second, is left out as faulty.
    """

    def strict(item: Item, mapped: Mapped) -> Mapped | Unusable:
        if item.duration and _HOURS_MINUTES_SECONDS.fullmatch(item.duration) is None:
            return Unusable(f"the duration {item.duration!r} cannot be read")
        return mapped

    return with_courses(strict)


PLAIN = re.compile(r"[A-Za-z0-9 ,.:;?!()-]*")


def accepts_plain_titles_alone() -> ConnectorUnderTest:
    """Titles are checked by a pattern for ASCII letters, digits and a few punctuation marks."""

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
    """Items must pass the checks of the editor for courses: no field is new, none is missing.

    A title has at most 255 characters, a description is given and has no script, a duration is
    above zero.
    """

    async def valid(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            kept = [raw for raw in page.items if _is_complete(msgspec.json.decode(raw))]
            yield replace(page, items=kept)

    return InProcessReference(replace(DEFAULT_RULES, pages=valid))


def drops_a_page_with_an_unusable_item() -> ConnectorUnderTest:
    """A page is taken in as a whole, so an item without a title or a link costs all others."""

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


def identifies_items_by_code() -> ConnectorUnderTest:
    """The course's key is the code that people see, which Percipio may give anew."""
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
    """Each type has a table of its own, so an item of a new type gets a new key."""

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
        besides="Titles with an apostrophe or an accent occur in many scenarios.",
    ),
    Mutant(
        validates_items_like_a_form,
        fails=clauses("D06"),
        besides="Items without a description or a duration occur in other scenarios, too.",
    ),
    Mutant(drops_a_page_with_an_unusable_item, warns=clauses("D06"), spares=clauses("C018 C028")),
    Mutant(identifies_items_by_code, fails=clauses("D08"), spares=clauses("C018 C029")),
    Mutant(
        identifies_items_by_type,
        fails=clauses("D08"),
        spares=clauses("C018 C029"),
        kind="the type is part of the key",
    ),
)
