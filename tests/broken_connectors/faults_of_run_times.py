"""Broken connectors: when the catalogue is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from weakref import WeakSet

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.catalog_jobs import CatalogueWork
from reference_impl.rules_table import REFERENCE

HOUR = timedelta(hours=1)


def runs_every_hour() -> Subject:
    """The catalogue is polled every hour, so that new content appears soon."""

    def last_hour(at: datetime, reading: str) -> datetime:
        return at.replace(minute=0, second=0, microsecond=0)

    def next_hour(after: datetime, reading: str) -> datetime:
        return last_hour(after, reading) + HOUR

    return InProcessReference(replace(REFERENCE, next_run=next_hour, last_due=last_hour))


def runs_once() -> Subject:
    """The scheduler is given one appointment, and no code enters the next one."""
    run = CatalogueWork.run

    def run_the_first_time(self: CatalogueWork, due: datetime) -> None:
        if self.last_due() is None:
            run(self, due)

    CatalogueWork.run = run_the_first_time  # type: ignore[method-assign]
    return InProcessReference()


def skips_the_first_run() -> Subject:
    """The first appointment after the activation only notes that the schedule has begun."""
    run = CatalogueWork.run
    noted: WeakSet[CatalogueWork] = WeakSet()

    def run_from_the_second(self: CatalogueWork, due: datetime) -> None:
        if self in noted:
            run(self, due)
        noted.add(self)

    CatalogueWork.run = run_from_the_second  # type: ignore[method-assign]
    return InProcessReference()


def _is_summer_in_new_york(day: date) -> bool:
    """From the second Sunday in March to the first Sunday in November."""

    def sunday(month: int, number: int) -> date:
        first = date(day.year, month, 1)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))

    return sunday(3, 2) <= day < sunday(11, 1)


def changes_clocks_on_american_dates() -> Subject:
    """The scheduler knows summer time from a library that has the dates of the United States."""

    def six(day: date) -> datetime:
        hours = 2 if _is_summer_in_new_york(day) else 1
        return datetime.combine(day, time(6), UTC) - timedelta(hours=hours)

    def american_next(after: datetime, reading: str) -> datetime:
        day = after.date()
        return six(day) if six(day) > after else six(day + timedelta(days=1))

    def american_last(at: datetime, reading: str) -> datetime:
        day = at.date()
        return six(day) if six(day) <= at else six(day - timedelta(days=1))

    return InProcessReference(replace(REFERENCE, next_run=american_next, last_due=american_last))


FAULTS = named(
    Fault(
        runs_every_hour,
        fails=clauses("C012 C013"),
        besides="The catalogue is read at every hour, also between two daily runs.",
    ),
    Fault(
        runs_once,
        fails=clauses("C012"),
        besides="What changes after the first run never reaches 360Learning.",
        condition="on the second day",
    ),
    Fault(
        skips_the_first_run,
        fails=clauses("C096"),
        besides="Most scenarios expect content after the first daily run.",
    ),
    Fault(
        changes_clocks_on_american_dates,
        warns=clauses("C013"),
        readings={"A-DST": "paris-wall-clock"},
    ),
)
