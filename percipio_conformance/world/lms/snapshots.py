"""What courses looked like at one moment, to be compared with what they look like later."""

from __future__ import annotations

from dataclasses import dataclass

from fake_lms.content.course_model import Course
from fake_lms.content.tags import TagLink
from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt
from percipio_conformance.core.outcomes import ExpectationFailed, FeatureMistake
from percipio_conformance.world.lms.courses import SyncedCourses


@dataclass(frozen=True, slots=True)
class Note:
    """Everything 360Learning has about one course; places are (group, catalog or library)."""

    course: Course
    tags: frozenset[TagLink]
    places: frozenset[tuple[str, str]]
    attempts: tuple[Attempt, ...]

    def differences(self, other: Note, *, identity_only: bool) -> list[str]:
        """In what the two differ, in words.

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
    """One set of notes at a time, on every course of the platform."""

    def __init__(self, platform: Platform, content: SyncedCourses) -> None:
        self._platform = platform
        self._content = content
        self._notes: dict[str, Note] | None = None
        self._shown: frozenset[str] = frozenset()

    def take(self) -> None:
        """Every course of the platform as it is now, and which ones of Skillsoft are shown."""
        self._notes = {each.id: self.look(each) for each in self._platform.courses}
        self._shown = self._titles()

    def look(self, course: Course) -> Note:
        """The course as it is now."""
        groups = self._platform.groups
        return Note(
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

    def get(self, course: Course) -> Note | None:
        """The course as it was noted down, or None when it is a new one."""
        if self._notes is None:
            raise FeatureMistake("no courses are noted down; let a step do that before")
        return self._notes.get(course.id)

    def shown(self) -> tuple[frozenset[str], frozenset[str]]:
        """The Skillsoft courses shown when they were noted down, and those shown now, by title.

        Raises:
            Mismatch: none was shown at that moment, where a good connector has brought some.
        """
        if not self._shown:
            raise ExpectationFailed(
                "the Skillsoft courses noted down", expected="some", seen="none"
            )
        return self._shown, self._titles()

    def _titles(self) -> frozenset[str]:
        return frozenset(each.name for each in self._content.shown())


def _figures(note: Note) -> list[tuple[object, ...]]:
    """The statistics without the moment of their last change."""
    return [
        (each.id, each.user_id, each.progress, each.score, each.time_spent_ms, each.result)
        for each in note.attempts
    ]
