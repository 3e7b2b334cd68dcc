"""Broken connectors: which kinds of content come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.categories import Category, category_of
from reference_impl.rules.items import Item
from reference_impl.rules_table import REFERENCE


def leaves_out(unwanted: Callable[[Item], bool]) -> Subject:
    def choosy(item: Item, *, closed_list: bool) -> Category | None:
        return None if unwanted(item) else category_of(item, closed_list=closed_list)

    return InProcessReference(replace(REFERENCE, category_of=choosy))


def takes_linked_videos_for_videos() -> Subject:
    """A type mapping that looks at the category first."""

    def unwanted(item: Item) -> bool:
        return item.content_type is not None and item.content_type.category == "VIDEO"

    return leaves_out(unwanted)


def knows_courses_only() -> Subject:
    """The first version, shown to a customer who had bought courses."""
    return leaves_out(lambda item: category_of(item, closed_list=True) != "course")


def knows_no_assessment() -> Subject:
    """A list of types from before assessments were added to the article."""

    def unwanted(item: Item) -> bool:
        return category_of(item, closed_list=True) in ("assessment", "benchmark")

    return leaves_out(unwanted)


def knows_no_benchmark() -> Subject:
    """A list of labels that has "Assessment" and misses "Skill BenchMark"."""
    return leaves_out(lambda item: category_of(item, closed_list=True) == "benchmark")


def wants_a_type() -> Subject:
    """A lookup by type with no entry for an item that has none."""
    return leaves_out(lambda item: category_of(item, closed_list=True) == "uncategorized")


def brings_every_kind() -> Subject:
    """No list of kinds at all: whatever Percipio returns becomes a course."""

    def indiscriminate(item: Item, *, closed_list: bool) -> Category | None:
        return category_of(item, closed_list=False)

    return InProcessReference(replace(REFERENCE, category_of=indiscriminate))


FAULTS = named(
    Fault(
        knows_courses_only,
        fails=clauses("C019 C020 C021 C022 C023 C024 C025 C026 C028 C031"),
        spares=clauses("C018 C027 C029"),
        besides="Books, channels and journeys take part in many scenarios, and none arrives.",
    ),
    Fault(
        takes_linked_videos_for_videos,
        fails=clauses("C023"),
        spares=clauses("C018 C024 C025 C026 C027"),
        collateral={
            "C146": "The list of types is shown by filtering for each, linked videos among them."
        },
    ),
    Fault(
        knows_no_assessment,
        fails=clauses("C024 C025"),
        spares=clauses("C018 C023 C026 C027"),
    ),
    Fault(
        knows_no_benchmark,
        fails=clauses("C025"),
        spares=clauses("C018 C023 C024 C026 C027"),
        collateral={
            "C123": "A test that is a course of its own is a benchmark there.",
            "C146": "The list of types is shown by filtering for each, benchmarks among them.",
        },
    ),
    Fault(
        wants_a_type,
        fails=clauses("C026"),
        spares=clauses("C018 C023 C024 C025 C027"),
    ),
    Fault(
        brings_every_kind,
        warns=clauses("C027"),
        spares=clauses("C018 C023 C024 C025 C026"),
        readings={"A-CLOSED": "closed"},
    ),
)
