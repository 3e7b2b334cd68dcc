"""What people do to courses by hand in 360Learning, and the tags a course has."""

from __future__ import annotations

from fake_lms.content.course_model import Course, External
from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.personas import Personas


class ManualEdits:
    """The hands of administrators and authors; courses are called by their titles."""

    def __init__(self, platform: Platform, cast: Personas, content: SyncedCourses) -> None:
        self._platform = platform
        self._cast = cast
        self._content = content
        self._bystanders: dict[str, str] = {}

    def course_of(self, title: str) -> Course:
        """The course of that title: a bystander, else the one of the item called so.

        Raises:
            Mismatch: there is none, or more than one.
        """
        if title in self._bystanders:
            return self._platform.courses.get(self._bystanders[title])
        return self._content.course_of(title)

    @property
    def titles(self) -> list[str]:
        """Of the courses that the integration has not brought."""
        return list(self._bystanders)

    def tag(self, title: str, name: str) -> None:
        """A person puts a tag on the course (C008); a name that is not a tag yet becomes one."""
        tags = self._platform.tags
        tag = tags.named(name) or tags.add(name)
        tags.add_by_hand(self.course_of(title).id, tag.id)

    def tags_of(self, title: str) -> list[str]:
        """The names of the course's tags, sorted."""
        return self._platform.tags.names_of(self.course_of(title).id)

    def archive(self, title: str) -> None:
        """A person archives the course."""
        self._platform.courses.archive(self.course_of(title).id, "hand")

    def add_native(self, title: str) -> None:
        """A course that was made in 360Learning itself."""
        self._add(title, None)

    def add_of_another_integration(self, title: str) -> None:
        """A course that another provider's integration has brought to the same group."""
        integrations = self._platform.integrations
        group = integrations.get(self._cast.integration).group_id
        others = integrations.named("Coursera") or [
            integrations.add("Coursera", group_id=group, author_id=self._cast.connector_admin)
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
        if title in self._bystanders:
            raise FeatureMistake(f"there is a course {title!r} already; choose another title")
        group = self._platform.integrations.get(self._cast.integration).group_id
        course = self._platform.courses.add(
            title, author_id=self._cast.connector_admin, group_id=group, external=external
        )
        self._platform.groups.add_to_catalog(group, course.id)
        self._platform.groups.add_to_library(group, course.id)
        self._bystanders[title] = course.id
