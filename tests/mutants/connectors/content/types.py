"""Mutants: which types of content arrive."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

import msgspec
import orjson

from connectors.shared.interpretations import misreads
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.categories import Category, category_of
from reference_impl.rules.items import Item
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


async def with_a_sample(reader: CatalogReader) -> AsyncGenerator[Page, None]:
    async for page in CatalogReader.pages(reader):
        sample = msgspec.json.decode(page.items[0]) if page.items else None
        if sample is not None:
            sample["id"] = "00000000-0000-4000-8000-00000000feed"
            sample["localizedMetadata"][0]["title"] = "A sample of what awaits you"
            page = replace(page, items=[*page.items, msgspec.Raw(orjson.dumps(sample))])
        yield page


def brings_samples_along() -> ConnectorUnderTest:
    """Adds demonstration content to every catalog."""
    return InProcessReference(replace(DEFAULT_RULES, pages=with_a_sample))


def leaves_out(unwanted: Callable[[Item], bool]) -> ConnectorUnderTest:
    def choosy(item: Item, *, closed_list: bool) -> Category | None:
        return None if unwanted(item) else category_of(item, closed_list=closed_list)

    return InProcessReference(replace(DEFAULT_RULES, category_of=choosy))


def knows_courses_only() -> ConnectorUnderTest:
    """Imports only courses, the content of its first customer."""
    return leaves_out(lambda item: category_of(item, closed_list=True) != "course")


def needs_the_category_of_linked_content() -> ConnectorUnderTest:
    """Distinguishes labs, boot camps and articles by their category, and skips linked content
    without one.
    """

    def by_category_too(item: Item, *, closed_list: bool) -> Category | None:
        found = category_of(item, closed_list=closed_list)
        kind = item.content_type
        if found == "linked_content" and kind is not None and not kind.category:
            return None
        return found

    return InProcessReference(replace(DEFAULT_RULES, category_of=by_category_too))


def takes_linked_videos_for_videos() -> ConnectorUnderTest:
    """Determines the type by the category first, so it takes linked content with the category
    VIDEO for a video and skips it.
    """

    def unwanted(item: Item) -> bool:
        return item.content_type is not None and item.content_type.category == "VIDEO"

    return leaves_out(unwanted)


def knows_no_assessment() -> ConnectorUnderTest:
    """Ignores assessments: its list of types is older than their addition to the article."""

    def unwanted(item: Item) -> bool:
        return category_of(item, closed_list=True) in ("assessment", "benchmark")

    return leaves_out(unwanted)


def knows_no_benchmark() -> ConnectorUnderTest:
    """Ignores benchmarks: its list of labels lacks "Skill BenchMark"."""
    return leaves_out(lambda item: category_of(item, closed_list=True) == "benchmark")


def takes_an_empty_type_for_an_unknown_one() -> ConnectorUnderTest:
    """Checks only whether the content type is present, so a content type whose fields are all
    null counts as an unknown type.
    """

    def if_there(item: Item, *, closed_list: bool) -> Category | None:
        kind = item.content_type
        if kind is not None and not (kind.percipio_type or kind.category or kind.display_label):
            return None
        return category_of(item, closed_list=closed_list)

    return InProcessReference(replace(DEFAULT_RULES, category_of=if_there))


def wants_a_type() -> ConnectorUnderTest:
    """Skips items without a type, because its lookup has no entry for them."""
    return leaves_out(lambda item: category_of(item, closed_list=True) == "uncategorized")


def closes_the_list() -> ConnectorUnderTest:
    """Imports only the nine listed types and skips all others."""
    return misreads("A-CLOSED", "closed")


def brings_every_kind() -> ConnectorUnderTest:
    """Has no list of types and imports everything that Percipio returns."""

    def indiscriminate(item: Item, *, closed_list: bool) -> Category | None:
        return category_of(item, closed_list=False)

    return InProcessReference(replace(DEFAULT_RULES, category_of=indiscriminate))


MUTANTS = by_name(
    Mutant(
        brings_samples_along, fails=clauses("C017 C028"), spares=clauses("C018 C032"), adds=True
    ),
    Mutant(
        knows_courses_only,
        fails=clauses("C019 C020 C021 C022 C023 C024 C025 C026 C028 C031"),
        spares=clauses("C018 C027 C029"),
        collateral_reason="Many scenarios use books, channels and journeys, and none arrives.",
    ),
    Mutant(
        needs_the_category_of_linked_content,
        fails=clauses("C023"),
        kind="without a category",
        written_blind=True,
    ),
    Mutant(
        takes_linked_videos_for_videos,
        fails=clauses("C023"),
        spares=clauses("C018 C024 C025 C026 C027"),
        collateral={
            "C146": "The list of types is shown by filtering for each, linked videos among them."
        },
    ),
    Mutant(
        knows_no_assessment,
        fails=clauses("C024 C025"),
        spares=clauses("C018 C023 C026 C027"),
    ),
    Mutant(
        knows_no_benchmark,
        fails=clauses("C025"),
        spares=clauses("C018 C023 C024 C026 C027"),
        collateral={
            "C123": "A test that is a course of its own is a benchmark there.",
            "C146": "The list of types is shown by filtering for each, benchmarks among them.",
        },
    ),
    Mutant(
        takes_an_empty_type_for_an_unknown_one,
        fails=clauses("C026"),
        kind="empty type",
        written_blind=True,
    ),
    Mutant(
        wants_a_type,
        fails=clauses("C026"),
        spares=clauses("C018 C023 C024 C025 C027"),
    ),
    Mutant(
        closes_the_list,
        warns=clauses("C027"),
        spares=clauses("C049"),
        readings={"A-CLOSED": "open"},
    ),
    Mutant(
        brings_every_kind,
        warns=clauses("C027"),
        spares=clauses("C018 C023 C024 C025 C026"),
        readings={"A-CLOSED": "closed"},
    ),
)
