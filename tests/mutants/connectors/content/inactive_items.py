"""Mutants: items that are inactive when they are first seen."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.course_decision import CourseDecision, decide
from reference_impl.rules.items import Item
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def never_imports_what_was_inactive() -> ConnectorUnderTest:
    """Excludes an item for good once it has been inactive."""
    inactive: set[str] = set()

    def is_active(item: Item, now: datetime) -> bool:
        if not DEFAULT_RULES.is_active(item, now):
            inactive.add(item.id)
        return item.id not in inactive

    return InProcessReference(replace(DEFAULT_RULES, is_active=is_active))


def never_looks_at_the_status() -> ConnectorUnderTest:
    """Ignores the lifecycle status of items."""
    return InProcessReference(replace(DEFAULT_RULES, is_active=lambda item, now: True))


def imports_what_is_retired() -> ConnectorUnderTest:
    """Writes every item first, and archives inactive ones only from the second run on."""

    def unconditional(known: Any, *, active: bool, **rest: Any) -> CourseDecision:
        return decide(known, active=active or known is None, **rest)

    return InProcessReference(replace(DEFAULT_RULES, fate_of=unconditional))


def looks_at_the_date_alone() -> ConnectorUnderTest:
    """Detects retirement by the retirement date only; items that are inactive without a date
    stay.
    """

    def not_retired(item: Item, now: datetime) -> bool:
        return item.lifecycle is None or not item.lifecycle.retired_date

    return InProcessReference(replace(DEFAULT_RULES, is_active=not_retired))


def takes_an_announced_retirement_for_one() -> ConnectorUnderTest:
    """Treats an item with a retirement date as retired, even if the date is in the future."""

    def announced(raw: msgspec.Raw) -> msgspec.Raw:
        item = msgspec.json.decode(raw)
        if not (item.get("lifecycle") or {}).get("plannedRetirementDate"):
            return raw
        return msgspec.Raw(msgspec.json.encode(item | {"lifecycle": {"status": "INACTIVE"}}))

    async def pages(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        async for page in CatalogReader.pages(reader):
            yield replace(page, items=[announced(raw) for raw in page.items])

    return InProcessReference(replace(DEFAULT_RULES, pages=pages))


MUTANTS = by_name(
    Mutant(never_imports_what_was_inactive, fails=clauses("C038"), condition="on the second day"),
    Mutant(
        never_looks_at_the_status,
        fails=clauses("C038"),
        warns=clauses("C005 C030"),
        spares=clauses("C018 C040"),
        readings={"A-STATUS": "archive"},
    ),
    Mutant(
        imports_what_is_retired,
        fails=clauses("C038"),
        spares=clauses("C018 C030 C040"),
    ),
    Mutant(
        looks_at_the_date_alone,
        fails=clauses("C038"),
        warns=clauses("C030"),
        spares=clauses("C018 C040"),
    ),
    Mutant(
        takes_an_announced_retirement_for_one,
        fails=clauses("C038"),
        kind="date ahead",
        written_blind=True,
    ),
)
