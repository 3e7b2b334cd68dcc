"""A model of the article's requirements for content.

It is independent of how a connector works: no pages, batches or fingerprints. It is derived
from the clauses (C012, C018 to C030, C038 to C045, C088 to C093, C133 to C148, D05) and from
readings, and shares no code with the reference connector.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from random import Random

from percipio_conformance.stateful.actions import catalog_actions as actions
from percipio_conformance.stateful.actions import language_actions as languages
from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.features import Feature
from percipio_conformance.stateful.kinds import KINDS
from percipio_conformance.stateful.models.catalog_expectations import expectations
from percipio_conformance.stateful.models.catalog_features import catalog_features
from percipio_conformance.stateful.models.catalog_preconditions import is_possible
from percipio_conformance.stateful.models.catalog_proposals import propose
from percipio_conformance.stateful.models.catalog_state import (
    CHANGED_KIND,
    MOST_OF_A_PAGE,
    Course,
    Item,
)


class CatalogModel:
    """Items and courses, by the first title of the item."""

    def __init__(self, assumptions: Assumptions) -> None:
        self.assumptions = assumptions
        self.items: dict[str, Item] = {}
        self.courses: dict[str, Course] = {}
        self.languages: frozenset[str] = frozenset()
        self.types: frozenset[str] = frozenset()
        self.filters_were_saved = False
        self.tags_on: bool = False
        self.tags_were_on = False
        self.globalization_on: bool = False
        self.globalization_was_on = False
        """True if a run saw it on, or may have seen it."""
        self._open: set[str] = set()
        """Items of which no clause says what becomes of their courses."""
        self._relies_on: set[str] = set()
        self.just_saved = False
        """True if a filter was saved after the last run."""
        self.last_changed: str | None = None
        """The item of the last action on one."""

    def allows(self, action: Action) -> bool:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if not self.assumptions.admit(action):
            return False
        return is_possible(self, action)

    def apply(self, action: Action) -> None:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        self.do(action)
        if isinstance(action, DayPasses):
            self.run()

    def do(self, action: Action) -> None:
        """Update the state for the action, without the time that passes after it."""
        self._do(action)
        self.last_changed = getattr(action, "item", self.last_changed)
        for name, item in self.items.items():
            item.stays = item.stays and self.certainly_stays(name)

    def _do(self, action: Action) -> None:
        match action:
            case actions.Offers(item, kind, language, areas, fields):
                self.items[item] = Item(item, kind, (language,), areas, values=dict(fields))
            case actions.OffersCourses():
                self.items[action.title] = Item(
                    action.title, "course", ("English",), (), count=action.count
                )
            case languages.OffersInLanguages(item, spoken):
                self.items[item] = Item(item, "channel", spoken, (), has_known_areas=False)
            case languages.AddsLanguage(item, language):
                self.items[item].languages += (language,)
            case languages.AddsVersion(item, language):
                self.items[action.version] = Item(
                    action.version,
                    "course",
                    (language,),
                    (),
                    has_known_areas=False,
                    version_of=item,
                )
            case languages.LeavesItsGroup(item):
                main = self.items[item].version_of
                assert main is not None
                self.items[main].lost = True
                self.items[item].version_of = None
            case actions.Renames(item, title):
                self.items[item].title = title
            case actions.SetsFields(item, fields):
                self.items[item].values |= dict(fields)
            case actions.TakesOut(item, place):
                self.courses[item].taken_out.add(place)
                self._relies_on.add("A-READD")
            case languages.CorrectsLanguage(item, language):
                self.items[item].corrected |= {language}
            case actions.Files(item, areas, subjects):
                if item in self.courses and self.courses[item].synced_tags - {*areas, *subjects}:
                    self._relies_on.add("A-TAGWHEN")
                if len({each.casefold() for each in (*areas, *subjects)}) < len(areas) + len(
                    subjects
                ):
                    self._relies_on.add("A-TAGNAME")
                self.items[item].areas, self.items[item].subjects = areas, subjects
                self.items[item].has_known_areas = True
            case actions.GetsActivityId(item):
                self.items[item].has_new_activity_id = True
            case actions.ChangesType(item):
                self.items[item].kind = CHANGED_KIND
            case actions.Retires(item) | actions.Reactivates(item):
                self.items[item].active = isinstance(action, actions.Reactivates)
                self.items[item].is_back = self.items[item].active
            case actions.Drops(item) | actions.BringsBack(item):
                self.items[item].offered = isinstance(action, actions.BringsBack)
                self.items[item].is_back = self.items[item].offered
            case actions.SavesLanguages(chosen):
                self.languages = frozenset(chosen)
                self._archive_what_is_left_out()
            case actions.SavesTypes(types):
                self.types = frozenset(types)
                self._archive_what_is_left_out()
            case actions.SwitchesTags(on):
                self.tags_on = on
            case languages.SwitchesGlobalization(on):
                self.globalization_on = on
                if not on and self.globalization_was_on:
                    # No clause says what becomes of translations that are there.
                    self.forget_translations()
            case actions.TagsByHand(item, tag):
                if tag in self.courses[item].synced_tags:
                    self._relies_on.add("A-TAGSAME")
                self.courses[item].hand_tags.add(tag)
            case actions.ArchivesByHand(item):
                self.courses[item].archived_by = "hand"

    def run(self) -> None:
        """The daily run."""
        self.just_saved = False
        self.tags_were_on = self.tags_were_on or self.tags_on
        self.globalization_was_on = self.globalization_was_on or self.globalization_on
        self._open |= set(self._joined_otherwise())
        for name, item in self.items.items():
            if item.offered:
                item.settled, item.stays = name not in self._open, False
                item.read_in_part = item.is_back = False
                if item.settled:
                    self._meet(name, item)
        for name, course in self.courses.items():
            item = self.items[name]
            if item.offered and course.archived_by is None:
                item.has_new_activity_id = False
            wanted = self.lets_through(course.languages, course.kind)
            if not item.offered and course.archived_by == "filter" and wanted:
                # No clause says whether a run restores the course of an item that it did not read.
                item.settled = False
            if not item.offered and self.globalization_on and not course.translations:
                # Nor whether it translates such a course.
                course.translations = None
            if course.archived_by is None:
                course.excluded_while_created = False
            has_known_areas = (
                item.has_known_areas
                and not item.lost
                and item.version_of is None
                and self.content_languages(name) == item.languages
            )
            course.tags_are_known = item.offered and course.archived_by is None and has_known_areas
        if self.globalization_was_on and not self.globalization_on:
            self.forget_translations()

    def depend_on(self, ambiguity: str) -> None:
        """From now on the state depends on the interpretation of the ambiguity."""
        self._relies_on.add(ambiguity)

    def duplicate(self) -> CatalogModel:
        """A model in the same state, which changes independently."""
        other = copy(self)
        other.items = {name: each.duplicate() for name, each in self.items.items()}
        other.courses = {name: each.duplicate() for name, each in self.courses.items()}
        other._open, other._relies_on = set(self._open), set(self._relies_on)
        return other

    def propose(self, draw: Random) -> Action:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return propose(self, draw)

    def postconditions(self) -> Iterator[Postcondition]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return expectations(self)

    def features(self) -> Iterator[Feature]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return catalog_features(self)

    def relies_on(self, kind: str) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return frozenset(self._relies_on)

    def is_open(self, item: str) -> bool:
        """True if no clause says what becomes of the item's course."""
        return item in self._open

    def is_offered(self, item: str) -> bool:
        """True if Percipio returns the item, it is one item, and no version of another one."""
        known = self.items.get(item)
        return known is not None and known.offered and known.version_of is None and known.count == 1

    def is_part(self, name: str) -> bool:
        """True if the item is offered, and certainly a part of another item's active course."""
        item = self.items.get(name)
        if item is None or item.version_of is None:
            return False
        main, own = self.courses.get(item.version_of), self.courses.get(name)
        return (
            self.globalization_on
            and not item.is_away
            and item.settled
            and self.items[item.version_of].settled
            and (own is None or own.archived_by == "joined")
            and main is not None
            and main.archived_by is None
            and item.languages[0] in (main.translations or ())
        )

    @property
    def has_versions_away(self) -> bool:
        """True while a language version is retired or missing, and until the run after that."""
        return any(
            each.version_of is not None and (each.is_away or each.is_back)
            for each in self.items.values()
        )

    @property
    def has_two_pages(self) -> bool:
        """True if one response cannot hold the whole catalog."""
        return sum(each.count for each in self.items.values()) > MOST_OF_A_PAGE

    def certainly_stays(self, name: str) -> bool:
        """True if every run leaves the active course of the item active, also a partial one."""
        item, course = self.items[name], self.courses.get(name)
        return (
            course is not None
            and course.archived_by is None
            and item.version_of is None
            and name not in self._open
            and item.active
            and item.offered
            and self.lets_through(course.languages, course.kind)
            and self.lets_through(self.languages_of(name, item), item.kind)
        )

    def content_languages(self, name: str) -> tuple[str, ...]:
        """The languages of the item and of its language versions, its own first."""
        versions = (each for each in self.items.values() if each.version_of == name)
        return (*self.items[name].languages, *(each.languages[0] for each in versions))

    def _certain_languages(self, name: str) -> tuple[str, ...]:
        """The languages without those of versions that are away."""
        away = {
            each.languages[0]
            for each in self.items.values()
            if each.version_of == name and each.is_away
        }
        return tuple(each for each in self.content_languages(name) if each not in away)

    def languages_of(self, name: str, item: Item) -> tuple[str, ...]:
        return self.content_languages(name) if self.globalization_on else item.languages

    def _meet(self, name: str, item: Item) -> None:
        if item.version_of is not None and self.globalization_was_on:
            self._meet_version(name, item)
            return
        course = self.courses.get(name)
        spoken = self.languages_of(name, item)
        wanted = self.lets_through(spoken, item.kind)
        certain = self._certain_languages(name) if self.globalization_on else spoken
        if wanted != self.lets_through(certain, item.kind):
            # It is open whether the language of a version that is away still counts.
            self._open.add(name)
            item.settled = False
            return
        if course is None:
            if item.active and wanted:
                course = Course(item.title, item.kind, spoken, self._tags(item))
                course.values = dict(item.values)
                self.courses[name] = course
                self._translate(name, item, course)
        elif not item.active or not wanted:
            if course.archived_by is None:
                course.archived_by = "filter" if item.active else "status"
                if not item.active:
                    self._relies_on.add("A-STATUS")
        else:
            course.title, course.kind, course.languages = item.title, item.kind, spoken
            course.synced_tags, course.values = self._tags(item), dict(item.values)
            self._translate(name, item, course)
            # No run restores a course that a person archived (A-UNARCHIVE).
            if course.archived_by in ("hand", "filter"):
                self._relies_on.add("A-UNARCHIVE")
            if course.archived_by in ("status", "filter"):
                course.restored_from, course.archived_by = course.archived_by, None

    def _joined_otherwise(self) -> Iterator[str]:
        """The items of groups that are joined while only a version of theirs has a course: it is
        open which course they share."""
        for name, item in self.items.items():
            main, own = item.version_of, self.courses.get(name)
            if main is None or not self.globalization_on:
                continue
            may_stand_alone = item.may_have_course if own is None else own.archived_by != "joined"
            shared = self.courses.get(main)
            if may_stand_alone and (shared is None or shared.archived_by is not None):
                yield from (main, name)

    def _meet_version(self, name: str, item: Item) -> None:
        """A language version is part of the other item's course; without Globalization it is open
        what becomes of it."""
        item.settled = self.globalization_on and name not in self._open
        item.may_have_course = item.may_have_course or not self.globalization_on
        if name in self.courses:
            self.courses[name].archived_by = "joined"

    def _translate(self, name: str, item: Item, course: Course) -> None:
        if len(course.languages) > 1:
            self._relies_on |= {"A-MLFILTER"} if self.languages else set()
        course.corrected = None
        if self.globalization_on or not self.globalization_was_on:
            course.corrected = item.corrected
            course.translations = course.languages[1:] if self.globalization_on else ()
        if item.lost or self._certain_languages(name) != self.content_languages(name):
            # It is open whether a translation goes with its language (A-LANGSET).
            course.translations = None

    def forget_translations(self) -> None:
        for name, item in self.items.items():
            if item.version_of is not None or len(self.content_languages(name)) > 1:
                item.settled = False
            if name in self.courses:
                self.courses[name].translations = None

    def _archive_what_is_left_out(self) -> None:
        """Archive at once the courses that no longer match; change nothing else (C133, C134)."""
        self.just_saved = self.filters_were_saved = True
        for name, course in self.courses.items():
            if course.archived_by is None and not self.lets_through(course.languages, course.kind):
                course.archived_by = "filter"
                if not self.items[name].offered:
                    self._relies_on.add("A-ABSENT")

    def lets_through(self, spoken: tuple[str, ...], kind: str) -> bool:
        return (not self.languages or not self.languages.isdisjoint(spoken)) and (
            not self.types or KINDS[kind] in self.types
        )

    def _tags(self, item: Item) -> frozenset[str]:
        return frozenset((*item.areas, *item.subjects)) if self.tags_on else frozenset()
