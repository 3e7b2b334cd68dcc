"""Groups: their members, the courses in their catalogs and libraries, and who sees them."""

from __future__ import annotations

from typing import Literal

from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.personas import Personas

Place = Literal["catalog", "library"]


class Groups:
    """The groups of the platform, by name."""

    def __init__(
        self, platform: Platform, personas: Personas, courses: SyncedCourses, users: Users
    ) -> None:
        self._platform = platform
        self._personas = personas
        self._courses = courses
        self._users = users

    def add_group(self, name: str, *, below: str, public: bool) -> None:
        """Add a group below an existing one."""
        made = self._platform.groups.add(name, parent=self.id_of(below), public=public)
        self._personas.groups[name] = made.id

    def id_of(self, name: str) -> str:
        return self._personas.groups[name]

    def add_course(self, title: str, place: Place, group: str) -> None:
        """Add the course to the catalog or library of the group."""
        add = {
            "catalog": self._platform.groups.add_to_catalog,
            "library": self._platform.groups.add_to_library,
        }[place]
        add(self.id_of(group), self._courses.course_of(title).id)

    def remove_course(self, title: str, place: Place, group: str) -> None:
        """Remove the course from the catalog or library of the group.

        Raises:
            ExpectationFailed: it is not there.
        """
        present = {
            "catalog": self._courses.is_in_catalog,
            "library": self._courses.is_in_library,
        }[place]
        if not present(title, group):
            raise ExpectationFailed(
                f"{title!r} and the {place} of {group}", expected="in it", actual="not"
            )
        remove = {
            "catalog": self._platform.groups.remove_from_catalog,
            "library": self._platform.groups.remove_from_library,
        }[place]
        remove(self.id_of(group), self._courses.course_of(title).id)

    def remove_member(self, learner: str, group: str) -> None:
        """End the learner's membership in the group."""
        self._platform.groups.revoke(self.id_of(group), self._users.id_of(learner), "learner")

    def learners_see(self, group: str, title: str) -> bool:
        """Whether a learner who is in this group only can find the course."""
        visible = {each.id for each in self._platform.visible_courses(self._learner_of(group))}
        return self._courses.course_of(title).id in visible

    def _learner_of(self, group: str) -> str:
        name = f"Learner of {group}"
        if name not in self._personas.users:
            self._personas.users[name] = self._platform.users.add(
                name, username=name, roles={self.id_of(group): "learner"}
            ).id
        return self._personas.users[name]
