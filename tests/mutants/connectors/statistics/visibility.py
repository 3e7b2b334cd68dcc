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
    """Shows only the latest attempt of a learner on a course."""
    return shows(lambda made, heard: made[-1:])


def knows_one_attempt_for_ever() -> ConnectorUnderTest:
    """Never creates a second attempt."""
    return shows(lambda made, heard: made[:1])


def scores_the_latest_attempt_alone() -> ConnectorUnderTest:
    """Shows the score only on the latest attempt."""

    def own(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        return [replace(each, score=None) for each in made[:-1]] + made[-1:]

    return shows(own)


def repeats_the_time_on_every_attempt() -> ConnectorUnderTest:
    """Shows the time on every attempt, like the score."""
    return shows(
        lambda made, heard: [replace(each, time_spent_ms=made[0].time_spent_ms) for each in made]
    )


def shows_everybody_all_learners_of_a_path() -> ConnectorUnderTest:
    """The statistics of a path show all learners to everyone."""

    def everybody(
        self: Training, path_id: str, viewer_id: str, after: str | None = None
    ) -> list[Enrolment]:
        return list(self._paths.enrolments())

    return exchange(Training, "enrolments", everybody)


def counts_from_the_first_step_done() -> ConnectorUnderTest:
    """A path counts as in progress only when its first step is done."""

    def status(state: PathState, *, opens: datetime, now: datetime) -> str:
        return "successful" if state.completed else "onTime" if state.progress else "notYetStarted"

    return exchange(training, "status_of", status)


def shows_everybody_everything() -> ConnectorUnderTest:
    """The list of attempts shows everything to everyone."""
    return exchange(training, "sees", lambda viewer, learner, groups: True)


def shows_everybody_their_own() -> ConnectorUnderTest:
    """The list of attempts shows only the user's own, even to administrators."""
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
