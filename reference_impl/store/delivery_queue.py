"""Which statements are still to be delivered.

Statements are numbered in the order of their arrival, without gaps. Everything after one number,
*taken up to*, is to be delivered; of the earlier statements, only those in a small table are. So a
new statement is queued without a write of its own: an index of undelivered statements would change
one more page of the file with every acknowledged statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable


class DeliveryQueue:
    """The numbers of the statements to deliver, the oldest first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def taken_up_to(self) -> int:
        """The statements after this number are all queued."""
        row = self._db.execute("SELECT number FROM taken_up_to").fetchone()
        return 0 if row is None else int(row[0])

    def depth(self) -> int:
        """Number of statements to deliver."""
        earlier, newest = self._db.execute(
            "SELECT (SELECT count(*) FROM queue), (SELECT max(number) FROM statements)"
        ).fetchone()
        # Statements are never deleted one by one, so their numbers have no gaps.
        return int(earlier) + max(0, (newest or 0) - self.taken_up_to)

    def add(self, numbers: Iterable[int]) -> None:
        """Queue statements, some of which may be in the queue already."""
        self._db.executemany(
            "INSERT OR IGNORE INTO queue (statement)"
            " SELECT ? WHERE ? <= coalesce((SELECT number FROM taken_up_to), 0)",
            ((number, number) for number in numbers),
        )

    def remove(self, numbers: Collection[int]) -> None:
        """Take statements off the queue; the others stay.

        The oldest statements must be removed first, apart from a few: what lies before the newest
        of ``numbers`` and stays is written to the table.
        """
        if not numbers:
            return
        removed = set(numbers)
        before, newest = self.taken_up_to, max(removed)
        self._db.executemany(
            "DELETE FROM queue WHERE statement = ?",
            [(number,) for number in removed if number <= before],
        )
        if newest > before:
            staying = set(range(before + 1, newest + 1)) - removed
            self._db.execute(
                "INSERT INTO taken_up_to (id, number) VALUES (1, ?)"
                " ON CONFLICT (id) DO UPDATE SET number = excluded.number",
                (newest,),
            )
            self.add(staying)
