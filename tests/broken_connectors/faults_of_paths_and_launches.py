"""Broken worlds: search, launches, paths and gates of 360Learning, and its preparation.

The connector is the reference, but for one that is judged by another reading of the gate. Where
360Learning itself is broken, the suite must blame itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from fault import Fault, clauses, named
from faults_of_launch import never_at_the_end
from faults_of_training import exchange

from fake_lms.core.errors import RefusedError
from fake_lms.integration.administration import Administration
from fake_lms.training import launch, progression, training
from fake_lms.training.launch import Launching
from fake_lms.training.progression import Doings
from fake_lms.training.training import Training
from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules_table import REFERENCE


def finds_nothing() -> Subject:
    """The index for the search is empty."""
    return exchange(Training, "search", lambda self, user_id, text: [])


def shows_enrolled_paths_as_begun() -> Subject:
    """A path is in progress from the enrollment on."""
    return exchange(training, "section_of_path", lambda state: "inProgress")


def moves_the_launched_path_alone() -> Subject:
    """A launch moves the path that it was made from, and no other path with the same course."""

    def first(self: Training, launches: Sequence[Any], course_id: str, session: Any) -> Any:
        own = (each for each in launches if each.session_id == session.id)
        return next((each for each in own if each.course_id == course_id), None)

    return exchange(Training, "_first", first)


def launches_for_every_learner() -> Subject:
    """A launch puts all users on the course, not only the one who launches it."""
    mark = Launching._mark

    def mark_all(
        self: Launching, course: Any, user_id: str, session: Any, integration: Any
    ) -> None:
        for each in self._users.after(None):
            mark(self, course, each.id, session, integration)

    return exchange(Launching, "_mark", mark_all)


def keeps_one_attempt_over_launches() -> Subject:
    """A launch makes an attempt where there is none, also when attempts are to be reopened."""

    def first_alone(attempts: Sequence[Any], *, reopens: bool) -> bool:
        return not attempts

    return exchange(launch, "opens_attempt", first_alone)


def _always_done(doings: Doings, *, replay: bool) -> datetime:
    return datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def opens_every_gate() -> Subject:
    """The order of a linear path is shown, and nothing enforces it."""
    return exchange(progression, "done_at", _always_done)


def opens_gates_by_earlier_completions() -> Subject:
    """A gate looks at the course alone, and never at when the learner was enrolled."""
    done_at = progression.done_at

    def at_any_time(doings: Doings, *, replay: bool) -> datetime | None:
        return done_at(doings, replay=False)

    return exchange(progression, "done_at", at_any_time)


def never_reports_an_end() -> Subject:
    """Completions are reported as progress, so that a gate stays shut."""
    return InProcessReference(replace(REFERENCE, attempts_of=never_at_the_end))


def allows_one_integration() -> Subject:
    """The back end allows one integration of a kind on a platform, whatever its group."""
    enable = Administration.enable

    def enable_the_first(self: Administration, name: str, **ids: str) -> Any:
        if any(each.group_id != ids["group_id"] for each in self._integrations.named(name)):
            raise RefusedError("duplicateExternalPlatform", f"There is an integration of {name}")
        return enable(self, name, **ids)

    return exchange(Administration, "enable", enable_the_first)


FAULTS = named(
    Fault(finds_nothing, breaks=clauses("C005"), spares=clauses("C006")),
    Fault(shows_enrolled_paths_as_begun, breaks=clauses("C067"), spares=clauses("C066")),
    Fault(
        moves_the_launched_path_alone,
        breaks=clauses("C067"),
        spares=clauses("C066"),
        readings={"A-WHICHPATH": "every-path"},
    ),
    Fault(launches_for_every_learner, breaks=clauses("C068"), spares=clauses("C063")),
    Fault(
        keeps_one_attempt_over_launches,
        warns=clauses("C068"),
        spares=clauses("C063"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Fault(
        opens_every_gate,
        breaks=clauses("C069"),
        spares=clauses("C070"),
        besides="Every path is completed from the beginning.",
    ),
    Fault(
        opens_gates_by_earlier_completions,
        warns=clauses("C069"),
        spares=clauses("C070"),
        readings={"A-GATE": "replay-required"},
    ),
    Fault(
        never_reports_an_end,
        fails=clauses("C069"),
        spares=clauses("C070"),
        readings={"A-GATE": "earlier-completion-counts"},
    ),
    Fault(
        allows_one_integration,
        breaks=clauses("C080 C084"),
        spares=clauses("C002"),
        besides="Integrations of other groups cannot be prepared.",
    ),
)
