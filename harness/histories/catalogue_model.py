"""The article's promises about content, as a model that fits on two pages.

It knows nothing of how a connector works: no pages, no batches, no fingerprints. It is written
from the clauses (C012, C027, C030, C038 to C039, C088 to C093, C133 to C141) and our picks, and
shares no code with the reference connector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ArchivedBy = Literal["status", "filter", "hand"]


@dataclass
class Item:
    """What Percipio offers. ``offered`` is False while the item is missing from the catalogue."""

    title: str
    kind: str
    locale: str
    areas: tuple[str, ...]
    active: bool = True
    offered: bool = True


@dataclass
class Course:
    """What 360Learning should show of it."""

    title: str
    kind: str
    locale: str
    synced_tags: frozenset[str]
    archived_by: ArchivedBy | None = None
    hand_tags: set[str] = field(default_factory=set)
    tags_are_known: bool = True
    """False while nobody promises what became of the synchronized tags."""

    @property
    def tags(self) -> frozenset[str]:
        return self.synced_tags | self.hand_tags


class CatalogueModel:
    """Items and courses by a key of the history's own."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.courses: dict[str, Course] = {}
        self.locales: frozenset[str] = frozenset()
        self.kinds: frozenset[str] = frozenset()
        self.tags_on = False

    def save_filters(self, locales: frozenset[str], kinds: frozenset[str]) -> None:
        """What no longer matches is archived at once; nothing else happens (C133, C134)."""
        self.locales, self.kinds = locales, kinds
        for course in self.courses.values():
            if course.archived_by is None and not self._lets_through(course.locale, course.kind):
                course.archived_by = "filter"

    def run(self) -> None:
        """The daily run."""
        for key, item in self.items.items():
            if item.offered:
                self._meet(key, item)
        for key, course in self.courses.items():
            item = self.items[key]
            course.tags_are_known = item.offered and course.archived_by is None

    def shown(self) -> dict[str, Course]:
        """The courses that people see."""
        return {key: each for key, each in self.courses.items() if each.archived_by is None}

    def _meet(self, key: str, item: Item) -> None:
        course = self.courses.get(key)
        wanted = self._lets_through(item.locale, item.kind)
        if course is None:
            if item.active and wanted:
                self.courses[key] = Course(item.title, item.kind, item.locale, self._tags(item))
        elif not item.active or not wanted:
            if course.archived_by is None:
                course.archived_by = "filter" if item.active else "status"
        else:
            course.title, course.kind, course.locale = item.title, item.kind, item.locale
            course.synced_tags = self._tags(item)
            # What a person archived, no run brings back (A-UNARCHIVE).
            if course.archived_by != "hand":
                course.archived_by = None

    def _lets_through(self, locale: str, kind: str) -> bool:
        return (not self.locales or locale in self.locales) and (
            not self.kinds or kind in self.kinds
        )

    def _tags(self, item: Item) -> frozenset[str]:
        return frozenset(item.areas) if self.tags_on else frozenset()
