"""Mutants: the first run after the activation."""

from __future__ import annotations

from datetime import datetime
from weakref import WeakSet

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.app.integration import Integration
from reference_impl.jobs.catalog_jobs import CatalogJobs
from reference_impl.rules.setup_state import SetupState
from tools.mutants.mutant import Mutant, by_name, clauses


def takes_never_run_for_overdue() -> ConnectorUnderTest:
    """Starts a run after a restart if the integration has never run, even on the day of its
    activation.
    """
    resume = Integration.resume

    def make_up(self: Integration) -> None:
        resume(self)
        if self.setup_state.state == "active" and self._work.last_due() is None:
            reading = self._readings.schedule
            self._work.run(self._rules.last_due(self._clock.now(), reading))

    Integration.resume = make_up  # type: ignore[method-assign]
    return InProcessReference()


def skips_the_first_run() -> ConnectorUnderTest:
    """Skips the first scheduled run after the activation."""
    run = CatalogJobs.run
    noted: WeakSet[CatalogJobs] = WeakSet()

    def run_from_the_second(self: CatalogJobs, due: datetime) -> None:
        if self in noted:
            run(self, due)
        noted.add(self)

    CatalogJobs.run = run_from_the_second  # type: ignore[method-assign]
    return InProcessReference()


def makes_up_for_the_morning_of_its_activation() -> ConnectorUnderTest:
    """Counts the integration as active from the click on, so that a verification that ends after
    six triggers a missed run.
    """
    accept = SetupState.accept

    def accept_since_the_click(self: SetupState, at: str) -> SetupState:
        return accept(self, self.submitted or at)

    SetupState.accept = accept_since_the_click  # type: ignore[method-assign]
    return InProcessReference()


def cannot_wait_for_the_morning() -> ConnectorUnderTest:
    """Starts the first run immediately after the verification."""
    begin = Integration._begin_schedule

    def begin_and_run(self: Integration) -> None:
        begin(self)
        if self.last_run() is None:
            self._work.run(self._clock.now())

    Integration._begin_schedule = begin_and_run  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        takes_never_run_for_overdue,
        fails=clauses("C096"),
        kind="makes up what was not missed",
        condition="after a restart",
        written_blind=True,
    ),
    Mutant(
        skips_the_first_run,
        fails=clauses("C096"),
        collateral_reason="Most scenarios expect content after the first daily run.",
    ),
    Mutant(
        makes_up_for_the_morning_of_its_activation,
        fails=clauses("C096"),
        kind="around six",
        written_blind=True,
    ),
    Mutant(cannot_wait_for_the_morning, fails=clauses("C096"), spares=clauses("C087 C094")),
)
