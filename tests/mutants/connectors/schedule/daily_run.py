"""Mutants: when the catalog is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import msgspec

from connectors.shared.reference_variants import with_courses
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs.catalog_jobs import CatalogJobs
from reference_impl.jobs.catalog_sync import CatalogSync
from reference_impl.percipio.catalog_reader import Page
from reference_impl.rules.course_mapping import Mapped
from reference_impl.rules.items import Item
from reference_impl.rules.schedule import next_run
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def resumes_where_the_broken_run_stopped() -> ConnectorUnderTest:
    """Continues after an aborted run at the page where it stopped, and so misses changes on
    earlier pages.
    """
    complete = CatalogSync.complete

    async def complete_the_rest(self: CatalogSync) -> None:
        self._resumes_at = self._store.fact("broke off at", int) or 0  # type: ignore[attr-defined]
        await complete(self)
        self._store.remember("broke off at", self._record.pages if self._record.faults else 0)

    take = CatalogSync._take

    def take_the_rest(self: CatalogSync, page: Page) -> None:
        if self._record.pages > self._resumes_at:  # type: ignore[attr-defined]
            take(self, page)

    CatalogSync.complete = complete_the_rest  # type: ignore[method-assign]
    CatalogSync._take = take_the_rest  # type: ignore[method-assign]
    return InProcessReference()


HOUR = timedelta(hours=1)


def runs_every_hour() -> ConnectorUnderTest:
    """Reads the catalog every hour."""

    def last_hour(at: datetime, reading: str) -> datetime:
        return at.replace(minute=0, second=0, microsecond=0)

    def next_hour(after: datetime, reading: str) -> datetime:
        return last_hour(after, reading) + HOUR

    return InProcessReference(replace(DEFAULT_RULES, next_run=next_hour, last_due=last_hour))


def runs_once() -> ConnectorUnderTest:
    """Runs only once, because the job does not schedule the next run."""
    run = CatalogJobs.run

    def run_the_first_time(self: CatalogJobs, due: datetime) -> None:
        if self.last_due() is None:
            run(self, due)

    CatalogJobs.run = run_the_first_time  # type: ignore[method-assign]
    return InProcessReference()


def works_on_weekdays(after: datetime, reading: str) -> datetime:
    due = next_run(after, reading)
    while due.weekday() >= 5:
        due = next_run(due, reading)
    return due


def rests_at_the_weekend() -> ConnectorUnderTest:
    """Does not run on weekends."""
    return InProcessReference(replace(DEFAULT_RULES, next_run=works_on_weekdays))


def runs_when_the_parameters_are_renewed() -> ConnectorUnderTest:
    """Starts a run immediately when new parameters are submitted for an active integration."""
    verify = Integration._verify

    async def verify_and_run(self: Integration) -> None:
        before = self._setup.parameters
        await verify(self)
        if before is not None and self._setup.parameters != before:
            self._work.run(self._clock.now())

    Integration._verify = verify_and_run  # type: ignore[method-assign]
    return InProcessReference()


def writes_what_has_a_warning_every_day() -> ConnectorUnderTest:
    """Adds a warning with a counter to the description of items that it cannot map completely,
    and so rewrites them every day.
    """
    turns = count(1)

    def with_a_count(_: Item, mapped: Mapped) -> Mapped:
        if not mapped.notes:
            return mapped
        text = f"<p>Not taken over whole, try {next(turns)}.</p>"
        return replace(mapped, course=msgspec.structs.replace(mapped.course, description=text))

    return with_courses(with_a_count)


MUTANTS = by_name(
    Mutant(
        resumes_where_the_broken_run_stopped,
        fails=clauses("C012"),
        kind="resumes",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        runs_every_hour,
        fails=clauses("C012 C013"),
        collateral_reason="The catalog is read at every hour, also between two daily runs.",
    ),
    Mutant(
        runs_once,
        fails=clauses("C012"),
        collateral_reason="What changes after the first run never reaches 360Learning.",
        condition="on the second day",
    ),
    # Some of the days on which clocks change, and on which months begin, are Sundays.
    Mutant(rests_at_the_weekend, fails=clauses("C012 C013"), spares=clauses("C029 C096")),
    Mutant(
        runs_when_the_parameters_are_renewed,
        fails=clauses("C012"),
        kind="runs after a new setup",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        writes_what_has_a_warning_every_day,
        warns=clauses("D04"),
        kind="item with a warning",
        condition="on the second day",
        written_blind=True,
    ),
)
