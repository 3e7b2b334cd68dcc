"""A course as the platform stores it: immutable values."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from fake_lms.core.languages import CourseLanguage

CourseStatus = Literal["published", "archived", "deleted"]
CourseType = Literal["native", "external", "elearning standard"]
Hand = Literal["hand", "integration"]

# 360Learning API v2, ExternalCourseDTO.contentType; without one the course counts as "course".
ContentType = Literal[
    "article",
    "assessment",
    "audiobook",
    "book",
    "certificate",
    "channel",
    "course",
    "curriculum",
    "interactive",
    "journey",
    "labs",
    "linkedContent",
    "mooc",
    "podcast",
    "program",
    "roleplay",
    "specialization",
    "topvoice",
    "video",
]
Difficulty = Literal["advanced", "beginner", "intermediate"]


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """One language version of an external course; None falls back to the default language."""

    lang: CourseLanguage
    name: str | None = None
    description: str | None = None
    launch_url: str | None = None
    mobile_launch_url: str | None = None
    subjects: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The provider of the content, for example Skillsoft."""

    name: str
    logo_url: str | None = None


class External(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an external course only; ``external_id`` is its key in its integration."""

    integration_id: str
    external_platform: str
    external_id: str
    launch_url: str
    mobile_launch_url: str | None = None
    content_type: ContentType = "course"
    difficulty_level: Difficulty | None = None
    subjects: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """One course. ``duration`` is in minutes.

    ``archived_by`` tells a person's archiving from an integration's (A-UNARCHIVE); it is None
    unless the course is archived.
    """

    id: str
    type: CourseType
    name: str
    status: CourseStatus
    source_lang: CourseLanguage
    default_lang: CourseLanguage
    author_id: str
    original_author_id: str
    group_id: str
    created_at: datetime
    modified_at: datetime
    co_author_ids: tuple[str, ...] = ()
    description: str | None = None
    duration: int | None = None
    image_url: str | None = None
    translations: tuple[Translation, ...] = ()
    archived_by: Hand | None = None
    external: External | None = None
