"""Mutants: launching a course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from connectors.content.retention import mirrors_the_catalog
from connectors.shared.attempt_changes import started_is_done
from connectors.shared.platform_rules import exchange
from fake_lms.content.course_model import Course
from fake_lms.training import launch, training
from fake_lms.training.attempts import Attempts
from fake_lms.training.homepage import Homepage
from fake_lms.training.launch import Launching
from fake_lms.training.training import Training
from fake_percipio.pages import launch_page
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.lms.attempt_writer import AttemptWriter
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def archives_what_acme_has_lost() -> ConnectorUnderTest:
    """Archives courses of content that is no longer licensed."""
    return mirrors_the_catalog()


def lets_administrators_launch_only() -> ConnectorUnderTest:
    """360Learning does not let learners launch courses from the catalog."""
    return exchange(Launching, "_is_in_catalog", lambda *anything: False)


def lets_strangers_launch() -> ConnectorUnderTest:
    """360Learning lets anyone with the address launch a course."""
    return exchange(Launching, "_is_in_catalog", lambda *anything: True)


def percipio_lets_everybody_in() -> ConnectorUnderTest:
    """Percipio checks the license only in the player; the page of an item is public."""
    admit = launch_page.admit

    def licensed(organization: Any, learner: Any, path: str) -> Any:
        return admit(organization, replace(learner, licensed=True), path)

    return exchange(launch_page, "admit", licensed)


def percipio_lets_nobody_in() -> ConnectorUnderTest:
    """Percipio admits no one, as when its license server is down."""
    refused = launch_page.Admission(403, "No license could be found.")
    return exchange(launch_page, "admit", lambda *anything: refused)


def shows_what_is_in_the_cache() -> ConnectorUnderTest:
    """Caches homepages without the learner in the key, so everyone sees the first visitor's
    homepage.
    """
    homepage = Training.homepage
    cached: dict[int, Homepage] = {}

    def from_cache(self: Training, user_id: str) -> Homepage:
        return cached.setdefault(id(self), homepage(self, user_id))

    return exchange(Training, "homepage", from_cache)


def forgets_what_is_played_elsewhere() -> ConnectorUnderTest:
    """The homepage shows only native courses and omits Skillsoft courses."""
    return exchange(training, "section_of_course", lambda attempts, launches: None)


def takes_any_report_for_the_end() -> ConnectorUnderTest:
    """Sets the progress to 100 for every statement, even for a start."""
    return InProcessReference(replace(DEFAULT_RULES, attempts_of=started_is_done))


def one_each(meanings: Iterable[StatementFacts], *readings: Any, **more: Any) -> list[Attempt]:
    return [made for each in meanings for made in attempts_of([each], *readings, **more)]


def makes_an_attempt_of_every_report() -> ConnectorUnderTest:
    """Creates an attempt for every statement."""
    return InProcessReference(replace(DEFAULT_RULES, attempts_of=one_each))


def ends_what_a_launch_has_begun() -> ConnectorUnderTest:
    """Completes the attempts that launches have added in 360Learning and that Percipio has not
    reported.
    """
    launched = AttemptWriter._launched

    async def as_completed(self: AttemptWriter, pair: Any, ours: int) -> list[Any]:
        return [
            each | {"progress": 100, "result": "success", "completedAt": each["lastActivityAt"]}
            for each in await launched(self, pair, ours)
        ]

    AttemptWriter._launched = as_completed  # type: ignore[method-assign]
    return InProcessReference()


def launches_for_every_learner() -> ConnectorUnderTest:
    """A launch creates attempts for all users, not only for the one who launches."""
    mark = Launching._mark

    def mark_all(
        self: Launching, course: Any, user_id: str, session: Any, integration: Any
    ) -> None:
        for each in self._users.after(None):
            mark(self, course, each.id, session, integration)

    return exchange(Launching, "_mark", mark_all)


def keeps_one_attempt_over_launches() -> ConnectorUnderTest:
    """A launch creates an attempt only if there is none, even where a launch must reopen a
    completed course.
    """

    def first_alone(attempts: Sequence[Any], *, reopens: bool) -> bool:
        return not attempts

    return exchange(launch, "opens_attempt", first_alone)


def begins_at_nothing() -> ConnectorUnderTest:
    """A launch leaves the progress at 0, because the progress of launches is not configured."""
    begun = launch._begun
    return exchange(launch, "_begun", lambda progress, now: begun(0, now))


def leaves_what_stands_at_nothing() -> ConnectorUnderTest:
    """A launch creates a missing attempt, but does not raise an existing one that is at 0."""
    return exchange(Attempts, "raise_progress", lambda self, attempt_id, progress: None)


def dates_every_click() -> ConnectorUnderTest:
    """A launch changes the last activity of the latest attempt, even of a completed one."""
    mark = Launching._mark

    def mark_and_date(
        self: Launching, course: Course, user_id: str, session: Any, integration: Any
    ) -> None:
        mark(self, course, user_id, session, integration)
        last = self._attempts.of(course.id, user_id)[-1]
        dated = msgspec.structs.replace(last, last_activity_at=self._now())
        self._attempts._attempts.put(last.id, dated)

    return exchange(Launching, "_mark", mark_and_date)


def begins_anew_at_each_click() -> ConnectorUnderTest:
    """Every launch creates a new attempt."""
    return exchange(launch, "opens_attempt", lambda attempts, *, reopens: True)


MUTANTS = by_name(
    Mutant(
        archives_what_acme_has_lost,
        fails=clauses("C063"),
        spares=clauses("C007 C064 C065"),
        adds=True,
    ),
    Mutant(
        lets_administrators_launch_only,
        breaks=clauses("C063 C064"),
        spares=clauses("C007"),
        collateral=dict.fromkeys(
            clauses("C010 C065 C066 C067 C068 C127"),
            "Other launches are learners' launches, and none gets through.",
        ),
    ),
    Mutant(lets_strangers_launch, breaks=clauses("C063"), spares=clauses("C064 C066")),
    Mutant(percipio_lets_everybody_in, breaks=clauses("C064"), spares=clauses("C063 C068")),
    Mutant(percipio_lets_nobody_in, breaks=clauses("C064"), spares=clauses("C063 C068")),
    Mutant(shows_what_is_in_the_cache, breaks=clauses("C066 C067"), spares=clauses("C063 C068")),
    Mutant(forgets_what_is_played_elsewhere, breaks=clauses("C066"), spares=clauses("C063 C068")),
    Mutant(
        takes_any_report_for_the_end,
        fails=clauses("C068 C069 C071"),
        spares=clauses("C066 C072 C073 C074"),
        kind="started is reported as done",
    ),
    Mutant(
        makes_an_attempt_of_every_report,
        warns=clauses("C068"),
        spares=clauses("C066 C072"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Mutant(
        ends_what_a_launch_has_begun,
        warns=clauses("C068"),
        spares=clauses("C066 C072"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Mutant(launches_for_every_learner, breaks=clauses("C068"), spares=clauses("C063")),
    Mutant(
        keeps_one_attempt_over_launches,
        warns=clauses("C068"),
        spares=clauses("C063"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Mutant(begins_at_nothing, breaks=clauses("C068"), spares=clauses("C063 C070")),
    Mutant(leaves_what_stands_at_nothing, breaks=clauses("C068"), spares=clauses("C063 C067")),
    Mutant(dates_every_click, breaks=clauses("C068"), spares=clauses("C063 C067")),
    Mutant(begins_anew_at_each_click, breaks=clauses("C068"), spares=clauses("C063 C067")),
)
