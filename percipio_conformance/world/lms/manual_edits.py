"""Manual changes to courses in 360Learning, and the tags of a course."""

from __future__ import annotations

from fake_lms.content.course_model import Course, External
from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.personas import Personas


class ManualEdits:
    """Edits by administrators and authors; courses by title."""

    def __init__(self, platform: Platform, personas: Personas, courses: SyncedCourses) -> None:
        self._platform = platform
        self._personas = personas
        self.synced_courses = courses
        self._other_courses: dict[str, str] = {}

    def course_of(self, title: str) -> Course:
        """The course of that title: a course of this class, otherwise that of the catalog item.

        Raises:
            ExpectationFailed: there is none, or more than one.
        """
        if title in self._other_courses:
            return self._platform.courses.get(self._other_courses[title])
        return self.synced_courses.course_of(title)

    @property
    def titles(self) -> list[str]:
        """The titles of the courses that the integration did not make."""
        return list(self._other_courses)

    def tag(self, title: str, name: str) -> None:
        """Add a tag to the course (C008), and create the tag where it does not exist."""
        tags = self._platform.tags
        tag = tags.named(name) or tags.add(name)
        tags.add_by_hand(self.course_of(title).id, tag.id)

    def tags_of(self, title: str) -> list[str]:
        """The names of the course's tags, sorted."""
        return self._platform.tags.names_of(self.course_of(title).id)

    def archive(self, title: str) -> None:
        """Archive the course."""
        self._platform.courses.archive(self.course_of(title).id, "hand")

    def add_native(self, title: str) -> None:
        """Add a course that was made in 360Learning itself."""
        self._add(title, None)

    def add_of_another_integration(self, title: str) -> None:
        """Add a course of another provider's integration to the same group."""
        integrations = self._platform.integrations
        group = integrations.get(self._personas.integration).group_id
        others = integrations.named("Coursera") or [
            integrations.add("Coursera", group_id=group, author_id=self._personas.connector_admin)
        ]
        self._add(
            title,
            External(
                integration_id=others[0].id,
                external_platform="Coursera",
                external_id=f"coursera-{title}",
                launch_url="https://www.coursera.example/learn",
            ),
        )

    def _add(self, title: str, external: External | None) -> None:
        if title in self._other_courses:
            raise FeatureMistake(f"there is a course {title!r} already; choose another title")
        group = self._platform.integrations.get(self._personas.integration).group_id
        course = self._platform.courses.add(
            title, author_id=self._personas.connector_admin, group_id=group, external=external
        )
        self._platform.groups.add_to_catalog(group, course.id)
        self._platform.groups.add_to_library(group, course.id)
        self._other_courses[title] = course.id
