"""The synchronized courses as 360Learning shows them."""

from __future__ import annotations

from fake_lms.content.course_model import Course
from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.core.text import plain_text, plural
from percipio_conformance.spec.schema_fields import Property
from percipio_conformance.world.percipio.catalog import NUMBERED, Catalog
from percipio_conformance.world.personas import Personas

__all__ = ["Course", "SyncedCourses"]


class SyncedCourses:
    """The courses of the Skillsoft integration, and their places."""

    def __init__(self, platform: Platform, personas: Personas, catalog: Catalog) -> None:
        self._platform = platform
        self._personas = personas
        self._catalog = catalog

    def courses(self) -> list[Course]:
        """Every course of the integration, including archived ones, without an imported catalog."""
        return [
            each
            for each in self._platform.courses.of_integration(self._personas.integration)
            if each.external is None or each.external.external_id not in self._catalog.imported
        ]

    def missing(self) -> list[str]:
        """Titles of a type in CLEAR_TYPES that Percipio offers and 360Learning does not show."""
        shown = {
            each.external.external_id
            for each in self._platform.courses.of_integration(self._personas.integration)
            if each.external is not None and each.status == "published"
        }
        names = {each.name for each in self.shown()}
        return [
            title
            for key, title in self._catalog.active_items()
            if key not in shown and title not in names
        ]

    def shown(self) -> list[Course]:
        """The published ones."""
        return [each for each in self.courses() if each.status == "published"]

    def numbered_shown(self) -> int:
        """How many of the courses that differ in a number alone are published."""
        return sum(NUMBERED.fullmatch(each.name) is not None for each in self.shown())

    def courses_of(self, title: str) -> list[Course]:
        """The courses of the item that the scenario calls ``title``; there should be one.

        The external id is the item id. Where a connector uses another key, the title decides.
        """
        key = self._catalog.id_of(title)
        course = self._platform.courses.by_external_id(self._personas.integration, key)
        names = self._catalog.names_of(title)
        found = [] if course is None else [course]
        return found + [
            each
            for each in self.courses()
            if each.name in names
            and (each.external is None or not self._catalog.is_item(each.external.external_id))
        ]

    def course_of(self, title: str) -> Course:
        """The one course of that item.

        Raises:
            ExpectationFailed: there is none, or more than one.
        """
        found = self.courses_of(title)
        if len(found) != 1:
            raise ExpectationFailed(f"courses of {title!r}", expected=1, actual=len(found))
        return found[0]

    def property_of(self, title: str, name: Property) -> str:
        """What the course shows: a description without markup, ``90 minutes``, an address.

        Empty if the course has no such property.

        Raises:
            ExpectationFailed: the item does not have exactly one course.
        """
        course = self.course_of(title)
        match name:
            case "description":
                return plain_text(course.description or "")
            case "duration":
                return plural(course.duration, "minute") if course.duration else ""
            case "picture":
                return course.image_url or ""
            case "address":
                return course.external.launch_url if course.external is not None else ""

    def is_in_catalog(self, title: str, group: str) -> bool:
        """Whether the course is in the group's own catalog."""
        held = self._platform.groups.catalog(self._group(group))
        return self.course_of(title).id in held

    def is_in_library(self, title: str, group: str) -> bool:
        """Whether the course is in the group's library."""
        held = self._platform.groups.library(self._group(group))
        return self.course_of(title).id in held

    def paths(self) -> list[str]:
        """The names of all paths of the platform."""
        return sorted(path.name for path in self._platform.paths)

    def _group(self, name: str) -> str:
        return self._personas.groups[name]
