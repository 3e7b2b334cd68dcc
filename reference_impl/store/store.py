"""The connector's memory: one SQLite file. A restart forgets nothing.

Every call is short and made directly from the event loop. The file holds secrets (the bearer
token, client secrets), so it is readable by its owner alone. Write-ahead log with full
synchronization: what was committed survives a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from reference_impl.store.activity_store import ActivityStore
from reference_impl.store.course_store import CourseStore
from reference_impl.store.language_version_store import MemberStore
from reference_impl.store.schema import MIGRATIONS, TABLES
from reference_impl.store.statement_store import StatementStore

IN_MEMORY = ":memory:"
RUNS_KEPT = 60
T = TypeVar("T")


class Store:
    """Everything the connector remembers.

    Args:
        path: the database file, created when missing; or ``:memory:``.

    Raises:
        sqlite3.DatabaseError: the file is no database, or a newer connector has written it.
    """

    def __init__(self, path: str | Path) -> None:
        if str(path) != IN_MEMORY:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise
        self.activities = ActivityStore(self._db)
        self.courses = CourseStore(self._db, self.activities)
        self.members = MemberStore(self._db)
        self.statements = StatementStore(self._db)

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        # Ids are random, so every batch of a first run touches pages all over the file: keep them
        # at hand (KiB, negative by SQLite's custom), and bring them home less often (4 KiB pages).
        self._db.execute("PRAGMA cache_size = -16384")
        self._db.execute("PRAGMA wal_autocheckpoint = 8192")
        self._migrate()

    def close(self) -> None:
        """Close the file; nothing is left to be written."""
        self._db.close()

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Iterator[None]:
        """All or nothing, and on disk when it ends.

        With ``synced`` False it is on disk with the next one that is; a power cut may undo it
        until then, and nothing else does. For what would only be worked out again.
        """
        if synced:
            with transaction(self._db):
                yield
            return
        self._db.execute("PRAGMA synchronous = NORMAL")
        try:
            with transaction(self._db):
                yield
        finally:
            self._db.execute("PRAGMA synchronous = FULL")

    def forget(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    def fact(self, name: str, kind: type[T]) -> T | None:
        """The value remembered under ``name``, or None."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=kind)

    def remember(self, name: str, value: object) -> None:
        """Remember ``value``, anything msgspec can encode, under ``name``."""
        self._db.execute(
            "INSERT INTO facts (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, msgspec.json.encode(value)),
        )

    def begin_run(self, record: dict[str, Any]) -> int:
        """Keep the record of a run that begins; its number is what :meth:`keep_run` takes."""
        cursor = self._db.execute(
            "INSERT INTO runs (record) VALUES (?)", (msgspec.json.encode(record),)
        )
        self._db.execute(
            "DELETE FROM runs WHERE number <= (SELECT max(number) FROM runs) - ?", (RUNS_KEPT,)
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def keep_run(self, number: int, record: dict[str, Any]) -> None:
        """Replace the record of run ``number``."""
        self._db.execute(
            "UPDATE runs SET record = ? WHERE number = ?", (msgspec.json.encode(record), number)
        )

    def last_run(self) -> tuple[int, dict[str, Any]] | None:
        """Number and record of the newest run, or None."""
        row = self._db.execute(
            "SELECT number, record FROM runs ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return None if row is None else (row[0], msgspec.json.decode(row[1]))

    def tokens(self) -> dict[bytes, str]:
        """Digests of the access tokens given out, and the instants at which they end."""
        return dict(self._db.execute("SELECT digest, ends FROM tokens"))

    def keep_token(self, digest: bytes, ends: str) -> None:
        """Remember an access token by its digest."""
        self._db.execute("INSERT INTO tokens (digest, ends) VALUES (?, ?)", (digest, ends))

    def drop_tokens(self, digests: list[bytes]) -> None:
        """Forget access tokens."""
        self._db.executemany(
            "DELETE FROM tokens WHERE digest = ?", [(digest,) for digest in digests]
        )

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise sqlite3.DatabaseError(
                f"the database has version {version}, this connector knows {len(MIGRATIONS)}; "
                "a newer connector has written it: use that one, or another file"
            )
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            with self.transaction():
                for command in script:
                    self._db.execute(command)
                self._db.execute(f"PRAGMA user_version = {number}")


def discard(path: str | Path) -> None:
    """Delete the file of a closed store, and what a killed process may have left beside it."""
    if str(path) != IN_MEMORY:
        for leftover in (path, f"{path}-wal", f"{path}-shm"):
            Path(leftover).unlink(missing_ok=True)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction on a connection in autocommit mode."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
