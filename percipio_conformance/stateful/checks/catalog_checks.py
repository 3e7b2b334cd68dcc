"""Postconditions of the catalog domain, and the clause that each one checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from unicodedata import normalize

from percipio_conformance.core.text import join_and
from percipio_conformance.spec.schema_fields import Property
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.kinds import FIRST_SEEN, KINDS
from percipio_conformance.world.languages import LANGUAGES
from percipio_conformance.world.lms.groups import Place
from percipio_conformance.world.personas import ACADEMY
from percipio_conformance.world.world import World

AREAS = ("Leadership", "Data", "Design")
SUBJECTS = ("Agile & Lean", "Führung", "data")
"""One of them differs from an area by its case only (A-TAGNAME)."""

MANUAL_TAGS = ("Mandatory", "Leadership")
"""A tag that Percipio never uses, and one that is also an area."""

STATUS = {"published": "one active", "archived": "one archived"}


def course_is(item: str, number: str, kind: str, why: str) -> Postcondition:
    """The item has ``no``, ``one active`` or ``one archived`` course.

    ``number`` is the number and status in words; ``why`` is the clause that requires it.
    """

    def see(world: World) -> object:
        found = world.lms.courses.courses_of(item)
        if len(found) > 1:
            return f"{len(found)} courses"
        return _course(STATUS.get(found[0].status, found[0].status) if found else "no")

    def blame(actual: object) -> str:
        if actual == _course("no"):
            return FIRST_SEEN[KINDS[kind]]
        return why if str(actual).endswith(" course") else "C029"

    then = (f'360Learning has {number} course for "{item}"',)
    what = f'what 360Learning has for "{item}"'
    return Postcondition("the course", what, then, _course(number), see, blame)


def title_is(item: str, title: str) -> Postcondition:
    """The course of the item is shown under the title (C030).

    Combined characters may be written in either way: people see no difference.
    """

    def see(world: World) -> object:
        return normalize("NFC", world.lms.courses.course_of(item).name)

    then = (f'360Learning shows "{title}"',)
    return Postcondition(
        "the title",
        f'the title of "{item}"',
        then,
        normalize("NFC", title),
        see,
        blame=lambda actual: "C030",
    )


def is_not_shown(item: str, why: str) -> Postcondition:
    """No active course of the item is shown; ``why`` is the clause that requires it."""

    def see(world: World) -> object:
        active = [each for each in world.lms.courses.courses_of(item) if each.status == "published"]
        return f"{len(active)} active courses" if active else "no active course"

    then = (f'360Learning does not show "{item}"',)
    what = f'what 360Learning shows for "{item}"'
    return Postcondition("what is shown", what, then, "no active course", see, lambda actual: why)


def numbered_are(shown: int, why: str) -> Postcondition:
    """So many of the courses that differ in a number alone are active, all of them or none;
    ``why`` is the clause for it."""

    def see(world: World) -> object:
        return world.lms.courses.numbered_shown()

    then = (f"360Learning shows {shown} numbered courses",)
    return Postcondition(
        "numbered courses",
        "the number of numbered courses shown",
        then,
        shown,
        see,
        blame=lambda actual: "C028" if why == "C030" and actual else why,
    )


def translations_are(item: str, languages: tuple[str, ...]) -> Postcondition:
    """The course of the item is translated into these languages (C041, C045)."""

    def see(world: World) -> object:
        return ", ".join(sorted(world.languages.translated_into(item))) or "none"

    expected = ", ".join(sorted(LANGUAGES[each].code for each in languages)) or "none"
    then = f'"{item}" is translated into {join_and(languages)}' if languages else ""
    return Postcondition(
        "the translations",
        f'the languages that "{item}" is translated into',
        (then or f'"{item}" is not translated',),
        expected,
        see,
        blame=lambda actual: "C045" if languages else "C041",
    )


def property_is(item: str, name: Property, expected: str) -> Postcondition:
    """The course of the item shows this value (C030); see ``SyncedCourses.property_of``."""

    def see(world: World) -> object:
        return normalize("NFC", world.lms.courses.property_of(item, name))

    then = (f'the course of "{item}" shows:', "| property | value |", f"| {name} | {expected} |")
    what = f'the {name} of "{item}"'
    seen = normalize("NFC", expected)
    return Postcondition(f"the {name}", what, then, seen, see, lambda actual: "C030")


def translated_title_is(item: str, language: str, title: str) -> Postcondition:
    """The course of the item has this title in the language (C043)."""

    def see(world: World) -> object:
        return world.languages.text_in_360learning(item, language, "title")

    then = (f'the {language} title of "{item}" matches Percipio',)
    what = f'the {language} title of "{item}"'
    return Postcondition("a translated title", what, then, title, see, lambda actual: "C043")


def place_is(item: str, place: Place, *, taken_out: bool) -> Postcondition:
    """The course of the item is in the catalog or library of the group (C032, C033), or no longer
    after a person has taken it out."""

    def see(world: World) -> object:
        courses = world.lms.courses
        look = courses.is_in_catalog if place == "catalog" else courses.is_in_library
        return "in it" if look(item, ACADEMY) else "not in it"

    absent = "not " if taken_out else ""
    then = (f'"{item}" is {absent}in the {place} of "{ACADEMY}"',)
    what = f'"{item}" and the {place} of {ACADEMY}'
    why = "C032" if place == "catalog" else "C033"
    return Postcondition("a place", what, then, f"{absent}in it", see, lambda actual: why)


def filters_are(languages: list[str], types: list[str]) -> Iterator[Postcondition]:
    """The saved filters hold these languages and types (C135); the settings are read once."""

    @cache
    def saved(world: World) -> Mapping[str, list[str]]:
        return world.settings()

    def holds(name: str, setting: str, chosen: list[str], values: list[str]) -> Postcondition:
        choice = f"the {name} {join_and(chosen)}" if chosen else f"no {name}"
        return Postcondition(
            f"the saved {name}",
            f"the {name} of the saved filter",
            (f"the saved filter holds {choice}",),
            sorted(values),
            see=lambda world: sorted(saved(world)[setting]),
            blame=lambda actual: "C135",
        )

    locales = [LANGUAGES[each].locale for each in languages]
    yield holds("languages", "languages", languages, locales)
    yield holds("types", "content_types", types, [each.replace(" ", "_") for each in types])


def tags_are(
    item: str, tags: frozenset[str], *, by_hand: frozenset[str], switched: str, ever_on: bool
) -> Postcondition:
    """The course of the item has these tags and no others.

    ``switched`` says whether tags synchronization is on, ``ever_on`` whether a run saw it on.
    """

    def see(world: World) -> object:
        return ", ".join(world.lms.manual_edits.tags_of(item)) or "none"

    def blame(actual: object) -> str:
        if not by_hand <= set(str(actual).split(", ")):
            return "C093"
        if switched == "on":
            return "C088"
        return "C092" if ever_on else "C090"

    names = ", ".join(sorted(tags))
    then = (
        f'"{item}" has exactly the tags "{names}"'
        if tags
        else f'"{item}" has none of the tags "{", ".join((*AREAS, *SUBJECTS))}"',
    )
    return Postcondition("the tags", f'the tags of "{item}"', then, names or "none", see, blame)


def _course(stands: str) -> str:
    return f"{stands} course"
