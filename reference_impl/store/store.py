"""The connector's persistent state: one SQLite file, which survives a restart.

Every call is short and made directly from the event loop. The file contains secrets (the bearer
token, client secrets), so only its owner can read it. It uses a write-ahead log with full
synchronization: a committed transaction survives a power cut.
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
from reference_impl.store.delivery_queue import DeliveryQueue
from reference_impl.store.language_version_store import MemberStore
from reference_impl.store.schema import MIGRATIONS, TABLES
from reference_impl.store.statement_store import StatementStore

IN_MEMORY = ":memory:"
RUNS_KEPT = 60
FEWER_CHECKPOINTS_PAGES = 8192
T = TypeVar("T")


class Store:
    """The persistent state of the connector.

    Args:
        path: the database file, created if missing; or ``:memory:``.

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
        queue = DeliveryQueue(self._db)
        self.activities = ActivityStore(self._db, queue)
        self.courses = CourseStore(self._db, self.activities)
        self.members = MemberStore(self._db)
        self.statements = StatementStore(self._db, queue)

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        # Ids are random, so every batch of a first run touches pages all over the file: cache them
        # (in KiB, negative by SQLite's convention).
        self._db.execute("PRAGMA cache_size = -12288")
        self._migrate()

    def close(self) -> None:
        """Close the file; all data is already written."""
        self._db.close()

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Iterator[None]:
        """Run a transaction: all or nothing, and on disk when it ends.

        With ``synced`` False it reaches the disk with the next synced transaction; only a power
        cut can undo it until then. Use this for data that can be computed again.
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

    @contextmanager
    def rare_checkpoints(self) -> Iterator[None]:
        """Let the write-ahead log grow to 32 MiB, for a job that writes all over the file.

        It then writes each changed page of the database once for many transactions. Otherwise the
        log starts again after SQLite's default of 4 MiB: to synchronize a file that grows takes
        twice as long as one that is overwritten, and every acknowledged statement waits for it.
        """
        (default,) = self._db.execute("PRAGMA wal_autocheckpoint").fetchone()
        self._db.execute(f"PRAGMA wal_autocheckpoint = {FEWER_CHECKPOINTS_PAGES}")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA wal_autocheckpoint = {default}")

    def forget(self) -> None:
        """Delete all data."""
        with self.transaction():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    def fact(self, name: str, kind: type[T]) -> T | None:
        """The value stored under ``name``, or None."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=kind)

    def remember(self, name: str, value: object) -> None:
        """Store ``value``, anything msgspec can encode, under ``name``."""
        self._db.execute(
            "INSERT INTO facts (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, msgspec.json.encode(value)),
        )

    def begin_run(self, record: dict[str, Any]) -> int:
        """Store the record of a new run and return its number, for :meth:`keep_run`."""
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
        """Digests of the issued access tokens, and the instants at which they expire."""
        return dict(self._db.execute("SELECT digest, ends FROM tokens"))

    def keep_token(self, digest: bytes, ends: str) -> None:
        """Store an access token by its digest."""
        self._db.execute("INSERT INTO tokens (digest, ends) VALUES (?, ?)", (digest, ends))

    def drop_tokens(self, digests: list[bytes]) -> None:
        """Delete access tokens."""
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
    """Delete the file of a closed store, and the files that a killed process may have left."""
    if str(path) != IN_MEMORY:
        for leftover in (path, f"{path}-wal", f"{path}-shm"):
            Path(leftover).unlink(missing_ok=True)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run one transaction on a connection in autocommit mode."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
