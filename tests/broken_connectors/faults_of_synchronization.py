"""Deliberately broken connectors: the reference with one part exchanged, or one bad habit.

Each is named after what it does wrong and says how a real connector comes to do it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

import msgspec
import orjson
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.config import Parameters
from reference_impl.rules.items import Item
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules.schedule import next_run
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules_table import REFERENCE


def six_in_utc(after: datetime, reading: str) -> datetime:
    six = datetime.combine(after.date(), time(6), UTC)
    return six if six > after else six + timedelta(days=1)


def last_six_in_utc(at: datetime, reading: str) -> datetime:
    return six_in_utc(at, reading) - timedelta(days=1)


def runs_at_six_utc() -> Subject:
    """A scheduler that runs in UTC and was told "6 AM"."""
    return InProcessReference(replace(REFERENCE, next_run=six_in_utc, last_due=last_six_in_utc))


async def first_page_only(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
    async for page in CatalogueReader.pages(reader):
        yield page
        return


def stops_after_page_one() -> Subject:
    """A pull written against a demonstration tenant with 40 items."""
    return InProcessReference(replace(REFERENCE, pages=first_page_only))


def makes_a_second_course() -> Subject:
    """An external id made anew in each run instead of the item's own."""
    numbers = count()

    def fresh_identity(item: Item) -> str:
        return f"{item.id}-{next(numbers)}"

    return InProcessReference(replace(REFERENCE, identity=fresh_identity))


def drops_what_it_acknowledged() -> Subject:
    """A webhook that answers 200 and hands the statement to nobody."""
    return InProcessReference(replace(REFERENCE, keeps=lambda statement: False))


class _ForgetsItsQueue(InProcessReference):
    async def stop(self) -> None:
        await super().stop()
        if self.store is not None:
            with closing(sqlite3.connect(self.store)) as store, store:
                store.execute("DELETE FROM statements")


def forgets_its_queue() -> Subject:
    """A queue of accepted statements that lives in memory and dies with the process."""
    return _ForgetsItsQueue()


def started_is_done(meanings: Iterable[Meaning], last_activity: Any = None) -> list[Attempt]:
    made = attempts_of(meanings) if last_activity is None else attempts_of(meanings, last_activity)
    return [replace(each, progress=100) for each in made]


def works_on_weekdays(after: datetime, reading: str) -> datetime:
    due = next_run(after, reading)
    while due.weekday() >= 5:
        due = next_run(due, reading)
    return due


def rests_at_the_weekend() -> Subject:
    """A job of the office's scheduler, where nightly means Monday to Friday."""
    return InProcessReference(replace(REFERENCE, next_run=works_on_weekdays))


async def with_a_sample(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
    async for page in CatalogueReader.pages(reader):
        sample = msgspec.json.decode(page.items[0]) if page.items else None
        if sample is not None:
            sample["id"] = "00000000-0000-4000-8000-00000000feed"
            sample["localizedMetadata"][0]["title"] = "A sample of what awaits you"
            page = replace(page, items=[*page.items, msgspec.Raw(orjson.dumps(sample))])
        yield page


def brings_samples_along() -> Subject:
    """Demonstration content that the first sales meeting needed, still in every catalogue."""
    return InProcessReference(replace(REFERENCE, pages=with_a_sample))


def reports_back() -> Subject:
    """A courtesy call after each run, so that Percipio may count its readers."""
    run = Synchronization.run

    async def run_and_report(self: Synchronization, parameters: Parameters) -> RunRecord:
        record = await run(self, parameters)
        await self._http.post(f"{parameters.tenant_url}/usage", json={"seen": record.seen})
        return record

    Synchronization.run = run_and_report  # type: ignore[method-assign]
    return InProcessReference()


def counts_a_start_as_done() -> Subject:
    """A mapping that knows one progress value: there is an attempt, so it is 100."""
    return InProcessReference(replace(REFERENCE, attempts_of=started_is_done))


STATISTICS = clauses("C014 C015 C016 C030 C047 C049 C050 C059")

FAULTS = named(
    Fault(reports_back, fails=clauses("C004"), spares=clauses("C012 C029 C076")),
    Fault(
        runs_at_six_utc,
        fails=clauses("C013 C096"),
        spares=clauses("C012 C028 D04"),
    ),
    # Some of the days on which clocks change, and on which months begin, are Sundays.
    Fault(rests_at_the_weekend, fails=clauses("C012 C013"), spares=clauses("C029 C096")),
    Fault(brings_samples_along, fails=clauses("C017 C028"), spares=clauses("C018 C032")),
    Fault(
        stops_after_page_one,
        fails=clauses("C028 D05"),
        warns=clauses("D16"),
        spares=clauses("C012 C013 C029 C031 D04"),
        kind="one page",
        condition="past the first page",
    ),
    Fault(
        makes_a_second_course,
        fails=clauses("C029 C030 C031 D05 D07"),
        warns=clauses("D04"),
        spares=clauses("C012 C013 C047 C095"),
        kind="a new key in every run",
        condition="on the second day",
    ),
    # With nothing kept, every promise about statistics is broken; none about content is.
    Fault(drops_what_it_acknowledged, fails=STATISTICS, spares=clauses("C012 C029 C031 D04")),
    Fault(
        forgets_its_queue,
        fails=clauses("C047"),
        spares=clauses("C014 C015 C049 C050 C059"),
        condition="after a restart",
    ),
    Fault(counts_a_start_as_done, fails=clauses("C050"), spares=clauses("C014 C047 C049 C059")),
)
