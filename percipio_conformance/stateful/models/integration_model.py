"""A model of both halves of the integration, the catalog and the statistics, around the daily run.

It joins the models of the two domains. What it adds are their common clock, the circumstances of
an action, and a run that fails: until the next run, it is open what such a run has read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import circumstances, failed_runs
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import (
    BEFORE_RUN,
    Action,
    Wait,
    duration,
)
from percipio_conformance.stateful.actions.further_integrations import (
    ConnectsGroups,
)
from percipio_conformance.stateful.actions.setup_actions import (
    ReconnectsStatistics,
    RenewsToken,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.checks.setup_checks import (
    credentials_are_stable,
    integration_is_active,
    run_asked_for_catalog,
)
from percipio_conformance.stateful.checks.statistics_checks import KINDS_OF_ATTEMPTS
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.features import Feature, features_of
from percipio_conformance.stateful.models import disturbed_runs
from percipio_conformance.stateful.models.catalog_model import CatalogModel
from percipio_conformance.stateful.models.catalog_state import Course, Item
from percipio_conformance.stateful.models.further_integrations import FurtherIntegrations
from percipio_conformance.stateful.models.integration_preconditions import (
    IN_GROUPS,
    SAVES,
    STATISTICS,
    is_possible,
)
from percipio_conformance.stateful.models.integration_proposals import Proposals
from percipio_conformance.stateful.models.statistics_model import AnalyticsModel
from percipio_conformance.stateful.models.statistics_proposals import COURSES
from percipio_conformance.steps.clock import INTO_RUN


class IntegrationModel:
    """The catalog, the statistics and the clock; see the models of the two halves."""

    def __init__(self, assumptions: Assumptions, now: datetime) -> None:
        self.assumptions = assumptions
        self.catalog = CatalogModel(assumptions)
        self.statistics = AnalyticsModel(assumptions, now)
        self.further = FurtherIntegrations()
        self._now = now
        self._relies_on: set[str] = set()
        self._proposals: Proposals | None = None
        """The candidates in the present state, as soon as one is drawn."""
        self._was_set_up_again = False
        self._last_run: datetime | None = None
        """The last daily run; None if it is open whether it took place."""
        self.is_verified = False
        """True while the parameters of another setup are being verified."""
        for course in COURSES:
            self.catalog.items[course] = Item(course, "course", ("English",), ())
            self.catalog.courses[course] = Course(course, "course", ("English",), frozenset())

    def allows(self, action: Action) -> bool:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return is_possible(self, action)

    def apply(self, action: Action) -> None:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        self._proposals = None
        match action:
            case circumstances.BeforeRun(inner):
                self._move_to(self._next_run() - BEFORE_RUN)
                self._do(inner)
            case circumstances.BeforeFailedRun(inner):
                self._move_to(self._next_run() - BEFORE_RUN)
                self._do(inner)
                self._fail_run(hours=1)
            case circumstances.DuringRun(inner):
                self._run_during(inner)
            case circumstances.WhileWriteIsSlow(inner, before_run):
                if before_run:
                    self._move_to(self._next_run() - BEFORE_RUN)
                    self._do(inner)
                else:
                    self._run_during(inner)
                self._pass("an hour")
            case circumstances.WhileLmsIsDown(inner, then):
                self._do(inner)
                self._pass("minutes")
                if isinstance(then, catalog.FILTERS):
                    disturbed_runs.save_again_in_outage(self.catalog, then)
                elif then is not None:
                    self._do(then)
            case circumstances.WhileStopped(inner):
                self._do(inner)
                self._pass("minutes")
            case circumstances.LmsRefuses(inner, "object"):
                self._do(inner)
                if isinstance(inner, catalog.FILTERS):
                    disturbed_runs.apply_filter_in_part(self.catalog)
                    self._pass(action.occurs_within)
                else:
                    self._set(self._now + timedelta(days=1))
                    self._run_in_part()
            case circumstances.LmsRefuses(inner):
                self._do(inner)
                self._pass(action.occurs_within)
            case circumstances.WhileVerifying(inner, tags):
                self._do(SetsUpAgain(tags))
                self._do(inner)
            case failed_runs.ThrottledRun():
                self._pass("a day")
            case failed_runs.FailedRun("Percipio" | "Percipio's second page"):
                self._set(self._now + timedelta(days=1))
                self._run_in_part()
            case failed_runs.FailedRun(hours=hours):
                self._fail_run(hours)
            case statistics.HundredDaysPass():
                self._move_to(self._now + timedelta(days=100))
            case ConnectsGroups(groups):
                self._do(action)
                for _ in groups:
                    self._pass("minutes")
            case _:
                self._do(action)
        self._pass(action.lasts)

    def propose(self, draw: Random) -> Action:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if self._proposals is None:
            self._proposals = Proposals(self)
        return self._proposals.propose(draw)

    def postconditions(self) -> Iterator[Postcondition]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        yield from self.catalog.postconditions()
        if self.assumptions.with_statistics:
            # Between the switch of Globalization and the run that joins a version, all is open.
            versions = [
                each for each in self._completed_versions() if not self.is_separate(each[0])
            ]
            open_courses = self._courses_left_open()
            yield from self.statistics.postconditions(versions, open_courses)
            yield credentials_are_stable()
            yield from self.further.postconditions(self.statistics.removed)
        if self._was_set_up_again:
            yield integration_is_active()
        if self._last_run is not None:
            yield run_asked_for_catalog(self._last_run)

    def features(self) -> Iterator[Feature]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        yield from self.catalog.features()
        yield from self.statistics.features()
        if self.is_verified:
            yield from features_of([], ["setup being verified"])
        if self._last_run is None:
            yield from features_of([], ["run failed"])

    def relies_on(self, kind: str) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if kind in KINDS_OF_ATTEMPTS:
            return self.statistics.relies_on(kind) | self._relies_on
        return self.catalog.relies_on(kind) | self._relies_on

    def _do(self, action: Action) -> None:
        if isinstance(action, statistics.Together):
            for each in action.parts:
                self._do(each)
                if isinstance(each, statistics.Does):
                    self._pass(each.lasts)
        elif isinstance(action, language.CompletesVersion) and self.is_separate(action.version):
            self.statistics.complete_separate_version(action)
        elif isinstance(action, STATISTICS):
            self.statistics.do(action)
        elif isinstance(action, IN_GROUPS):
            self.further.do(action, self._now)
        else:
            if isinstance(action, SetsUpAgain | RenewsToken):
                self._was_set_up_again = self.is_verified = True
            if isinstance(action, SetsUpWrongly):
                # It is open how the refusal shows in the state.
                self._was_set_up_again = False
                self._relies_on.add("A-RESETUP")
            if isinstance(action, ReconnectsStatistics):
                self.statistics.method = "email address"
            self.catalog.do(action)

    def _run_during(self, inner: Action) -> None:
        self._last_run = self._next_run()
        self._set(self._last_run + INTO_RUN)
        if isinstance(inner, SAVES):
            disturbed_runs.save_during_run(self.catalog, inner)
            return
        if isinstance(inner, SetsUpAgain):
            # It is open whether the connector makes up for the run on the same day.
            self._run_in_part()
        else:
            self._run()
        self._do(inner)

    def versions(self) -> list[tuple[str, str]]:
        """Courses of the learners, each with the language of a version that can be completed."""
        return [
            (course, item.languages[0])
            for name, item in self.catalog.items.items()
            for course in COURSES
            if item.version_of == course
            and (self.is_separate(name) or self.is_joined(course, item.languages[0]))
        ]

    @property
    def has_separate_results(self) -> bool:
        """True if a learner completed a version that is a course of its own."""
        return bool(self._completed_versions())

    def has_attempts(self, version: str) -> bool:
        """True if the course that the version is a part of may hold attempts on it."""
        main = self.catalog.items[version].version_of if version in self.catalog.items else None
        return self.statistics.has_finished(version) or (
            main is not None and self.statistics.has_finished(main)
        )

    def is_joined(self, item: str, spoken: str) -> bool:
        """True if the version has been a part of the other item's course from its first run on."""
        version = f"{item} in {spoken}"
        return (
            item in COURSES
            and version in self.catalog.items
            and not self.catalog.items[version].is_away
            and self.catalog.globalization_on
            and self.catalog.items[version].settled
            and version not in self.catalog.courses
            and spoken in (self.catalog.courses[item].translations or ())
        )

    def is_separate(self, version: str) -> bool:
        """True if the version certainly has an active course of its own."""
        item, course = self.catalog.items.get(version), self.catalog.courses.get(version)
        return (
            item is not None
            and item.version_of in COURSES
            and not (self.catalog.globalization_on or self.catalog.globalization_was_on)
            and item.settled
            and item.offered
            and course is not None
            and course.archived_by is None
        )

    def _courses_left_open(self) -> frozenset[str]:
        """Courses of the learners for which another language version may stand: one is or was
        archived while a version has an active course."""
        versions = {
            item.version_of
            for name, item in self.catalog.items.items()
            if name in self.catalog.courses
        }
        return frozenset(
            course
            for course in COURSES
            if self.catalog.is_open(course)
            or (
                self.catalog.globalization_on
                and self.catalog.courses[course].archived_by is not None
                and course in versions
            )
        )

    def _completed_versions(self) -> list[tuple[str, str]]:
        """Versions that learners completed as courses of their own and that are not yet joined,
        each with the other course."""
        return [
            (name, str(item.version_of))
            for name, item in self.catalog.items.items()
            if self.statistics.has_finished(name) and item.version_of is not None
        ]

    def _run(self) -> None:
        """The daily run; it may join versions, with their attempts."""
        self.catalog.run()
        for version, course in self._completed_versions():
            if self.catalog.courses[version].archived_by == "joined":
                shared = self.catalog.courses[course]
                certain = self.catalog.items[course].settled and shared.archived_by is None
                self.statistics.join(version, course, is_open=not certain)

    # Time

    def _next_run(self) -> datetime:
        return next_daily_run(self._now, self.assumptions.profile.reading("A-DST"))

    def _pass(self, wait: Wait) -> None:
        self._move_to(self._now + duration(wait, self.assumptions.delay))

    def _move_to(self, instant: datetime) -> None:
        """Let time pass, with every daily run on the way."""
        while self._next_run() <= instant:
            self._last_run = self._next_run()
            self._set(self._last_run)
            self._run()
        self._set(instant)

    def _fail_run(self, hours: int) -> None:
        """Let an outage pass that begins seconds before the next daily run."""
        self._set(self._next_run() - BEFORE_RUN + timedelta(hours=hours))
        self._run_in_part()

    def _run_in_part(self) -> None:
        self._last_run = None
        disturbed_runs.run_in_part(self.catalog)

    def _set(self, instant: datetime) -> None:
        self.is_verified = self.is_verified and instant == self._now
        self.statistics.advance(instant - self._now)
        self._now = instant
