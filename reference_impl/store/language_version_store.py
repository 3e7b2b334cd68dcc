"""Items of translation groups, stored between pages and between runs.

The versions of a content may be on different pages of a catalog; their texts are kept in the
database, so that memory does not grow with the catalog.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import orjson

CHUNK = 250
"""Contents whose versions are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class Member:
    """One version; ``item`` is JSON, ``digest`` that of the item as received."""

    item_id: str
    content_id: str
    digest: bytes
    item: bytes


class MemberStore:
    """The table of members, and the contents that the current run has returned."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        # For the duration of a run, which starts again after a restart.
        self._db.execute(
            "CREATE TEMP TABLE returned_contents"
            " (number INTEGER PRIMARY KEY, content_id TEXT UNIQUE)"
        )

    def begin(self) -> None:
        """Start a run: no content has been returned yet."""
        self._db.execute("DELETE FROM returned_contents")

    def empty(self) -> bool:
        """True if no item is, or ever was, in a translation group."""
        return self._db.execute("SELECT 1 FROM members LIMIT 1").fetchone() is None

    def known(self, item_ids: Iterable[str]) -> dict[str, tuple[str, bytes]]:
        """Content and digest of the items that are members."""
        rows = self._db.execute(
            "SELECT item_id, content_id, digest FROM members"
            " WHERE item_id IN (SELECT value FROM json_each(?))",
            (_json(item_ids),),
        )
        return {item_id: (content_id, digest) for item_id, content_id, digest in rows}

    def keep(self, members: Iterable[Member]) -> None:
        """Store members in their current form; the order of their first appearance stays."""
        self._db.executemany(
            "INSERT INTO members (item_id, content_id, digest, item) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (item_id) DO UPDATE SET content_id = excluded.content_id,"
            " digest = excluded.digest, item = excluded.item",
            [(each.item_id, each.content_id, each.digest, each.item) for each in members],
        )

    def note_returned(self, content_ids: Iterable[str]) -> None:
        """Record that the current run returned or removed a member of each of these contents."""
        self._db.executemany(
            "INSERT OR IGNORE INTO returned_contents (content_id) VALUES (?)",
            [(each,) for each in content_ids],
        )

    def returned(self) -> Iterator[list[tuple[str, list[bytes]]]]:
        """Yield every recorded content and its versions' JSON, in order of appearance, in chunks.

        A content without members has no versions and is omitted.
        """
        last = 0
        while noted := self._db.execute(
            "SELECT number FROM returned_contents WHERE number > ? ORDER BY number LIMIT ?",
            (last, CHUNK),
        ).fetchall():
            first, last = noted[0][0], noted[-1][0]
            rows = self._db.execute(
                "SELECT returned_contents.content_id, members.item FROM returned_contents"
                " JOIN members ON members.content_id = returned_contents.content_id"
                " WHERE returned_contents.number BETWEEN ? AND ?"
                " ORDER BY returned_contents.number, members.number",
                (first, last),
            ).fetchall()
            yield [
                (content_id, [item for _, item in versions])
                for content_id, versions in groupby(rows, key=itemgetter(0))
            ]

    def living(self, content_ids: Iterable[str]) -> set[str]:
        """The contents that have a member."""
        rows = self._db.execute(
            "SELECT DISTINCT content_id FROM members"
            " WHERE content_id IN (SELECT value FROM json_each(?))",
            (_json(content_ids),),
        )
        return {content_id for (content_id,) in rows}

    def part(self) -> None:
        """Dissolve all groups: every member becomes a content of its own."""
        self._db.execute("UPDATE members SET content_id = item_id WHERE content_id != item_id")


def _json(values: Iterable[str]) -> str:
    return orjson.dumps(list(values)).decode()
