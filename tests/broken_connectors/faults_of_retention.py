"""Broken connectors: what becomes of items that are retired or gone."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson
from bad_habits import Hands, around_each_run
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.lms.bulk import run_bulk
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.items import Item, UnreadableItemError, read_item
from reference_impl.rules_table import REFERENCE


def never_looks_at_the_status() -> Subject:
    """A catalogue is read as a list of what there is, and the lifecycle is passed over."""
    return InProcessReference(replace(REFERENCE, is_active=lambda item, now: True))


def imports_what_is_retired() -> Subject:
    """Every item is written first, and archived by its status from the second run on."""

    def unconditional(known: Any, *, active: bool, **rest: Any) -> Fate:
        return fate_of(known, active=active or known is None, **rest)

    return InProcessReference(replace(REFERENCE, fate_of=unconditional))


def looks_at_the_date_alone() -> Subject:
    """Retirement is read off the retirement date, and inactive items have none."""

    def not_retired(item: Item, now: datetime) -> bool:
        return item.lifecycle is None or not item.lifecycle.retired_date

    return InProcessReference(replace(REFERENCE, is_active=not_retired))


def never_restores() -> Subject:
    """The upsert does not bring an archived course back, and nobody noticed."""

    def one_way(known: Any, **rest: Any) -> Fate:
        return replace(fate_of(known, **rest), restore=False)

    return InProcessReference(replace(REFERENCE, fate_of=one_way))


class _Seen:
    """Which items the present run has returned, and which any run before."""

    def __init__(self) -> None:
        self.ever: set[str] = set()
        self.now: set[str] = set()

    async def pages(self, reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        self.now = set()
        async for page in CatalogueReader.pages(reader):
            self.now |= {identity for raw in page.items if (identity := _id_of(raw))}
            yield page
        self.ever |= self.now


def _id_of(raw: msgspec.Raw) -> str | None:
    try:
        return read_item(raw).id
    except UnreadableItemError:
        return None


async def archive_courses_of(hands: Hands, items: Sequence[str]) -> None:
    objects = [orjson.dumps({"externalId": each}) for each in items]
    path = f"/api/v2/bulk/integrations/{hands.integration}/courses"
    if objects:
        await run_bulk(hands.lms, hands.activity, "DELETE", path, objects)


def archives_after_runs(wanted: Callable[[_Seen], bool]) -> Subject:
    seen = _Seen()

    async def clean_up(hands: Hands) -> None:
        if wanted(seen):
            await archive_courses_of(hands, sorted(seen.ever - seen.now))

    around_each_run(after=clean_up)
    return InProcessReference(replace(REFERENCE, pages=seen.pages))


def mirrors_the_catalogue() -> Subject:
    """A synchronization in the strict sense: what is not returned is not kept."""
    return archives_after_runs(lambda seen: True)


def takes_an_empty_answer_for_the_end() -> Subject:
    """Somebody wrote: no items, so the contract has ended, so clean up."""
    return archives_after_runs(lambda seen: not seen.now)


FAULTS = named(
    Fault(
        never_looks_at_the_status,
        fails=clauses("C038"),
        warns=clauses("C005 C030"),
        spares=clauses("C018 C040"),
        readings={"A-STATUS": "archive"},
    ),
    Fault(
        imports_what_is_retired,
        fails=clauses("C038"),
        spares=clauses("C018 C030 C040"),
    ),
    Fault(
        looks_at_the_date_alone,
        fails=clauses("C038"),
        warns=clauses("C030"),
        spares=clauses("C018 C040"),
    ),
    Fault(
        never_restores,
        fails=clauses("C030"),
        spares=clauses("C018 C038 C040"),
    ),
    Fault(
        mirrors_the_catalogue,
        fails=clauses("C039 C040"),
        spares=clauses("C018 C038"),
    ),
    Fault(
        takes_an_empty_answer_for_the_end,
        fails=clauses("C040"),
        spares=clauses("C018 C038 C039"),
    ),
)
