"""A model of the article's requirements for content.

It is independent of how a connector works: no pages, batches or fingerprints. It is derived
from the clauses (C012, C018 to C030, C038 to C039, C088 to C093, C133 to C148) and from readings,
and shares no code with the reference connector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from percipio_conformance.stateful import catalog_actions as actions
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.catalog_checks import (
    AREAS,
    MANUAL_TAGS,
    course_is,
    tags_are,
    title_is,
)
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.postcondition import Postcondition

ArchivedBy = Literal["status", "filter", "hand"]

KINDS = {"course": "course", "book": "book", "audiobook": "audiobook", "lab": "linked content"}
"""Kinds of items, and their names in the filter."""
LANGUAGES = ("English", "French", "Japanese")
MOST_ITEMS = 6


@dataclass
class Item:
    """An item of Percipio. ``offered`` is False while the item is missing from the catalog."""

    title: str
    kind: str
    language: str
    areas: tuple[str, ...]
    active: bool = True
    offered: bool = True


@dataclass
class Course:
    """The course that 360Learning should show for it."""

    title: str
    kind: str
    language: str
    synced_tags: frozenset[str]
    archived_by: ArchivedBy | None = None
    hand_tags: set[str] = field(default_factory=set)
    restored_from: ArchivedBy | None = None
    """The reason for which it was archived before it was restored."""
    tags_are_known: bool = True
    """False while no clause determines the state of the synchronized tags."""

    @property
    def tags(self) -> frozenset[str]:
        return self.synced_tags | self.hand_tags


class CatalogModel:
    """Items and courses, by the first title of the item."""

    def __init__(self, assumptions: Assumptions) -> None:
        self._assumptions = assumptions
        self.items: dict[str, Item] = {}
        self.courses: dict[str, Course] = {}
        self.languages: frozenset[str] = frozenset()
        self.types: frozenset[str] = frozenset()
        self.tags_on = False
        self._tags_were_on = False
        self._relies_on: set[str] = set()
        self._just_saved = False
        """True if a filter was saved after the last run."""

    def allows(self, action: Action) -> bool:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if not self._assumptions.admit(action):
            return False
        match action:
            case actions.Offers(item, kind):
                by_type = self._assumptions.profile.reading("A-TYPES") == "by-percipio-type"
                return item not in self.items and (kind != "lab" or by_type)
            case actions.Renames(item, title):
                return self._is_offered(item) and all(
                    title not in (name, each.title) for name, each in self.items.items()
                )
            case actions.Files(item) | actions.Drops(item):
                return self._is_offered(item)
            case actions.Retires(item):
                return self._is_offered(item) and self.items[item].active
            case actions.Reactivates(item):
                return self._is_offered(item) and not self.items[item].active
            case actions.BringsBack(item):
                return item in self.items and not self.items[item].offered
            case actions.SwitchesTags(on):
                return on != self.tags_on
            case actions.TagsByHand(item) | actions.ArchivesByHand(item):
                return item in self.courses and self.courses[item].archived_by is None
        return True

    def apply(self, action: Action) -> None:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        match action:
            case actions.Offers(item, kind, language, areas):
                self.items[item] = Item(item, kind, language, areas)
            case actions.Renames(item, title):
                self.items[item].title = title
            case actions.Files(item, areas):
                if item in self.courses and self.courses[item].synced_tags - set(areas):
                    self._relies_on.add("A-TAGWHEN")
                self.items[item].areas = areas
            case actions.Retires(item) | actions.Reactivates(item):
                self.items[item].active = isinstance(action, actions.Reactivates)
            case actions.Drops(item) | actions.BringsBack(item):
                self.items[item].offered = isinstance(action, actions.BringsBack)
            case actions.SavesLanguages(languages):
                self.languages = frozenset(languages)
                self._archive_what_is_left_out()
            case actions.SavesTypes(types):
                self.types = frozenset(types)
                self._archive_what_is_left_out()
            case actions.SwitchesTags(on):
                self.tags_on = on
            case actions.TagsByHand(item, tag):
                if tag in self.courses[item].synced_tags:
                    self._relies_on.add("A-TAGSAME")
                self.courses[item].hand_tags.add(tag)
            case actions.ArchivesByHand(item):
                self.courses[item].archived_by = "hand"
            case DayPasses():
                self._run()

    def propose(self, draw: Random) -> Action:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        # Most faults appear only after several runs, so days pass more often than other actions.
        if draw.random() < 0.3:
            return DayPasses()
        new = f"Item {len(self.items) + 1}"
        if not self.items or (len(self.items) < MOST_ITEMS and draw.random() < 0.2):
            areas = tuple(sorted(draw.sample(AREAS, draw.randint(0, 2))))
            return actions.Offers(new, draw.choice(tuple(KINDS)), draw.choice(LANGUAGES), areas)
        item = draw.choice(tuple(self.items))
        some_areas = tuple(sorted(draw.sample(AREAS, draw.randint(0, len(AREAS)))))
        some_languages = tuple(sorted(draw.sample(LANGUAGES, draw.randint(0, 2))))
        some_types = tuple(sorted(draw.sample(tuple(KINDS.values()), draw.randint(0, 2))))
        return draw.choice(
            (
                actions.Renames(item, f"{self.items[item].title}, revised"),
                actions.Files(item, some_areas),
                actions.Retires(item),
                actions.Reactivates(item),
                actions.Drops(item),
                actions.BringsBack(item),
                actions.SavesLanguages(some_languages),
                actions.SavesTypes(some_types),
                actions.SwitchesTags(not self.tags_on),
                actions.TagsByHand(item, draw.choice(MANUAL_TAGS)),
                actions.ArchivesByHand(item),
                ConnectorRestarts(),
            )
        )

    def postconditions(self) -> Iterator[Postcondition]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        for name, item in self.items.items():
            course = self.courses.get(name)
            if course is None:
                yield course_is(name, "no", item.kind, _why_none(item))
                continue
            archived = course.archived_by
            status = "one active" if archived is None else "one archived"
            yield course_is(
                name, status, item.kind, _why(course, item, just_saved=self._just_saved)
            )
            if archived is None:
                yield title_is(name, course.title)
            if course.tags_are_known and "tags" in self._assumptions.capabilities:
                yield tags_are(
                    name,
                    course.tags,
                    by_hand=frozenset(course.hand_tags),
                    switched={True: "on", False: "off"}[self.tags_on],
                    ever_on=self._tags_were_on,
                )

    @property
    def relies_on(self) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return frozenset(self._relies_on)

    def _run(self) -> None:
        """The daily run."""
        self._just_saved = False
        self._tags_were_on = self._tags_were_on or self.tags_on
        for name, item in self.items.items():
            if item.offered:
                self._meet(name, item)
        for name, course in self.courses.items():
            course.tags_are_known = self.items[name].offered and course.archived_by is None

    def _meet(self, name: str, item: Item) -> None:
        course = self.courses.get(name)
        wanted = self._lets_through(item.language, item.kind)
        if course is None:
            if item.active and wanted:
                self.courses[name] = Course(item.title, item.kind, item.language, self._tags(item))
        elif not item.active or not wanted:
            if course.archived_by is None:
                course.archived_by = "filter" if item.active else "status"
                if not item.active:
                    self._relies_on.add("A-STATUS")
        else:
            course.title, course.kind, course.language = item.title, item.kind, item.language
            course.synced_tags = self._tags(item)
            # No run restores a course that a person archived (A-UNARCHIVE).
            if course.archived_by in ("hand", "filter"):
                self._relies_on.add("A-UNARCHIVE")
            if course.archived_by in ("status", "filter"):
                course.restored_from, course.archived_by = course.archived_by, None

    def _archive_what_is_left_out(self) -> None:
        """Archive at once the courses that no longer match; change nothing else (C133, C134)."""
        self._just_saved = True
        for name, course in self.courses.items():
            if course.archived_by is None and not self._lets_through(course.language, course.kind):
                course.archived_by = "filter"
                if not self.items[name].offered:
                    self._relies_on.add("A-ABSENT")

    def _lets_through(self, language: str, kind: str) -> bool:
        return (not self.languages or language in self.languages) and (
            not self.types or KINDS[kind] in self.types
        )

    def _tags(self, item: Item) -> frozenset[str]:
        return frozenset(item.areas) if self.tags_on else frozenset()

    def _is_offered(self, item: str) -> bool:
        return item in self.items and self.items[item].offered


def _why_none(item: Item) -> str:
    """The clause that requires the item to have no course."""
    return "C136" if item.active and item.offered else "C038"


def _why(course: Course, item: Item, *, just_saved: bool) -> str:
    """The clause that requires the present state of a course."""
    match course.archived_by:
        case "filter":
            return "C133" if just_saved else "C136"
        case "status":
            return "C030"
        case "hand":
            return "C136"
        case None if just_saved:
            return "C134"
        case None if not item.offered:
            return "C039"
        case None:
            # If the last value is removed, or one is added, all matching items are included again.
            return "C137" if course.restored_from == "filter" else "C030"
