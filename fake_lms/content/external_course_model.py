"""An external course as an integration sends it: 360Learning's ExternalCourseDTO.

A field may be left out and may not be null, as in the vendor's description. Unknown fields are
ignored, since the description does not forbid them.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from fake_lms.content.course_model import ContentType, Difficulty, External, Source, Translation
from fake_lms.core.errors import RefusedError
from fake_lms.core.languages import CourseLanguage

NonEmpty = Annotated[str, Meta(min_length=1)]
ObjectId = Annotated[str, Meta(pattern="^[a-fA-F0-9]{24}$")]
Minutes = Annotated[int, Meta(ge=1, le=100_000)]


class SourceInput(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    name: NonEmpty
    logo_url: NonEmpty | UnsetType = UNSET


class TranslatedFields(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    name: NonEmpty | UnsetType = UNSET
    description: NonEmpty | UnsetType = UNSET
    launch_url: NonEmpty | UnsetType = UNSET
    mobile_launch_url: NonEmpty | UnsetType = UNSET
    subjects: tuple[NonEmpty, ...] | UnsetType = UNSET


class TranslationInput(msgspec.Struct, frozen=True, rename="camel"):
    lang: CourseLanguage
    translated_fields: TranslatedFields


class ExternalCourse(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One course to create or replace. ``duration`` is in minutes."""

    default_lang: CourseLanguage
    external_id: NonEmpty
    launch_url: NonEmpty
    name: NonEmpty
    sources: tuple[SourceInput, ...]
    subjects: tuple[NonEmpty, ...]
    content_type: ContentType | UnsetType = UNSET
    description: NonEmpty | UnsetType = UNSET
    difficulty_level: Difficulty | UnsetType = UNSET
    duration: Minutes | UnsetType = UNSET
    image_url: NonEmpty | UnsetType = UNSET
    mobile_launch_url: NonEmpty | UnsetType = UNSET
    author_id: ObjectId | UnsetType = UNSET
    translations: tuple[TranslationInput, ...] | UnsetType = UNSET


_decoder = msgspec.json.Decoder(ExternalCourse)


def read(raw: bytes | msgspec.Raw) -> ExternalCourse:
    """One external course from JSON.

    Raises:
        RefusedError: ``invalidInput``; the message names the field and what is wrong with it.
    """
    try:
        return _decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise RefusedError("invalidInput", f"Not a valid external course: {error}") from error


def external(course: ExternalCourse, integration_id: str, external_platform: str) -> External:
    """The part of a course that only external ones have."""
    return External(
        integration_id=integration_id,
        external_platform=external_platform,
        external_id=course.external_id,
        launch_url=course.launch_url,
        mobile_launch_url=_or_none(course.mobile_launch_url),
        content_type=course.content_type or "course",
        difficulty_level=course.difficulty_level or None,
        subjects=course.subjects,
        sources=tuple(
            Source(name=each.name, logo_url=_or_none(each.logo_url)) for each in course.sources
        ),
    )


def translations(course: ExternalCourse) -> tuple[Translation, ...]:
    """The language versions, by language.

    Raises:
        RefusedError: ``invalidInput`` when a language comes twice; there is one place for each.
    """
    found: dict[str, Translation] = {}
    for each in course.translations or ():
        if each.lang in found:
            raise RefusedError(
                "invalidInput", f"Two translations are in the language {each.lang!r}"
            )
        fields = each.translated_fields
        found[each.lang] = Translation(
            lang=each.lang,
            name=_or_none(fields.name),
            description=_or_none(fields.description),
            launch_url=_or_none(fields.launch_url),
            mobile_launch_url=_or_none(fields.mobile_launch_url),
            subjects=fields.subjects or (),
        )
    return tuple(found[lang] for lang in sorted(found))


def _or_none(value: str | UnsetType) -> str | None:
    return None if isinstance(value, UnsetType) else value
