"""All courses of a platform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from fake_lms.content.course_model import Course, External, Hand
from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError
from fake_lms.core.ids import Ids
from fake_lms.core.languages import CourseLanguage
from fake_lms.core.repository import Repository


class Courses:
    """Courses by id, and external ones by (integration, external id), of which there is one."""

    def __init__(self, ids: Ids, now: Callable[[], datetime]) -> None:
        self._ids = ids
        self._now = now
        self._courses: Repository[Course] = Repository()
        self._external: dict[str, dict[str, str]] = {}

    def add(
        self,
        name: str,
        *,
        author_id: str,
        group_id: str,
        lang: CourseLanguage = "en",
        external: External | None = None,
        **content: Any,
    ) -> Course:
        """A new published course: external when ``external`` is given, native otherwise.

        It is not placed anywhere; groups manage catalogs and libraries.
        """
        now = self._now()
        course = Course(
            id=self._ids(),
            type="native" if external is None else "external",
            name=name,
            status="published",
            source_lang=lang,
            default_lang=lang,
            author_id=author_id,
            original_author_id=author_id,
            group_id=group_id,
            created_at=now,
            modified_at=now,
            external=external,
            **content,
        )
        self._courses.put(course.id, course)
        if external is not None:
            by_external_id = self._external.setdefault(external.integration_id, {})
            by_external_id[external.external_id] = course.id
        return course

    def get(self, course_id: str) -> Course:
        """Raises NotFoundError ``courseNotFound``."""
        course = self._courses.get(course_id)
        if course is None:
            raise NotFoundError("courseNotFound", f"No course has the id {course_id!r}")
        return course

    def find(self, course_id: str) -> Course | None:
        return self._courses.get(course_id)

    def by_external_id(self, integration_id: str, external_id: str) -> Course | None:
        """The one course of that key, archived or not."""
        course_id = self._external.get(integration_id, {}).get(external_id)
        return None if course_id is None else self._courses.get(course_id)

    def of_integration(self, integration_id: str) -> list[Course]:
        """Every course of one integration, archived ones included, in the order of creation."""
        return [self.get(each) for each in self._external.get(integration_id, {}).values()]

    def find_by_title(self, title: str) -> list[Course]:
        """Courses of exactly that title, archived ones included (D07: there may be several)."""
        named: Condition[Course] = Condition("name", lambda each: each.name, "eq", [title])
        return list(self._courses.after(None, [named]))

    def search(self, text: str, after: str | None = None) -> Iterator[Course]:
        """Published courses whose title contains ``text``, ignoring case, from behind ``after``."""
        wanted = text.casefold()
        return (
            each
            for each in self._courses.after(after)
            if each.status == "published" and wanted in each.name.casefold()
        )

    def replace(self, course_id: str, **content: Any) -> Course:
        """Replace the content; id, creation date and status stay.

        ``modified_at`` changes only with the content, and not if only translations changed
        (360Learning API v2, CourseDTO.modifiedAt).
        """
        before = self.get(course_id)
        after = msgspec.structs.replace(before, **content)
        if after == before:
            return before
        if msgspec.structs.replace(after, translations=before.translations) != before:
            after = msgspec.structs.replace(after, modified_at=self._now())
        self._courses.put(course_id, after)
        return after

    def archive(self, course_id: str, by: Hand) -> Course:
        """Hide the course from search; its places and statistics stay, modifiedAt too.

        Archiving an archived course changes nothing; ``archived_by`` stays as well.
        """
        course = self.get(course_id)
        if course.status == "published":
            course = msgspec.structs.replace(course, status="archived", archived_by=by)
            self._courses.put(course_id, course)
        return course

    def restore(self, course_id: str) -> Course:
        """Make an archived course active again; modifiedAt stays."""
        course = self.get(course_id)
        if course.status == "archived":
            course = msgspec.structs.replace(course, status="published", archived_by=None)
            self._courses.put(course_id, course)
        return course

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[Course]] = ()
    ) -> Iterator[Course]:
        return self._courses.after(cursor, conditions)

    def refresh(self, course_id: str) -> None:
        """Note that the tags of a course have changed; lists can be filtered by them."""
        if course_id in self._courses:
            self._courses.refresh(course_id)

    def among(self, course_ids: Iterable[str]) -> list[Course]:
        """Those of the ids that name a course, in the order given."""
        return [each for each in map(self._courses.get, course_ids) if each is not None]

    def __iter__(self) -> Iterator[Course]:
        return iter(self._courses)

    def __len__(self) -> int:
        return len(self._courses)

    def __contains__(self, course_id: object) -> bool:
        return course_id in self._courses
