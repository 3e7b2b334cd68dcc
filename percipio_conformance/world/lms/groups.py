"""Groups: what people put into their catalogs by hand, and who sees what."""

from __future__ import annotations

from typing import Literal

from fake_lms.platform import Platform
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.personas import Personas

Place = Literal["catalog", "library"]


class Groups:
    """The groups of the platform, called by their names."""

    def __init__(self, platform: Platform, cast: Personas, content: SyncedCourses) -> None:
        self._platform = platform
        self._cast = cast
        self._content = content

    def add(self, name: str, *, below: str, public: bool) -> None:
        """A further group below one there is."""
        made = self._platform.groups.add(name, parent=self.id_of(below), public=public)
        self._cast.groups[name] = made.id

    def id_of(self, name: str) -> str:
        return self._cast.groups[name]

    def put(self, title: str, place: Place, group: str) -> None:
        """Somebody with the right to do so adds the course by hand."""
        add = {
            "catalog": self._platform.groups.add_to_catalog,
            "library": self._platform.groups.add_to_library,
        }[place]
        add(self.id_of(group), self._content.course_of(title).id)

    def take_out(self, title: str, place: Place, group: str) -> None:
        """Somebody with the right to do so removes the course by hand.

        Raises:
            Mismatch: it is not there.
        """
        present = {
            "catalog": self._content.is_in_catalog,
            "library": self._content.is_in_library,
        }[place]
        if not present(title, group):
            raise ExpectationFailed(
                f"{title!r} and the {place} of {group}", expected="in it", seen="not"
            )
        remove = {
            "catalog": self._platform.groups.remove_from_catalog,
            "library": self._platform.groups.remove_from_library,
        }[place]
        remove(self.id_of(group), self._content.course_of(title).id)

    def learners_see(self, group: str, title: str) -> bool:
        """Whether somebody who is a learner of this group alone finds the course."""
        visible = {each.id for each in self._platform.visible_courses(self._learner_of(group))}
        return self._content.course_of(title).id in visible

    def _learner_of(self, group: str) -> str:
        name = f"Learner of {group}"
        if name not in self._cast.users:
            self._cast.users[name] = self._platform.users.add(
                name, username=name, roles={self.id_of(group): "learner"}
            ).id
        return self._cast.users[name]
