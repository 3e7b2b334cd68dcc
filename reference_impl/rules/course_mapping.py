"""Map a catalog item to a 360Learning external course. Pure.

Field names and limits of the course are those of 360Learning's bulk upsert of external courses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import msgspec
from msgspec import UNSET, UnsetType

from reference_impl.rules.categories import Category
from reference_impl.rules.durations import read_seconds
from reference_impl.rules.items import Item, LocalizedMetadata
from reference_impl.rules.languages import language_of

PROVIDER = "Skillsoft"
"""The provider every synchronized course names (C079, A-PROVIDER)."""

FALLBACK_LANGUAGE = "en"
LONGEST_MINUTES = 100_000

# The API has no type for a benchmark; "course" is its default for an absent type.
_CONTENT_TYPES: dict[Category, str] = {
    "course": "course",
    "book": "book",
    "audiobook": "audiobook",
    "channel": "channel",
    "journey": "journey",
    "linked_content": "linkedContent",
    "assessment": "assessment",
    "benchmark": "assessment",
}
_DIFFICULTIES = {"BEGINNER": "beginner", "INTERMEDIATE": "intermediate", "EXPERT": "advanced"}


class Source(msgspec.Struct, frozen=True, gc=False):
    """The source of a course."""

    name: str


class TranslatedFields(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The fields of a translation in its language."""

    name: str
    description: str | UnsetType = UNSET


class Translation(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """One more language of a course (C043, C044)."""

    lang: str
    translated_fields: TranslatedFields


class ExternalCourse(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True):
    """One object of the bulk upsert; ``duration`` is in minutes."""

    default_lang: str
    external_id: str
    launch_url: str
    name: str
    sources: tuple[Source, ...]
    subjects: tuple[str, ...]
    author_id: str
    content_type: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    difficulty_level: str | UnsetType = UNSET
    duration: int | UnsetType = UNSET
    image_url: str | UnsetType = UNSET
    translations: tuple[Translation, ...] | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the integration that apply to every course."""

    author_id: str
    tags: bool
    translations: bool


@dataclass(frozen=True, slots=True)
class Mapped:
    """A course, and the data of the item that it could not include, one sentence each."""

    course: ExternalCourse
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unusable:
    """The reason why the item cannot become a course."""

    reason: str


# Durations repeat often, and parsing one costs as much as the rest of an item.
_seconds = lru_cache(maxsize=16_384)(read_seconds)


def identity(item: Item) -> str:
    """The course's external id: the item's id, even if title, code or link change (D08)."""
    return item.id


def to_course(
    item: Item, category: Category, external_id: str, options: Options
) -> Mapped | Unusable:
    """Map an item to a course.

    Titles and HTML descriptions are copied unchanged; the API has no upper limit for them.
    """
    versions = item.metadata()
    if not versions:
        return Unusable("the item has no title in any language, and a course needs a name")
    if not (item.link or "").strip():
        return Unusable("the item has no link, and a course needs an address to launch")
    notes: list[str] = []
    first = versions[0]
    language = _language(first, item, notes)
    course = ExternalCourse(
        default_lang=language,
        external_id=external_id,
        launch_url=item.link or "",
        name=first.title or "",
        sources=(Source(PROVIDER),),
        subjects=_subjects(item) if options.tags else (),
        author_id=options.author_id,
        content_type=_CONTENT_TYPES.get(category, UNSET),
        description=_description(first),
        difficulty_level=_difficulty(item),
        duration=_minutes(item.duration, notes),
        image_url=item.image_url or UNSET,
        translations=_translations(versions[1:], language) if options.translations else UNSET,
    )
    return Mapped(course, tuple(notes))


def _language(version: LocalizedMetadata, item: Item, notes: list[str]) -> str:
    locale = version.locale_code or next(iter(item.locales()), None)
    language = language_of(locale) if locale else None
    if language is None:
        notes.append(
            f"360Learning has no language for {locale!r}; {FALLBACK_LANGUAGE} is used instead"
        )
    return language or FALLBACK_LANGUAGE


def _description(version: LocalizedMetadata) -> str | UnsetType:
    text = version.description or ""
    return text if text.strip() else UNSET


def _subjects(item: Item) -> tuple[str, ...]:
    # Tags are unique by exact name: an area and a subject of one name are one tag (A-TAGNAME).
    filed = item.associations
    if filed is None:
        return ()
    names = [*(filed.areas or ()), *(filed.subjects or ())]
    return tuple(dict.fromkeys([name for name in names if name and name.strip()]))


def _difficulty(item: Item) -> str | UnsetType:
    levels = {level for level in item.expertise_levels or () if level}
    # An item that spans several levels has no single difficulty.
    return _DIFFICULTIES.get(levels.pop(), UNSET) if len(levels) == 1 else UNSET


def _minutes(duration: str | None, notes: list[str]) -> int | UnsetType:
    if not duration:
        return UNSET
    seconds = _seconds(duration)
    if seconds is None:
        notes.append(f"the duration {duration!r} is no ISO 8601 duration and was left out")
        return UNSET
    minutes = ceil(seconds / 60)
    if minutes > LONGEST_MINUTES:
        notes.append(f"the duration {duration!r} was cut to {LONGEST_MINUTES} minutes")
        return LONGEST_MINUTES
    return minutes or UNSET


def _translations(
    versions: list[LocalizedMetadata], default: str
) -> tuple[Translation, ...] | UnsetType:
    """One translation for each further language, from the first version in that language."""
    found: dict[str, Translation] = {}
    for version in versions:
        language = language_of(version.locale_code or "")
        if language is None or language == default or language in found:
            continue
        fields = TranslatedFields(version.title or "", _description(version))
        found[language] = Translation(language, fields)
    return tuple(found.values()) or UNSET
