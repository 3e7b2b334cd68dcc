"""Operations of an integration on courses: create, replace, archive."""

from __future__ import annotations

from typing import Any

from msgspec import UnsetType

from fake_lms.content import external_course_model
from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.content.external_course_model import ExternalCourse
from fake_lms.content.tags import Tags
from fake_lms.core.errors import NotFoundError
from fake_lms.integration.integrations import Integration
from fake_lms.people.groups import Groups
from fake_lms.people.users import Users


class ExternalCourses:
    """The rules of the bulk endpoints for one course; key is (integration, external id)."""

    def __init__(self, courses: Courses, tags: Tags, groups: Groups, users: Users) -> None:
        self._courses = courses
        self._tags = tags
        self._groups = groups
        self._users = users

    def upsert(self, integration: Integration, given: ExternalCourse) -> Course:
        """Create the course, or replace the data of the course with that external id.

        A new course is published and placed in the catalog and the library of the integration's
        group (C031 to C033). A known one keeps id, creation date, places, status, manual tags and
        attempts (C030), and its author unless another is given; an archived one stays archived.
        The subjects become its synchronized tags.

        Raises:
            NotFoundError: ``userNotFound`` for an unknown ``authorId``.
            RefusedError: ``invalidInput``.
        """
        author_id = None if isinstance(given.author_id, UnsetType) else given.author_id
        if author_id is not None:
            self._users.get(author_id)
        content: dict[str, Any] = {
            "name": given.name,
            "description": given.description or None,
            "duration": given.duration or None,
            "image_url": given.image_url or None,
            "translations": external_course_model.translations(given),
        }
        external = external_course_model.external(
            given, integration.id, integration.external_platform
        )
        known = self._courses.by_external_id(integration.id, given.external_id)
        if known is None:
            course = self._courses.add(
                author_id=author_id or integration.author_id,
                group_id=integration.group_id,
                lang=given.default_lang,
                external=external,
                **content,
            )
            self._groups.add_to_catalog(integration.group_id, course.id)
            self._groups.add_to_library(integration.group_id, course.id)
        else:
            course = self._courses.replace(
                known.id,
                author_id=author_id or known.author_id,
                source_lang=given.default_lang,
                default_lang=given.default_lang,
                external=external,
                **content,
            )
        self._tags.synchronize(course.id, given.subjects)
        return course

    def archive(self, integration: Integration, external_id: str) -> Course:
        """Archive the course of that external id.

        Raises:
            NotFoundError: ``courseNotFound``.
        """
        course = self._courses.by_external_id(integration.id, external_id)
        if course is None:
            raise NotFoundError(
                "courseNotFound", f"The integration has no course of external id {external_id!r}"
            )
        return self._courses.archive(course.id, "integration")
