"""Accepted statements, from acceptance until 360Learning has the resulting attempts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import orjson

from reference_impl.rules.settings import Identification
from reference_impl.store.delivery_queue import DeliveryQueue

Outcome = Literal["stored", "repeated", "conflict"]
"""Result for one statement: new; known with equal content; known with different content."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement that passed validation. ``body`` is JSON, ``received`` an instant as text."""

    id: str
    digest: bytes
    body: bytes
    received: str
    identification: Identification


@dataclass(frozen=True, slots=True)
class Queued:
    """A stored, undelivered statement; ``user_id`` is set once the learner is known."""

    number: int
    body: bytes
    received: str
    identification: Identification
    user_id: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A statement's learner, course, and the activity by which it was assigned."""

    number: int
    user_id: str
    activity_id: str
    external_id: str
    score_only: bool


class StatementStore:
    """The table of statements."""

    def __init__(self, db: sqlite3.Connection, queue: DeliveryQueue) -> None:
        self._db = db
        self._queue = queue

    def add(self, statement: Accepted) -> Outcome:
        """Store a statement, unless its id exists."""
        cursor = self._db.execute(
            "INSERT INTO statements (id, digest, body, received, identification)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (
                statement.id,
                statement.digest,
                statement.body,
                statement.received,
                statement.identification,
            ),
        )
        if cursor.rowcount == 1:
            return "stored"
        (digest,) = self._db.execute(
            "SELECT digest FROM statements WHERE id = ?", (statement.id,)
        ).fetchone()
        return "repeated" if digest == statement.digest else "conflict"

    def pending(self, limit: int) -> list[Queued]:
        """The oldest statements that are not delivered yet."""
        columns = "number, body, received, identification, user_id"
        earlier = self._db.execute(
            f"SELECT {columns} FROM queue JOIN statements ON number = statement"  # noqa: S608
            " ORDER BY statement LIMIT ?",
            (limit,),
        ).fetchall()
        later = self._db.execute(
            f"SELECT {columns} FROM statements WHERE number > ? ORDER BY number LIMIT ?",  # noqa: S608
            (self._queue.taken_up_to, limit - len(earlier)),
        )
        return [Queued(*row) for row in (*earlier, *later)]

    def depth(self) -> int:
        """Number of statements that are not delivered yet."""
        return self._queue.depth()

    def resolve(self, resolved: Iterable[Resolved]) -> None:
        """Store the learners of these statements."""
        given = list(resolved)
        self._db.executemany(
            "UPDATE statements SET user_id = ?, activity_id = ?, score_only = ?, reason = NULL"
            " WHERE number = ?",
            [(each.user_id, each.activity_id, each.score_only, each.number) for each in given],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO credits (user_id, external_id, statement) VALUES (?, ?, ?)",
            [(each.user_id, each.external_id, each.number) for each in given],
        )

    def of(self, user_id: str, external_id: str) -> list[tuple[bytes, str, bool]]:
        """Body, time of receipt and score-only flag of a learner's statements on one course."""
        return [
            (body, received, bool(score_only))
            for body, received, score_only in self._db.execute(
                "SELECT body, received, score_only FROM credits"
                " JOIN statements ON statements.number = credits.statement"
                " WHERE credits.user_id = ? AND credits.external_id = ? ORDER BY number",
                (user_id, external_id),
            )
        ]

    def done(self, delivered: Mapping[int, str]) -> None:
        """Mark statements as delivered, each on the course with this external id.

        A statement whose activity now counts for another course, because a run joined language
        versions in the meantime, must be delivered there as well.
        """
        courses = self._db.execute(
            "SELECT number, external_id FROM statements JOIN activities USING (activity_id)"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (_json(delivered),),
        )
        self._queue.remove([number for number, course in courses if course == delivered[number]])

    def mark_undeliverable(self, reasons: Mapping[int, str]) -> None:
        """Mark statements as never to be delivered, each with its reason."""
        self._db.executemany(
            "UPDATE statements SET reason = ? WHERE number = ?",
            [(reason, number) for number, reason in reasons.items()],
        )
        self._queue.remove(reasons)

    def wait(self, awaited: Mapping[int, Sequence[str]]) -> None:
        """Set statements aside, each until one of its activities is a course."""
        self._queue.remove(awaited)
        self._db.executemany(
            "INSERT INTO waits (activity_id, statement) VALUES (?, ?)",
            [(activity, number) for number, named in awaited.items() for activity in named],
        )

    def wake(self) -> int:
        """Queue the statements whose course now exists, and return their number."""
        ready = [
            row[0]
            for row in self._db.execute(
                "SELECT DISTINCT statement FROM waits"
                " WHERE activity_id IN (SELECT activity_id FROM activities)"
            )
        ]
        self._queue.add(ready)
        self._db.executemany(
            "DELETE FROM waits WHERE statement = ?", [(number,) for number in ready]
        )
        return len(ready)

    def skipped(self) -> list[tuple[str, str]]:
        """Id and reason of every statement that will not be delivered."""
        return self._db.execute(
            "SELECT id, reason FROM statements WHERE reason IS NOT NULL ORDER BY number"
        ).fetchall()


def _json(numbers: Iterable[int]) -> str:
    return orjson.dumps(list(numbers)).decode()
