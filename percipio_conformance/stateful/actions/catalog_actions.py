"""Actions on the catalog: Percipio's items, the administrator's settings, manual changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from percipio_conformance.core.text import join_and
from percipio_conformance.stateful.actions import field_values
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.field_values import Fields
from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.lms.groups import Place
from percipio_conformance.world.personas import ACADEMY
from percipio_conformance.world.world import World


class Offers(Action, frozen=True):
    item: str
    kind: str
    language: str
    areas: tuple[str, ...]
    fields: Fields = ()

    @property
    def values(self) -> tuple[str, ...]:
        return field_values.listed(self.fields)

    def phrases(self) -> tuple[str, ...]:
        row = (self.kind, self.item, self.language, ", ".join(self.areas), "")
        head = ("kind", "title", "language", "areas", "subjects")
        table = (f"| {' | '.join(cells)} |" for cells in (head, row))
        return ("Percipio offers:", *table, *field_values.phrases(f'"{self.item}"', self.fields))

    def perform(self, world: World) -> None:
        locale = LANGUAGES[self.language].locale
        world.percipio.catalog.offer(
            self.item, self.kind, locale=locale, areas=self.areas, subjects=()
        )
        if self.fields:
            values = field_values.decoded(self.fields)
            world.percipio.catalog_changes.set_fields(self.item, values)

    def simpler(self) -> Iterator[Action]:
        if self.areas:
            yield replace(self, areas=())
        if self.kind != "course":
            yield replace(self, kind="course")
        if self.language != "English":
            yield replace(self, language="English")
        for fields in field_values.fewer(self.fields):
            yield replace(self, fields=fields)


class OffersCourses(Action, frozen=True):
    """A few courses at once, all in English."""

    weight = 0.4
    count: ClassVar[int] = 3

    @property
    def title(self) -> str:
        """What they are called together."""
        return f"the {self.count} numbered courses"

    def phrases(self) -> tuple[str, ...]:
        return (f"Percipio offers {self.count} courses",)

    def perform(self, world: World) -> None:
        world.percipio.catalog.offer_numbered(self.count)


class OffersTwoPages(OffersCourses, frozen=True):
    """So many courses that a response cannot hold all of them."""

    count: ClassVar[int] = 1_010

    def simpler(self) -> Iterator[Action]:
        yield OffersCourses()


class Renames(Action, frozen=True):
    item: str
    title: str

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio renames "{self.item}" to "{self.title}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog.change(self.item, "title", self.title)


class SetsFields(Action, frozen=True):
    item: str
    fields: Fields

    @property
    def values(self) -> tuple[str, ...]:
        return field_values.listed(self.fields)

    def phrases(self) -> tuple[str, ...]:
        return field_values.phrases(f'"{self.item}"', self.fields)

    def perform(self, world: World) -> None:
        values = field_values.decoded(self.fields)
        world.percipio.catalog_changes.set_fields(self.item, values)

    def simpler(self) -> Iterator[Action]:
        for fields in field_values.fewer(self.fields):
            if fields:
                yield SetsFields(self.item, fields)


class Files(Action, frozen=True):
    """An item gets other areas and subjects."""

    item: str
    areas: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    needs = {"A-TAGWHEN": "dropped-tags-go"}  # noqa: RUF012 - never written to

    def phrases(self) -> tuple[str, ...]:
        return tuple(
            f'Percipio files "{self.item}" under '
            + (f'the {kind} "{", ".join(names)}"' if names else f"no {kind}")
            for kind, names in (("areas", self.areas), ("subjects", self.subjects))
        )

    def perform(self, world: World) -> None:
        filed = {"areas": list(self.areas), "subjects": list(self.subjects)}
        world.percipio.catalog_changes.set_fields(
            self.item, {f"associations.{kind}": names for kind, names in filed.items()}
        )

    def simpler(self) -> Iterator[Action]:
        for area in self.areas:
            rest = tuple(each for each in self.areas if each != area)
            yield Files(self.item, rest, self.subjects)
        for subject in self.subjects:
            rest = tuple(each for each in self.subjects if each != subject)
            yield Files(self.item, self.areas, rest)


class Retires(Action, frozen=True):
    item: str
    needs = {"A-STATUS": "archive"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio retires "{self.item}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog_changes.change_lifecycle(self.item, "Percipio retires")


class Reactivates(Action, frozen=True):
    item: str

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio reactivates "{self.item}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog_changes.change_lifecycle(self.item, "Percipio reactivates")


class Drops(Action, frozen=True):
    item: str
    needs = {"A-ABSENT": "filter-wins"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio drops "{self.item}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog_changes.remove(self.item)


class BringsBack(Action, frozen=True):
    item: str

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio brings back "{self.item}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog_changes.restore(self.item)


class ChangesType(Action, frozen=True):
    item: str
    needs = {"A-TYPES": "by-percipio-type"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio gives a new type to "{self.item}"',)

    def perform(self, world: World) -> None:
        world.percipio.catalog_changes.change_lifecycle(self.item, "Percipio gives a new type to")


class GetsActivityId(Action, frozen=True):
    """Statements about the item have another activity ID from now on.

    That an activity ID changes is not documented, so a connector that keeps the old one is warned.
    """

    weight = 0.4
    level = "derived"
    item: str

    def phrases(self) -> tuple[str, ...]:
        return (f'Percipio gives a new activity ID to "{self.item}"',)

    def perform(self, world: World) -> None:
        change = "Percipio gives a new activity ID to"
        world.percipio.catalog_changes.change_lifecycle(self.item, change)


class SavesLanguages(Action, frozen=True):
    languages: tuple[str, ...]
    wait = "minutes"
    needs = {"A-UNARCHIVE": "restored-next-run"}  # noqa: RUF012
    capability = "filters"

    def phrases(self) -> tuple[str, ...]:
        choice = f"the languages {join_and(self.languages)}" if self.languages else "no languages"
        return (f"the administrator saves {choice}",)

    def perform(self, world: World) -> None:
        world.lms.setup.change_settings(
            languages=[LANGUAGES[each].locale for each in self.languages]
        )

    def simpler(self) -> Iterator[Action]:
        for language in self.languages:
            yield SavesLanguages(tuple(each for each in self.languages if each != language))


class SavesTypes(Action, frozen=True):
    types: tuple[str, ...]
    wait = "minutes"
    needs = {"A-UNARCHIVE": "restored-next-run", "A-TYPES": "by-percipio-type"}  # noqa: RUF012
    capability = "filters"

    def phrases(self) -> tuple[str, ...]:
        choice = f"the types {join_and(self.types)}" if self.types else "no types"
        return (f"the administrator saves {choice}",)

    def perform(self, world: World) -> None:
        world.lms.setup.change_settings(
            content_types=[each.replace(" ", "_") for each in self.types]
        )

    def simpler(self) -> Iterator[Action]:
        for kind in self.types:
            yield SavesTypes(tuple(each for each in self.types if each != kind))


FILTERS = (SavesLanguages, SavesTypes)
"""The actions that save a filter."""


class SwitchesTags(Action, frozen=True):
    on: bool
    capability = "tags"

    def phrases(self) -> tuple[str, ...]:
        return (f"tags synchronization is switched {'on' if self.on else 'off'}",)

    def perform(self, world: World) -> None:
        world.lms.setup.change_settings(tags_synchronization=self.on)


class TagsByHand(Action, frozen=True):
    item: str
    tag: str
    needs = {"A-TAGSAME": "stays"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'Carol tags "{self.item}" with "{self.tag}"',)

    def perform(self, world: World) -> None:
        world.lms.manual_edits.tag(self.item, self.tag)


class TakesOut(Action, frozen=True):
    """Somebody takes the course out of the catalog or library of the integration's group."""

    item: str
    place: Place
    needs = {"A-READD": "at-creation"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'somebody takes "{self.item}" out of the {self.place} of "{ACADEMY}"',)

    def perform(self, world: World) -> None:
        world.lms.groups.remove_course(self.item, self.place, ACADEMY)


class ArchivesByHand(Action, frozen=True):
    item: str

    def phrases(self) -> tuple[str, ...]:
        return (f'Carol archives "{self.item}"',)

    def perform(self, world: World) -> None:
        world.lms.manual_edits.archive(self.item)
