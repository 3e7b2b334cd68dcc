"""Mutants: six in the morning, and near real time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from connectors.shared.interpretations import misreads
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.errors import LmsUnavailableError
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.store.statement_store import Queued
from reference_impl.store.store import Store
from tools.mutants.mutant import Mutant, by_name, clauses

_DAY = timedelta(days=1)


def counts_a_day_from_the_end_of_the_run() -> ConnectorUnderTest:
    """Schedules the next run 24 hours after the end of the last one, so that the time shifts."""
    courses_changed = Integration._courses_changed

    async def appointment(self: Integration, due: datetime | None = None) -> None:
        at = due or self._rules.next_run(self._clock.now(), self._readings.schedule)
        await self._clock.sleep_until(at)
        self._work.run(at)

    def ended(self: Integration) -> None:
        courses_changed(self)
        if self._schedule is not None and self._schedule.done():
            again = appointment(self, self._clock.now() + _DAY)
            self._schedule = self._activity.watch(again, "daily appointment")

    Integration._keep_appointment = appointment  # type: ignore[method-assign]
    Integration._courses_changed = ended  # type: ignore[method-assign]
    return InProcessReference()


def stays_an_hour_ahead() -> ConnectorUnderTest:
    """Uses the offset of winter, UTC+1, all year."""
    return misreads("A-DST", "fixed-utc-plus-1")


def moves_its_clock_in_summer() -> ConnectorUnderTest:
    """Runs by the clock of a city, and so moves with daylight saving time."""
    return misreads("A-DST", "paris-wall-clock")


def _is_summer_in_new_york(day: date) -> bool:
    """From the second Sunday in March to the first Sunday in November."""

    def sunday(month: int, number: int) -> date:
        first = date(day.year, month, 1)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))

    return sunday(3, 2) <= day < sunday(11, 1)


def changes_clocks_on_american_dates() -> ConnectorUnderTest:
    """Changes to daylight saving time on the dates of the United States."""

    def six(day: date) -> datetime:
        hours = 2 if _is_summer_in_new_york(day) else 1
        return datetime.combine(day, time(6), UTC) - timedelta(hours=hours)

    def american_next(after: datetime, reading: str) -> datetime:
        day = after.date()
        return six(day) if six(day) > after else six(day + timedelta(days=1))

    def american_last(at: datetime, reading: str) -> datetime:
        day = at.date()
        return six(day) if six(day) <= at else six(day - timedelta(days=1))

    return InProcessReference(
        replace(DEFAULT_RULES, next_run=american_next, last_due=american_last)
    )


def six_in_utc(after: datetime, reading: str) -> datetime:
    six = datetime.combine(after.date(), time(6), UTC)
    return six if six > after else six + timedelta(days=1)


def last_six_in_utc(at: datetime, reading: str) -> datetime:
    return six_in_utc(at, reading) - timedelta(days=1)


def runs_at_six_utc() -> ConnectorUnderTest:
    """Runs at 06:00 UTC."""
    return InProcessReference(replace(DEFAULT_RULES, next_run=six_in_utc, last_due=last_six_in_utc))


def lets_results_wait_for_the_run() -> ConnectorUnderTest:
    """Uses one worker for everything, so statements wait until the daily run has ended."""
    run, deliver = Synchronization.run, StatementDelivery._deliver
    at_it: set[Store] = set()

    async def run_alone(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
        at_it.add(self._store)
        try:
            return await run(self, parameters)
        finally:
            at_it.discard(self._store)

    async def deliver_in_turn(self: StatementDelivery, queued: list[Queued]) -> None:
        if self._store in at_it:
            raise LmsUnavailableError("the worker is busy with the catalog")
        await deliver(self, queued)

    Synchronization.run = run_alone  # type: ignore[method-assign]
    StatementDelivery._deliver = deliver_in_turn  # type: ignore[method-assign]
    return InProcessReference()


def drops_what_it_acknowledged() -> ConnectorUnderTest:
    """Answers 200 and drops the statement."""
    return InProcessReference(replace(DEFAULT_RULES, keeps=lambda statement: False))


STATISTICS = clauses("C014 C015 C016 C030 C047 C049 C050 C059")


MUTANTS = by_name(
    Mutant(
        counts_a_day_from_the_end_of_the_run,
        fails=clauses("C013"),
        kind="drifts",
        condition="on the second day",
        written_blind=True,
    ),
    Mutant(
        stays_an_hour_ahead,
        warns=clauses("C013"),
        spares=clauses("C049"),
        readings={"A-DST": "paris-wall-clock"},
    ),
    Mutant(
        moves_its_clock_in_summer,
        warns=clauses("C013"),
        spares=clauses("C049"),
        readings={"A-DST": "fixed-utc-plus-1"},
    ),
    Mutant(
        changes_clocks_on_american_dates,
        warns=clauses("C013"),
        readings={"A-DST": "paris-wall-clock"},
    ),
    Mutant(
        runs_at_six_utc,
        fails=clauses("C013 C096"),
        spares=clauses("C012 C028 D04"),
    ),
    Mutant(
        lets_results_wait_for_the_run,
        fails=clauses("C014"),
        kind="one worker",
        condition="under concurrency",
        written_blind=True,
    ),
    # With nothing kept, every promise about statistics is broken; none about content is.
    Mutant(drops_what_it_acknowledged, fails=STATISTICS, spares=clauses("C012 C029 C031 D04")),
)
