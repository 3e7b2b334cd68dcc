"""The tables of the store, as a list of migrations: ``user_version`` counts those applied."""

from __future__ import annotations

TABLES = ("facts", "runs", "tokens", "courses", "waits", "statements")

MIGRATIONS: list[tuple[str, ...]] = [
    (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
        "CREATE TABLE runs (number INTEGER PRIMARY KEY, record BLOB NOT NULL)",
        # Tokens are kept by their SHA-256: whoever reads the file cannot use them.
        "CREATE TABLE tokens (digest BLOB PRIMARY KEY, ends TEXT NOT NULL)",
        # One row for each item that has become a course.
        """
        CREATE TABLE courses (
            number INTEGER PRIMARY KEY,
            item_id TEXT NOT NULL UNIQUE,
            external_id TEXT NOT NULL,
            course_id TEXT NOT NULL,
            activity_id TEXT,
            category TEXT NOT NULL,
            locales TEXT NOT NULL,      -- JSON array, as Percipio writes them
            fingerprint BLOB NOT NULL,  -- of what was last written
            archived_by TEXT            -- status or filter, when the connector did
        )
        """,
        "CREATE INDEX courses_by_activity ON courses (activity_id)",
        # One row for each accepted statement, kept for good: attempts are computed from all of
        # them. A rowid table, because bodies of a kilobyte make others several times slower.
        """
        CREATE TABLE statements (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            digest BLOB NOT NULL,
            body BLOB NOT NULL,
            received TEXT NOT NULL,
            identification TEXT NOT NULL,  -- method in force on arrival
            state TEXT NOT NULL,           -- pending, waiting, done, skipped, refused
            reason TEXT,
            user_id TEXT,
            external_id TEXT,
            score_only INTEGER NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX statements_pending ON statements (number) WHERE state = 'pending'",
        "CREATE INDEX statements_by_learner ON statements (user_id, external_id) "
        "WHERE user_id IS NOT NULL",
        # Which activities a waiting statement could belong to, once one of them is a course.
        "CREATE TABLE waits (activity_id TEXT NOT NULL, statement INTEGER NOT NULL)",
        "CREATE INDEX waits_by_activity ON waits (activity_id)",
        "CREATE INDEX waits_by_statement ON waits (statement)",
    ),
]
