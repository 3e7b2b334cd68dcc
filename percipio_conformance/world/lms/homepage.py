"""A learner's homepage in 360Learning, and its search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fake_lms.platform import Platform
from fake_lms.training.homepage import Homepage as HomepageContent
from percipio_conformance.world.lms.users import Users

SECTIONS: dict[str, Callable[[HomepageContent], Sequence[Any]]] = {
    "to do": lambda content: content.to_do,
    "in progress": lambda content: content.in_progress,
    "completed": lambda content: content.completed,
}
"""The sections of the homepage."""


class Homepage:
    """The homepages of people, by name."""

    def __init__(self, platform: Platform, users: Users) -> None:
        self._platform = platform
        self._users = users

    def section(self, learner: str, section: str) -> list[str]:
        """The titles in one of the :data:`SECTIONS`."""
        content = self._platform.training.homepage(self._users.id_of(learner))
        return [entry.name for entry in SECTIONS[section](content)]

    def search(self, text: str, person: str | None = None) -> list[str]:
        """The titles that a search finds.

        Args:
            person: who searches; None finds all courses, without regard to their groups.
        """
        if person is None:
            return [each.name for each in self._platform.courses.search(text)]
        found = self._platform.training.search(self._users.id_of(person), text)
        return [each.name for each in found]
