"""Learners at work in Percipio, and what 360Learning shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt
from fake_percipio.site import Percipio
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas, add_learner

__all__ = ["Attempt", "LearnerActions"]


@dataclass(frozen=True, slots=True)
class _Report:
    """Something a learner did; None where Percipio sends no statement of it."""

    learner: str
    title: str
    statement_id: str | None


class LearnerActions:
    """What learners do, by name."""

    def __init__(
        self,
        percipio: Percipio,
        platform: Platform,
        cast: Personas,
        offering: Catalog,
        content: SyncedCourses,
    ) -> None:
        self._percipio = percipio
        self._platform = platform
        self._cast = cast
        self._offering = offering
        self._content = content
        self._reports: list[_Report] = []

    def hire(self, name: str) -> None:
        """A further learner, known on both sides."""
        add_learner(self._cast, self._platform, name)

    def start(self, learner: str, title: str) -> None:
        """The learner opens the item in Percipio's player."""
        activity = self._cast.acme.activity
        activity.start(self._cast.acme.learners[learner], self._offering.id_of(title))
        self.note(learner, title)

    def complete(self, learner: str, title: str) -> None:
        """The learner finishes the item in Percipio's player."""
        activity = self._cast.acme.activity
        activity.complete(self._cast.acme.learners[learner], self._offering.id_of(title))
        self.note(learner, title)

    def attempts(self, learner: str, title: str) -> list[Attempt]:
        """The learner's attempts on the course as 360Learning shows them, oldest first."""
        user = self._cast.users.get(learner)
        if user is None:
            # 360Learning may not know a learner of Percipio; any other unknown name is a mistake.
            _ = self._cast.acme.learners[learner]
            return []
        # Should a connector have made the course twice, its statistics are not at fault for that.
        return [
            attempt
            for course in self._content.courses_of(title)
            for attempt in self._platform.attempts.of(course.id, user)
        ]

    def delivered(self) -> int:
        """How many statements Percipio counts as accepted by the connector."""
        traffic_log = self._cast.acme.sender.deliveries
        return len(
            {each for entry in traffic_log if entry.acknowledged for each in entry.statement_ids}
        )

    def delays(self) -> list[timedelta]:
        """From the connector's acknowledgement of a report until 360Learning showed its effect.

        An attempt tells when it took its present form; a report whose effect was overtaken by a
        later one, or that had none, has no delay to tell of. Nor has one that came before its
        course did (D11).
        """
        found = []
        for report in self._reports:
            acknowledged = self._acknowledged(report)
            if acknowledged is None or not self._exists(report, acknowledged):
                continue
            shown = [
                attempt.recorded_at
                for attempt in self.attempts(report.learner, report.title)
                if acknowledged <= attempt.recorded_at < self._overtaken(report, acknowledged)
            ]
            if shown:
                found.append(min(shown) - acknowledged)
        return found

    def note(self, learner: str, title: str) -> None:
        """The learner has just done something; what Percipio says of it is to become visible."""
        statement = self._cast.acme.activity.records[-1].statement
        self._reports.append(_Report(learner, title, statement["id"] if statement else None))

    def _acknowledged(self, report: _Report) -> datetime | None:
        for entry in self._cast.acme.sender.deliveries:
            if entry.acknowledged and report.statement_id in entry.statement_ids:
                return entry.at
        return None

    def _exists(self, report: _Report, at: datetime) -> bool:
        courses = self._content.courses_of(report.title)
        return any(each.created_at <= at for each in courses)

    def _overtaken(self, report: _Report, since: datetime) -> datetime:
        later = [
            acknowledged
            for each in self._reports
            if (each.learner, each.title) == (report.learner, report.title)
            and (acknowledged := self._acknowledged(each)) is not None
            and acknowledged > since
        ]
        return min(later, default=self._percipio.now() + timedelta(seconds=1))
