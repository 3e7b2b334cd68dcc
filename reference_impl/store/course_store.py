"""The stored data of the courses that the connector has written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec
import orjson

from reference_impl.rules.course_decision import ArchivedBy, Known
from reference_impl.store.activity_store import ActivityStore

CHUNK = 1_000


class Written(msgspec.Struct, frozen=True, gc=False):
    """A course as written by run number ``returned``; it has the identity of ``item_id``."""

    content_id: str
    item_id: str
    external_id: str
    course_id: str
    activity_ids: tuple[str, ...]
    category: str
    locales: tuple[str, ...]
    subjects: tuple[str, ...]
    fingerprint: bytes
    returned: int


@dataclass(frozen=True, slots=True)
class Held:
    """A course with the identity of an item, and the content that has it."""

    item_id: str
    content_id: str
    external_id: str
    course_id: str
    archived_by: ArchivedBy | None


@dataclass(frozen=True, slots=True)
class Filterable:
    """The fields that filters use; ``returned`` is the last run that returned the content."""

    content_id: str
    external_id: str
    course_id: str
    category: str
    locales: tuple[str, ...]
    returned: int


class CourseStore:
    """The table of courses, one row for each content with a course."""

    def __init__(self, db: sqlite3.Connection, activities: ActivityStore) -> None:
        self._db = db
        self._activities = activities

    def known(self, content_ids: Iterable[str]) -> dict[str, Known]:
        """The courses of these contents, content to course; unknown contents are omitted."""
        rows = self._db.execute(
            "SELECT content_id, external_id, course_id, fingerprint, archived_by FROM courses"
            " WHERE content_id IN (SELECT value FROM json_each(?))",
            (_json(content_ids),),
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def id_of(self, external_id: str) -> str:
        """360Learning's id of the course with this external id; the course must be known."""
        row = self._db.execute(
            "SELECT course_id FROM courses WHERE external_id = ?", (external_id,)
        ).fetchone()
        return str(row[0])

    def subjects(self, content_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The tags last written to the courses of these contents."""
        rows = self._db.execute(
            "SELECT content_id, subjects FROM courses"
            " WHERE content_id IN (SELECT value FROM json_each(?))",
            (_json(content_ids),),
        )
        return {content_id: tuple(orjson.loads(subjects)) for content_id, subjects in rows}

    def held(self, item_ids: Iterable[str]) -> list[Held]:
        """The courses that have the identity of one of these items, the oldest first."""
        wanted = _json(item_ids)
        rows = self._db.execute(
            "SELECT number, item_id, content_id, external_id, course_id, archived_by FROM courses"
            " WHERE content_id IN (SELECT value FROM json_each(?)) AND item_id = content_id"
            " UNION ALL"
            " SELECT number, item_id, content_id, external_id, course_id, archived_by FROM courses"
            " WHERE item_id IN (SELECT value FROM json_each(?)) AND item_id != content_id"
            " ORDER BY number",
            (wanted, wanted),
        )
        return [Held(*row[1:]) for row in rows]

    def keep(self, courses: Iterable[Written]) -> None:
        """Store courses as written; their archive state and their identity stay unchanged."""
        written = list(courses)
        self._db.executemany(
            "INSERT INTO courses (content_id, item_id, external_id, course_id, category, locales,"
            " subjects, fingerprint, returned) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (content_id) DO UPDATE SET"
            " external_id = excluded.external_id, course_id = excluded.course_id,"
            " category = excluded.category, locales = excluded.locales,"
            " subjects = excluded.subjects, fingerprint = excluded.fingerprint,"
            " returned = excluded.returned",
            [
                (
                    course.content_id,
                    course.item_id,
                    course.external_id,
                    course.course_id,
                    course.category,
                    _json(course.locales),
                    _json(course.subjects),
                    course.fingerprint,
                    course.returned,
                )
                for course in written
            ],
        )
        self._activities.point(
            {each: course.external_id for course in written for each in course.activity_ids}
        )

    def reassign(self, content_id: str, heir: str) -> None:
        """Assign the course of one content to another; nothing else about the course changes.

        The other content must not have a course.
        """
        self._db.execute(
            "UPDATE courses SET content_id = ? WHERE content_id = ?", (heir, content_id)
        )

    def mark(self, content_ids: Iterable[str], archived_by: ArchivedBy | None) -> None:
        """Store why these courses are archived, or with None that they are active again."""
        self._db.executemany(
            "UPDATE courses SET archived_by = ? WHERE content_id = ?",
            [(archived_by, content_id) for content_id in content_ids],
        )

    def note_returned(self, content_ids: Iterable[str], run: int) -> None:
        """Record that run number ``run`` has returned these contents."""
        self._db.execute(
            "UPDATE courses SET returned = ? WHERE content_id IN (SELECT value FROM json_each(?))",
            (run, _json(content_ids)),
        )

    def active(self) -> Iterator[list[Filterable]]:
        """All courses that the connector has not archived, in chunks."""
        return self._chunks("archived_by IS NULL")

    def filtered(self) -> Iterator[list[Filterable]]:
        """All courses that a filter has archived, in chunks."""
        return self._chunks("archived_by = 'filter'")

    def _chunks(
        self, condition: Literal["archived_by IS NULL", "archived_by = 'filter'"]
    ) -> Iterator[list[Filterable]]:
        last = 0
        while rows := self._db.execute(
            "SELECT number, content_id, external_id, course_id, category, locales, returned"  # noqa: S608
            f" FROM courses WHERE number > ? AND {condition} ORDER BY number LIMIT ?",
            (last, CHUNK),
        ).fetchall():
            last = rows[-1][0]
            yield [
                Filterable(row[1], row[2], row[3], row[4], tuple(orjson.loads(row[5])), row[6])
                for row in rows
            ]


def _json(values: Iterable[str]) -> str:
    return orjson.dumps(values if isinstance(values, tuple) else list(values)).decode()
