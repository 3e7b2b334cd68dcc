"""Broken connectors: which content arrives, where it is placed, and what becomes of it later."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson
from bad_habits import Hands, around_each_run, lets_in
from fault import Fault, clauses, named
from faults_of_placement import groups_of, move
from faults_of_retention import _Seen

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.lms.bulk import run_bulk
from reference_impl.percipio.catalog_reader import CatalogueReader, Page, PagingFacts
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.filters import lets_through
from reference_impl.rules.items import Item
from reference_impl.rules_table import REFERENCE

SAMPLE = {
    "id": "00000000-0000-4000-8000-00000000feed",
    "contentType": {"percipioType": "COURSE", "category": "COURSE", "displayLabel": "Course"},
    "localeCodes": ["en-US"],
    "localizedMetadata": [{"localeCode": "en-US", "title": "Welcome to Skillsoft"}],
    "lifecycle": {"status": "ACTIVE"},
    "link": "https://share.percipio.com/cd/welcome",
}
"""A course that a vendor ships for demonstrations."""

SAMPLE_PAGE = Page([msgspec.Raw(orjson.dumps(SAMPLE))], PagingFacts(), b"")


def fills_an_empty_catalogue() -> Subject:
    """A catalogue without items is taken for a demonstration and gets a sample course."""

    async def never_empty(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        empty = True
        async for page in CatalogueReader.pages(reader):
            empty = empty and not page.items
            yield page
        if empty:
            yield SAMPLE_PAGE

    return InProcessReference(replace(REFERENCE, pages=never_empty))


def imports_english_content_alone() -> Subject:
    """Without a language filter, content in the platform's own language comes in."""

    def in_english(settings: Any, kind: str, locales: Any) -> bool:
        if settings.languages:
            return lets_through(settings, kind, locales)
        english = any(each.startswith("en") for each in locales)
        return english and lets_through(settings, kind, locales)

    return lets_in(in_english)


def keeps_courses_out_of_the_library() -> Subject:
    """Courses are placed in the catalogue alone, because learners never open the library."""

    async def remove(hands: Hands) -> None:
        await move(hands, "DELETE", "library", hands.group)

    around_each_run(after=remove)
    return InProcessReference()


def puts_courses_into_every_group() -> Subject:
    """Every group gets the courses, so that no administrator has to share them."""

    async def share(hands: Hands) -> None:
        for group in (await groups_of(hands)).values():
            await move(hands, "POST", "catalog", group)

    around_each_run(after=share)
    return InProcessReference()


def never_imports_what_was_inactive() -> Subject:
    """Items that were inactive once are put on a list of what to leave out, for good."""
    inactive: set[str] = set()

    def is_active(item: Item, now: datetime) -> bool:
        if not REFERENCE.is_active(item, now):
            inactive.add(item.id)
        return item.id not in inactive

    return InProcessReference(replace(REFERENCE, is_active=is_active))


def makes_a_new_course_of_what_returns() -> Subject:
    """An item that was missing from a run is forgotten, and gets a new course when it returns."""
    seen = _Seen()
    returned: set[str] = set()
    missing: set[str] = set()

    async def pages(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        before = set(seen.ever)
        async for page in seen.pages(reader):
            returned.update(missing & seen.now)
            yield page
        missing.update(before - seen.now)

    def identity(item: Item) -> str:
        return f"{item.id}-again" if item.id in returned else item.id

    def anew(known: Any, **rest: Any) -> Fate:
        fate = fate_of(known, **rest)
        forgotten = known is not None and known.external_id in returned
        return replace(fate, write=True) if forgotten else fate

    return InProcessReference(replace(REFERENCE, pages=pages, identity=identity, fate_of=anew))


class _Row(msgspec.Struct, rename="camel"):
    course_id: str
    user_id: str
    first_activity_at: str
    last_activity_at: str


def resets_attempts_on_missing_content() -> Subject:
    """Statistics on content that Percipio no longer returns are set back to nothing."""
    seen = _Seen()

    async def reset(hands: Hands) -> None:
        gone = seen.ever - seen.now
        rows = [each async for each in hands.lms.each("/api/v2/courses/stats", _Row)]
        objects = [
            orjson.dumps(
                {
                    "courseIdentifier": {"type": "externalId", "value": gone_id},
                    "userIdentifier": {"type": "internalId", "value": row.user_id},
                    "attempts": [
                        {
                            "progress": 0,
                            "score": None,
                            "result": None,
                            "timeSpent": 0,
                            "firstActivityAt": row.first_activity_at,
                            "lastActivityAt": row.last_activity_at,
                            "completedAt": None,
                        }
                    ],
                }
            )
            for gone_id in sorted(gone)
            for row in rows
        ]
        path = f"/api/v2/extensions/bulk/integrations/{hands.integration}/attempts"
        if objects:
            await run_bulk(hands.lms, hands.activity, "PUT", path, objects)

    around_each_run(after=reset)
    return InProcessReference(replace(REFERENCE, pages=seen.pages))


def joins_what_was_joined_before() -> Subject:
    """An item that was in a translation group once is counted to that group for good."""
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


FAULTS = named(
    Fault(
        fills_an_empty_catalogue,
        fails=clauses("C028"),
        besides="Every scenario with an empty catalogue sees the sample course.",
    ),
    Fault(
        imports_english_content_alone,
        fails=clauses("C131"),
        besides="Content in other languages is missing wherever no filter is saved.",
    ),
    Fault(keeps_courses_out_of_the_library, fails=clauses("C033"), spares=clauses("C032")),
    Fault(
        puts_courses_into_every_group,
        fails=clauses("C034"),
        warns=clauses("C082"),
        spares=clauses("C033"),
        collateral={"C032": "A course that somebody took out is put back by the next run."},
    ),
    Fault(never_imports_what_was_inactive, fails=clauses("C038"), condition="on the second day"),
    Fault(
        makes_a_new_course_of_what_returns,
        fails=clauses("C039"),
        spares=clauses("C029"),
        condition="on the second day",
    ),
    Fault(
        resets_attempts_on_missing_content,
        fails=clauses("C039"),
        spares=clauses("C040"),
        kind="the attempts are lost",
        condition="on the second day",
    ),
    Fault(
        joins_what_was_joined_before,
        warns=clauses("C042"),
        spares=clauses("C041"),
        condition="on the second day",
    ),
)
