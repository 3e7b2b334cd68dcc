"""Mutants: who sees which statistics."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectors.shared.attempt_changes import shows
from connectors.shared.platform_rules import exchange
from fake_lms.training import training
from fake_lms.training.path_model import Enrolment
from fake_lms.training.progression import PathState
from fake_lms.training.training import Training
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.statement_interpretation import StatementFacts
from tools.mutants.mutant import Mutant, by_name, clauses


def shows_the_latest_attempt_alone() -> ConnectorUnderTest:
    """One row for each learner and course, since nobody had thought of retakes."""
    return shows(lambda made, heard: made[-1:])


def knows_one_attempt_for_ever() -> ConnectorUnderTest:
    """The first attempt is never followed by another one."""
    return shows(lambda made, heard: made[:1])


def scores_the_latest_attempt_alone() -> ConnectorUnderTest:
    """Each attempt has its own score, as one would think."""

    def own(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        return [replace(each, score=None) for each in made[:-1]] + made[-1:]

    return shows(own)


def repeats_the_time_on_every_attempt() -> ConnectorUnderTest:
    """What holds for the score was done with the time as well."""
    return shows(
        lambda made, heard: [replace(each, time_spent_ms=made[0].time_spent_ms) for each in made]
    )


def shows_everybody_all_learners_of_a_path() -> ConnectorUnderTest:
    """The statistics of a path are a report of their own, made without the rule of the others."""

    def everybody(self: Training, path_id: str, viewer_id: str) -> list[Enrolment]:
        return list(self._paths.enrolments())

    return exchange(Training, "enrolments", everybody)


def counts_from_the_first_step_done() -> ConnectorUnderTest:
    """Somebody is on the way when a step is behind them, not when they have set out."""

    def status(state: PathState, *, opens: datetime, now: datetime) -> str:
        return "successful" if state.completed else "onTime" if state.progress else "notYetStarted"

    return exchange(training, "status_of", status)


def shows_everybody_everything() -> ConnectorUnderTest:
    """A list of attempts without a look at who asks for it."""
    return exchange(training, "sees", lambda viewer, learner, groups: True)


def shows_everybody_their_own() -> ConnectorUnderTest:
    """The same, with a look at the learner alone."""
    return exchange(training, "sees", lambda viewer, learner, groups: viewer == learner)


MUTANTS = by_name(
    Mutant(
        shows_the_latest_attempt_alone,
        fails=clauses("C010 C053 C056 C151"),
        spares=clauses("C049 C149"),
        kind="the latest one stays",
    ),
    Mutant(
        knows_one_attempt_for_ever,
        fails=clauses("C010 C053 C151"),
        spares=clauses("C049 C149"),
        kind="the first one stays",
    ),
    Mutant(
        scores_the_latest_attempt_alone,
        fails=clauses("C010 C053"),
        spares=clauses("C052 C151"),
    ),
    Mutant(
        repeats_the_time_on_every_attempt,
        fails=clauses("C010 C056"),
        spares=clauses("C054 C055"),
    ),
    Mutant(shows_everybody_all_learners_of_a_path, breaks=clauses("C010"), spares=clauses("C067")),
    Mutant(counts_from_the_first_step_done, breaks=clauses("C010"), spares=clauses("C067 C071")),
    Mutant(shows_everybody_everything, breaks=clauses("C010"), spares=clauses("C066 C068")),
    Mutant(shows_everybody_their_own, breaks=clauses("C010"), spares=clauses("C066 C068")),
)
