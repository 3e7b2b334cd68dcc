"""The synchronized content as 360Learning shows it."""

from __future__ import annotations

from fake_lms.content.course_model import Course
from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas

__all__ = ["Course", "SyncedCourses"]


class SyncedCourses:
    """Courses of the Skillsoft integration, and where they stand."""

    def __init__(self, platform: Platform, cast: Personas, offering: Catalog) -> None:
        self._platform = platform
        self._cast = cast
        self._offering = offering

    def courses(self) -> list[Course]:
        """Every course of the integration, archived ones too, but none of an imported catalog."""
        return [
            each
            for each in self._platform.courses.of_integration(self._cast.integration)
            if each.external is None or each.external.external_id not in self._offering.imported
        ]

    def missing(self) -> list[str]:
        """Titles that Percipio offers under a clear type and that nobody is shown."""
        shown = {
            each.external.external_id
            for each in self._platform.courses.of_integration(self._cast.integration)
            if each.external is not None and each.status == "published"
        }
        names = {each.name for each in self.shown()}
        return [
            title
            for key, title in self._offering.everything()
            if key not in shown and title not in names
        ]

    def shown(self) -> list[Course]:
        """Those that people see."""
        return [each for each in self.courses() if each.status == "published"]

    def courses_of(self, title: str) -> list[Course]:
        """The courses of the item that the scenario calls ``title``; a good connector makes one.

        The external id tells, for it is the item id; a connector that keeps a key of its own, and
        a second course under such a key, are found by the title.
        """
        key = self._offering.id_of(title)
        course = self._platform.courses.by_external_id(self._cast.integration, key)
        names = self._offering.names_of(title)
        found = [] if course is None else [course]
        return found + [
            each
            for each in self.courses()
            if each.name in names
            and (each.external is None or not self._offering.is_item(each.external.external_id))
        ]

    def course_of(self, title: str) -> Course:
        """The one course of that item.

        Raises:
            Mismatch: there is none, or more than one.
        """
        found = self.courses_of(title)
        if len(found) != 1:
            raise ExpectationFailed(f"courses of {title!r}", expected=1, seen=len(found))
        return found[0]

    def is_in_catalog(self, title: str, group: str) -> bool:
        """Whether the course stands in the group's own catalog."""
        held = self._platform.groups.catalog(self._group(group))
        return self.course_of(title).id in held

    def is_in_library(self, title: str, group: str) -> bool:
        """Whether the course stands in the group's library."""
        held = self._platform.groups.library(self._group(group))
        return self.course_of(title).id in held

    def paths(self) -> list[str]:
        """The names of all paths of the platform."""
        return sorted(path.name for path in self._platform.paths)

    def _group(self, name: str) -> str:
        return self._cast.groups[name]
