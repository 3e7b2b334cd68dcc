"""Mutants: pages, partial runs and rate limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import httpx

from connectors.shared.reference_variants import Hands, around_each_run
from connectors.shared.sample_course import SAMPLE_PAGE
from connectors.shared.seen_items import SeenItems, archive_courses_of
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.lms.course_writer import CourseWriter, Draft
from reference_impl.percipio import catalog_reader
from reference_impl.percipio.catalog_reader import CatalogReader, Failure, Page
from reference_impl.rules.errors import CatalogError, LmsError
from reference_impl.rules.retry import pause_before
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def fills_an_empty_catalog() -> ConnectorUnderTest:
    """Creates a sample course if the catalog has no items."""

    async def never_empty(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        empty = True
        async for page in CatalogReader.pages(reader):
            empty = empty and not page.items
            yield page
        if empty:
            yield SAMPLE_PAGE

    return InProcessReference(replace(DEFAULT_RULES, pages=never_empty))


def reads_no_further_than_ten_thousand() -> ConnectorUnderTest:
    """Reads only the first 10,000 items, the usual result window of a search engine."""

    async def pages(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        read = 0
        async with aclosing(reader.pages()) as given:
            async for page in given:
                yield page
                read += len(page.items)
                if read >= 10_000:
                    return

    return InProcessReference(replace(DEFAULT_RULES, pages=pages))


def asks_no_further_without_a_total() -> ConnectorUnderTest:
    """Reads further pages only if the header with the total is present, which Percipio does not
    guarantee.
    """
    more_after = catalog_reader.more_after

    def reckoned(offset: int, count: int, facts: Any) -> bool:
        return facts.total is not None and more_after(offset, count, facts)

    catalog_reader.more_after = reckoned
    return InProcessReference()


async def first_page_only(reader: CatalogReader) -> AsyncGenerator[Page, None]:
    async for page in CatalogReader.pages(reader):
        yield page
        return


def stops_after_page_one() -> ConnectorUnderTest:
    """Reads only the first page of the catalog. It was written against a demonstration tenant
    with 40 items.
    """
    return InProcessReference(replace(DEFAULT_RULES, pages=first_page_only))


class _Broken(SeenItems):
    """Notes as well whether the present run broke off."""

    def __init__(self) -> None:
        super().__init__()
        self.off = False

    async def pages(self, reader: CatalogReader) -> AsyncGenerator[Page, None]:
        self.off = False
        try:
            async for page in super().pages(reader):
                yield page
        except CatalogError:
            self.off = True
            raise


def mirrors_what_a_broken_run_returned() -> ConnectorUnderTest:
    """Archives the courses of all items that an aborted run has not read."""
    seen = _Broken()

    async def clean_up(hands: Hands) -> None:
        if seen.off:
            await archive_courses_of(hands, sorted(seen.ever - seen.now))

    around_each_run(after=clean_up)
    return InProcessReference(replace(DEFAULT_RULES, pages=seen.pages))


def empties_the_shelf_first() -> ConnectorUnderTest:
    """Archives all courses at the start of a run, and restores them when the whole catalog is
    read.
    """
    seen = _Broken()
    taken: list[str] = []

    async def take_down(hands: Hands) -> None:
        courses = await hands.courses(**{"status[eq]": "published"})
        taken[:] = [each.id for each in courses]
        for each in courses:
            await hands.archive(each)

    async def put_up(hands: Hands) -> None:
        for course in taken if not seen.off else ():
            path = f"/api/v2/courses/{course}/archive"
            await hands.lms.request("PUT", path, body=b'{"archived":false}')

    around_each_run(before=take_down, after=put_up)
    return InProcessReference(replace(DEFAULT_RULES, pages=seen.pages))


def notes_an_update_before_it_has_arrived() -> ConnectorUnderTest:
    """Stores the new state of a course before it sends the update. If 360Learning rejects the
    update, the next run sees no difference.
    """
    write = CourseWriter._write

    async def note_and_write(self: CourseWriter, drafts: Sequence[Draft]) -> LmsError | None:
        with self._store.transaction():
            self._store._db.executemany(
                "UPDATE courses SET fingerprint = ? WHERE content_id = ?",
                [(draft.fingerprint, draft.content_id) for draft in drafts],
            )
        return await write(self, drafts)

    CourseWriter._write = note_and_write  # type: ignore[method-assign]
    return InProcessReference()


def answers_429_with(page: Page | Failure) -> ConnectorUnderTest:
    read = CatalogReader._read

    def reading(self: CatalogReader, response: httpx.Response) -> Page | Failure:
        slow_down = response.status_code == httpx.codes.TOO_MANY_REQUESTS
        return page if slow_down else read(self, response)

    CatalogReader._read = reading  # type: ignore[method-assign]
    return InProcessReference()


def takes_slow_down_for_no() -> ConnectorUnderTest:
    """Treats 429 as a permanent error, like other 4xx statuses, and does not retry."""
    return answers_429_with(Failure("Percipio answered 429", passing=False))


def takes_slow_down_for_nothing() -> ConnectorUnderTest:
    """Treats an answer without items as the end of the catalog, whatever its status."""
    return answers_429_with(Page([], catalog_reader.PagingFacts(), b""))


_TRIES_IN_A_RUN = 5


def counts_its_tries_over_the_whole_run() -> ConnectorUnderTest:
    """Counts retries over the whole run and not for each page, so a long catalog with occasional
    throttling uses them up.
    """

    async def page(
        self: CatalogReader,
        offset: int,
        request_id: str | None,
        ahead: asyncio.Task[Page | Failure] | None,
    ) -> Page:
        outcome = await (ahead or self._attempt(offset, request_id))
        while isinstance(outcome, Failure):
            if not outcome.passing or self.retries + 1 >= min(outcome.tries, _TRIES_IN_A_RUN):
                raise CatalogError(f"the page at offset {offset} failed: {outcome.reason}")
            await self._activity.sleep(pause_before(self.retries, outcome.retry_after))
            self.retries += 1
            outcome = await self._attempt(offset, request_id)
        return outcome

    CatalogReader._page = page  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        fills_an_empty_catalog,
        fails=clauses("C028"),
        collateral_reason="Every scenario with an empty catalog sees the sample course.",
        adds=True,
    ),
    Mutant(
        reads_no_further_than_ten_thousand,
        fails=clauses("C028"),
        kind="stops at a window",
        condition="past the first page",
        written_blind=True,
    ),
    Mutant(
        asks_no_further_without_a_total,
        fails=clauses("C028"),
        spares=clauses("D05 D16"),
        kind="no total, no next page",
        condition="past the first page",
    ),
    Mutant(
        stops_after_page_one,
        fails=clauses("C028 D05"),
        warns=clauses("D16"),
        spares=clauses("C012 C013 C029 C031 D04"),
        kind="one page",
        condition="past the first page",
    ),
    Mutant(
        mirrors_what_a_broken_run_returned,
        fails=clauses("D05"),
        spares=clauses("C039 D16"),
        kind="a broken-off pull is mirrored",
        condition="past the first page",
        collateral=dict.fromkeys(
            clauses("C012 C013 C077"), "A run breaks off there as well, and takes courses away."
        ),
        adds=True,
    ),
    Mutant(
        empties_the_shelf_first,
        fails=clauses("D05"),
        spares=clauses("C028 D16"),
        kind="everything is taken away first",
        condition="past the first page",
        adds=True,
    ),
    Mutant(
        notes_an_update_before_it_has_arrived,
        fails=clauses("D05"),
        kind="notes too early",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        takes_slow_down_for_no,
        warns=clauses("D16"),
        spares=clauses("C028 C029"),
        kind="no second try",
    ),
    Mutant(
        takes_slow_down_for_nothing,
        warns=clauses("D16"),
        spares=clauses("C028 C029"),
        kind="the end of the catalog",
    ),
    Mutant(
        counts_its_tries_over_the_whole_run,
        warns=clauses("D16"),
        kind="tries of a run",
        condition="past the first page",
        written_blind=True,
    ),
)
