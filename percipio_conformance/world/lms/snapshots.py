"""Snapshots of courses, to be compared with their later state."""

from __future__ import annotations

from dataclasses import dataclass

from fake_lms.content.course_model import Course
from fake_lms.content.tags import TagLink
from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt
from percipio_conformance.core.outcomes import ExpectationFailed, FeatureMistake
from percipio_conformance.world.lms.courses import SyncedCourses


@dataclass(frozen=True, slots=True)
class CourseSnapshot:
    """All data of one course; places are pairs of a group and ``catalog`` or ``library``."""

    course: Course
    tags: frozenset[TagLink]
    places: frozenset[tuple[str, str]]
    attempts: tuple[Attempt, ...]

    def differences(self, other: CourseSnapshot, *, identity_only: bool) -> list[str]:
        """The names of the differing parts.

        Args:
            identity_only: content, status and dates may differ; the course itself, its tags, its
                places and its statistics may not.
        """
        compared: dict[str, tuple[object, object]] = {
            "identity": (self.course.id, other.course.id),
            "tags": (self.tags, other.tags),
            "places": (self.places, other.places),
        }
        if identity_only:
            compared["statistics"] = (_figures(self), _figures(other))
        else:
            compared |= {
                field: (getattr(self.course, field), getattr(other.course, field))
                for field in Course.__struct_fields__
            }
            compared["statistics"] = (self.attempts, other.attempts)
        return [what for what, (before, after) in compared.items() if before != after]


class Snapshots:
    """The latest snapshot of every course of the platform."""

    def __init__(self, platform: Platform, courses: SyncedCourses) -> None:
        self._platform = platform
        self._courses = courses
        self._snapshots: dict[str, CourseSnapshot] | None = None
        self._titles_before: frozenset[str] = frozenset()

    def take(self) -> None:
        """Take a snapshot of every course, and of which Skillsoft courses are shown."""
        self._snapshots = {each.id: self.current(each) for each in self._platform.courses}
        self._titles_before = self._shown_titles()

    def current(self, course: Course) -> CourseSnapshot:
        """The present state of the course."""
        groups = self._platform.groups
        return CourseSnapshot(
            course=course,
            tags=frozenset(self._platform.tags.of(course.id)),
            places=frozenset(
                (group.name, place)
                for group in groups
                for place, held in (
                    ("catalog", groups.catalog(group.id)),
                    ("library", groups.library(group.id)),
                )
                if course.id in held
            ),
            attempts=tuple(self._platform.attempts.for_course(course.id)),
        )

    def get(self, course: Course) -> CourseSnapshot | None:
        """The course in the snapshot; None if it is newer."""
        if self._snapshots is None:
            raise FeatureMistake("no courses are noted down; let a step do that before")
        return self._snapshots.get(course.id)

    def shown(self) -> tuple[frozenset[str], frozenset[str]]:
        """The titles of the Skillsoft courses shown in the snapshot, and of those shown now.

        Raises:
            ExpectationFailed: the snapshot shows none, so a comparison would prove nothing.
        """
        if not self._titles_before:
            raise ExpectationFailed(
                "the Skillsoft courses noted down", expected="some", actual="none"
            )
        return self._titles_before, self._shown_titles()

    def _shown_titles(self) -> frozenset[str]:
        return frozenset(each.name for each in self._courses.shown())


def _figures(snapshot: CourseSnapshot) -> list[tuple[object, ...]]:
    """The statistics without the time of their last change."""
    return [
        (each.id, each.user_id, each.progress, each.score, each.time_spent_ms, each.result)
        for each in snapshot.attempts
    ]
