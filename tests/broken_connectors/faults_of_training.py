"""Broken worlds: 360Learning or Percipio itself does not do what the article says.

The connector is the reference. Scenarios whose outcome depends on the platform alone must notice,
and the suite must then blame itself and never the connector. Each world says how a platform comes
to be so, and exchanges one rule of a fake; there is one world in the process of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from fault import Fault, clauses, named

from fake_lms.content.course_model import Course
from fake_lms.training import launch, progression, training
from fake_lms.training.attempts import Attempts
from fake_lms.training.homepage import Homepage
from fake_lms.training.launch import Launching
from fake_lms.training.path_model import Enrolment, Path, Step
from fake_lms.training.path_repository import Paths
from fake_lms.training.progression import Doings, PathState
from fake_lms.training.training import Training
from fake_percipio.pages import launch_page
from percipio_conformance.connectors.under_test import InProcessReference, Subject


def exchange(owner: Any, name: str, rule: Callable[..., Any]) -> Subject:
    """The reference in a world where one rule is another."""
    if not hasattr(owner, name):
        raise AttributeError(f"{owner} has no rule {name!r} that could be exchanged")
    setattr(owner, name, rule)
    return InProcessReference()


# Launching


def lets_administrators_launch_only() -> Subject:
    """Courses of integrations are hidden until somebody has rolled them out."""
    return exchange(Launching, "_is_in_catalogue", lambda *anything: False)


def lets_strangers_launch() -> Subject:
    """Who knows the address of a launch may use it."""
    return exchange(Launching, "_is_in_catalogue", lambda *anything: True)


def begins_at_nothing() -> Subject:
    """The progress of a launch was never set for this integration."""
    begun = launch._begun
    return exchange(launch, "_begun", lambda progress, now: begun(0, now))


def leaves_what_stands_at_nothing() -> Subject:
    """A launch makes an attempt where there is none, and looks no further."""
    return exchange(Attempts, "raise_progress", lambda self, attempt_id, progress: None)


def dates_every_click() -> Subject:
    """A launch is an activity, so the attempt on top is dated by it, even a completed one."""
    mark = Launching._mark

    def mark_and_date(
        self: Launching, course: Course, user_id: str, session: Any, integration: Any
    ) -> None:
        mark(self, course, user_id, session, integration)
        last = self._attempts.of(course.id, user_id)[-1]
        dated = msgspec.structs.replace(last, last_activity_at=self._now())
        self._attempts._attempts.put(last.id, dated)

    return exchange(Launching, "_mark", mark_and_date)


def begins_anew_at_each_click() -> Subject:
    """A launch is an attempt."""
    return exchange(launch, "opens_attempt", lambda attempts, *, reopens: True)


def percipio_lets_everybody_in() -> Subject:
    """The licence is looked at in the player, and the page is public."""
    admit = launch_page.admit

    def licensed(organization: Any, learner: Any, path: str) -> Any:
        return admit(organization, replace(learner, licensed=True), path)

    return exchange(launch_page, "admit", licensed)


def percipio_lets_nobody_in() -> Subject:
    """The licence server is down."""
    refused = launch_page.Admission(403, "No licence could be found.")
    return exchange(launch_page, "admit", lambda *anything: refused)


# Search


def finds_everything_for_everybody() -> Subject:
    """The index knows titles, and nobody asked it who may see them."""
    return exchange(Training, "search", lambda self, user_id, text: self._courses.search(text))


def hides_courses_from_administrators() -> Subject:
    """Search goes by catalogues, and who administers a group is not always a member of it."""
    return exchange(training, "administered", lambda user_id, groups: [])


# The homepage


def shows_what_is_in_the_cache() -> Subject:
    """A cache whose key leaves the learner out: everybody sees the page of who looked first."""
    homepage = Training.homepage
    cached: dict[int, Homepage] = {}

    def from_cache(self: Training, user_id: str) -> Homepage:
        return cached.setdefault(id(self), homepage(self, user_id))

    return exchange(Training, "homepage", from_cache)


def forgets_what_is_played_elsewhere() -> Subject:
    """The section shows what is played here, and Skillsoft courses are not."""
    return exchange(training, "section_of_course", lambda attempts, launches: None)


def leaves_paths_to_do() -> Subject:
    """A path is begun when its first step is done."""
    return exchange(training, "section_of_path", lambda state: "toDo")


def shows_everybody_everything() -> Subject:
    """A list of attempts without a look at who asks for it."""
    return exchange(training, "sees", lambda viewer, learner, groups: True)


def shows_everybody_their_own() -> Subject:
    """The same, with a look at the learner alone."""
    return exchange(training, "sees", lambda viewer, learner, groups: viewer == learner)


def shows_everybody_all_learners_of_a_path() -> Subject:
    """The statistics of a path are a report of their own, made without the rule of the others."""

    def everybody(self: Training, path_id: str, viewer_id: str) -> list[Enrolment]:
        return list(self._paths.enrolments())

    return exchange(Training, "enrolments", everybody)


def counts_from_the_first_step_done() -> Subject:
    """Somebody is on the way when a step is behind them, not when they have set out."""

    def status(state: PathState, *, opens: datetime, now: datetime) -> str:
        return "successful" if state.completed else "onTime" if state.progress else "notYetStarted"

    return exchange(training, "status_of", status)


# Paths


def takes_native_courses_only() -> Subject:
    """The editor of paths passes over what it cannot play."""
    with_steps = Paths._with_steps

    def native(self: Paths, path: Path, steps: Sequence[Step]) -> Path:
        known = [each for each in steps if self._courses.get(each.course_id).type == "native"]
        return with_steps(self, path, known)

    return exchange(Paths, "_with_steps", native)


def drops_archived_steps() -> Subject:
    """Archived courses are filtered out of every list, and steps are a list."""

    def living(self: Paths, path_id: str) -> Path:
        path = self._paths.get(path_id)
        assert path is not None
        kept = [
            each for each in path.steps if self._courses.get(each.course_id).status == "published"
        ]
        return msgspec.structs.replace(path, steps=tuple(kept))

    return exchange(Paths, "get", living)


def half_is_enough(doings: Doings, *, replay: bool) -> datetime | None:
    return next((each.recorded_at for each in doings.attempts if each.progress >= 50), None)


def opens_gates_at_half() -> Subject:
    """Begun is as good as done, since what comes after is not our affair."""
    return exchange(progression, "done_at", half_is_enough)


def puts_every_path_in_order() -> Subject:
    """Steps have an order, so that is the order."""
    state_of = progression.state_of

    def in_order(path: Path, doings: Any, rules: Any) -> PathState:
        options = msgspec.structs.replace(path.options, linear_progression=True)
        return state_of(msgspec.structs.replace(path, options=options), doings, rules)

    return exchange(training, "state_of", in_order)


FAULTS = named(
    Fault(
        lets_administrators_launch_only,
        breaks=clauses("C063 C064"),
        spares=clauses("C007"),
        collateral=dict.fromkeys(
            clauses("C010 C065 C066 C067 C068 C127"),
            "Other launches are learners' launches, and none gets through.",
        ),
    ),
    Fault(lets_strangers_launch, breaks=clauses("C063"), spares=clauses("C064 C066")),
    Fault(begins_at_nothing, breaks=clauses("C068"), spares=clauses("C063 C070")),
    Fault(leaves_what_stands_at_nothing, breaks=clauses("C068"), spares=clauses("C063 C067")),
    Fault(dates_every_click, breaks=clauses("C068"), spares=clauses("C063 C067")),
    Fault(finds_everything_for_everybody, breaks=clauses("C005"), spares=clauses("C006 C063")),
    Fault(hides_courses_from_administrators, breaks=clauses("C005"), spares=clauses("C006 C063")),
    Fault(shows_everybody_all_learners_of_a_path, breaks=clauses("C010"), spares=clauses("C067")),
    Fault(counts_from_the_first_step_done, breaks=clauses("C010"), spares=clauses("C067 C071")),
    Fault(begins_anew_at_each_click, breaks=clauses("C068"), spares=clauses("C063 C067")),
    Fault(percipio_lets_everybody_in, breaks=clauses("C064"), spares=clauses("C063 C068")),
    Fault(percipio_lets_nobody_in, breaks=clauses("C064"), spares=clauses("C063 C068")),
    Fault(shows_what_is_in_the_cache, breaks=clauses("C066 C067"), spares=clauses("C063 C068")),
    Fault(forgets_what_is_played_elsewhere, breaks=clauses("C066"), spares=clauses("C063 C068")),
    Fault(leaves_paths_to_do, breaks=clauses("C067"), spares=clauses("C063 C066")),
    Fault(shows_everybody_everything, breaks=clauses("C010"), spares=clauses("C066 C068")),
    Fault(shows_everybody_their_own, breaks=clauses("C010"), spares=clauses("C066 C068")),
    Fault(takes_native_courses_only, breaks=clauses("C007"), spares=clauses("C063 C066")),
    Fault(drops_archived_steps, breaks=clauses("C007"), spares=clauses("C063 C070")),
    Fault(
        opens_gates_at_half,
        breaks=clauses("C069 C071"),
        spares=clauses("C007 C070"),
        kind="the gate itself",
        collateral=dict.fromkeys(
            clauses("C010 C067 C072"), "A path goes on at the launch of its course."
        ),
    ),
    Fault(puts_every_path_in_order, breaks=clauses("C070"), spares=clauses("C007 C069")),
)
