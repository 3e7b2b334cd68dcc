"""What the connector remembers of the courses it has written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from reference_impl.fate import ArchivedBy, Known

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Written:
    """A course as it was just written."""

    item_id: str
    external_id: str
    course_id: str
    activity_id: str | None
    category: str
    locales: tuple[str, ...]
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Filterable:
    """What the filters look at, of a course that the connector has not archived."""

    item_id: str
    external_id: str
    course_id: str
    category: str
    locales: tuple[str, ...]


class CourseStore:
    """The table of courses."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def known(self, item_ids: Iterable[str]) -> dict[str, Known]:
        """The courses of these items, item id to course; unknown items are left out."""
        rows = self._db.execute(
            "SELECT item_id, external_id, course_id, fingerprint, archived_by FROM courses "
            "WHERE item_id IN (SELECT value FROM json_each(?))",
            (orjson.dumps(list(item_ids)).decode(),),
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def keep(self, courses: Iterable[Written]) -> None:
        """Remember courses as written; whether they are archived stays as it was."""
        self._db.executemany(
            "INSERT INTO courses (item_id, external_id, course_id, activity_id, category, locales,"
            " fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (item_id) DO UPDATE SET"
            " external_id = excluded.external_id, course_id = excluded.course_id,"
            " activity_id = excluded.activity_id, category = excluded.category,"
            " locales = excluded.locales, fingerprint = excluded.fingerprint",
            [
                (
                    course.item_id,
                    course.external_id,
                    course.course_id,
                    course.activity_id,
                    course.category,
                    orjson.dumps(course.locales).decode(),
                    course.fingerprint,
                )
                for course in courses
            ],
        )

    def mark(self, item_ids: Iterable[str], archived_by: ArchivedBy | None) -> None:
        """Remember why these courses were archived, or with None that they are active again."""
        self._db.executemany(
            "UPDATE courses SET archived_by = ? WHERE item_id = ?",
            [(archived_by, item_id) for item_id in item_ids],
        )

    def active(self) -> Iterator[list[Filterable]]:
        """All courses that the connector has not archived, in chunks."""
        last = 0
        while rows := self._db.execute(
            "SELECT number, item_id, external_id, course_id, category, locales FROM courses "
            "WHERE number > ? AND archived_by IS NULL ORDER BY number LIMIT ?",
            (last, CHUNK),
        ).fetchall():
            last = rows[-1][0]
            yield [
                Filterable(item_id, external_id, course_id, category, tuple(orjson.loads(locales)))
                for _, item_id, external_id, course_id, category, locales in rows
            ]

    def by_activity(self, activity_ids: Iterable[str]) -> dict[str, str]:
        """xAPI activity id to external id of its course; activities of no course are left out."""
        return dict(
            self._db.execute(
                "SELECT activity_id, external_id FROM courses "
                "WHERE activity_id IN (SELECT value FROM json_each(?))",
                (orjson.dumps(list(activity_ids)).decode(),),
            )
        )
