"""Attempts to change a Skillsoft course in 360Learning's editor.

The courses here are put into 360Learning as an integration would, without the connector under
test: 360Learning alone decides who may use the editor.
"""

from __future__ import annotations

from typing import Any

from fake_lms.content.course_model import Course
from fake_lms.content.external_course_model import ExternalCourse, SourceInput
from fake_lms.core.errors import ForbiddenError
from fake_lms.people.groups import Role
from fake_lms.platform import Platform
from percipio_conformance.core.names import Names
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import ACADEMY, Personas

NEW_VALUES: dict[str, tuple[str, Any]] = {
    "title": ("name", "My Six Sigma"),
    "description": ("description", "<p>In my own words.</p>"),
    "picture": ("image_url", "https://pictures.example/mine.jpg"),
    "duration": ("duration", 15),
    "language": ("default_lang", "fr"),
    "link": ("launch_url", "https://elsewhere.example/course"),
    "type": ("content_type", "book"),
}
"""By the field of a feature: the field in 360Learning and its new value."""

ROLES: dict[str, tuple[str, Role]] = {
    "a group administrator": (ACADEMY, "admin"),
    "an editor of the group": (ACADEMY, "editor"),
    "a platform administrator": ("Acme", "admin"),
    "the owner of the platform": ("Acme", "owner"),
}
"""The roles that can edit ordinary courses, as can the main author: group and role."""

NOWHERE = "https://share.percipio.com/cd/Held00000001"
"""The link of a course without an item at Percipio."""

MAIN_AUTHOR = "the main author"
PEOPLE = (MAIN_AUTHOR, *ROLES)


class CourseEditor:
    """360Learning's editor, used by people of different roles."""

    def __init__(self, platform: Platform, personas: Personas, catalog: Catalog) -> None:
        self._platform = platform
        self._personas = personas
        self._catalog = catalog
        self._courses: Names[str] = Names("course", lacking="no step makes 360Learning have")

    def add_course(self, title: str) -> None:
        """Add a course of the Skillsoft integration, as a run would.

        It links to the item of that title, where Percipio offers one.
        """
        integration = self._platform.integrations.get(self._personas.integration)
        course = self._platform.external_courses.upsert(
            integration,
            ExternalCourse(
                default_lang="en",
                external_id=f"held/{title}",
                launch_url=self._catalog.link_of(title) or NOWHERE,
                name=title,
                sources=(SourceInput(name="Skillsoft"),),
                subjects=(),
                description="<p>What you will learn.</p>",
                duration=60,
                image_url="https://cdn2.percipio.com/public/b/held.jpg",
            ),
        )
        self._courses[title] = course.id

    def fields(self, title: str) -> dict[str, object]:
        """The values of the course, by the names of :data:`NEW_VALUES`."""
        course = self._course(title)
        return {
            field: getattr(course if hasattr(course, name) else course.external, name)
            for field, (name, _) in NEW_VALUES.items()
        }

    def try_change(self, person: str, field: str, title: str) -> bool:
        """Try to change a field; return whether the editor accepted it."""
        course = self._course(title)
        name, value = NEW_VALUES[field]
        try:
            self._platform.edit_course(course.id, self._user_id(person, course), **{name: value})
        except ForbiddenError:
            return False
        return True

    def _course(self, title: str) -> Course:
        return self._platform.courses.get(self._courses[title])

    def _user_id(self, person: str, course: Course) -> str:
        if person == MAIN_AUTHOR:
            return course.author_id
        if person not in self._personas.users:
            group, role = ROLES[person]
            self._personas.users[person] = self._platform.users.add(
                person, username=person, roles={self._personas.groups[group]: role}
            ).id
        return self._personas.users[person]
