"""The tables of the store, as a list of migrations: ``user_version`` counts those applied."""

from __future__ import annotations

TABLES = (
    *("facts", "runs", "tokens", "courses", "activities", "members"),
    *("waits", "statements", "credits", "queue", "taken_up_to"),
)

MIGRATIONS: list[tuple[str, ...]] = [
    (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
        "CREATE TABLE runs (number INTEGER PRIMARY KEY, record BLOB NOT NULL)",
        # Tokens are stored as SHA-256 digests: a reader of the file cannot use them.
        "CREATE TABLE tokens (digest BLOB PRIMARY KEY, ends TEXT NOT NULL)",
        # One row for each item with a course.
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
        # One row for each accepted statement, kept permanently: attempts are computed from all of
        # them. A rowid table: with bodies of a kilobyte, WITHOUT ROWID is several times slower.
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
        # The activities that a waiting statement may belong to, once one of them is a course.
        "CREATE TABLE waits (activity_id TEXT NOT NULL, statement INTEGER NOT NULL)",
        "CREATE INDEX waits_by_activity ON waits (activity_id)",
        "CREATE INDEX waits_by_statement ON waits (statement)",
    ),
    (
        # A course belongs to a *content*: an item, or a translation group of items.
        "ALTER TABLE courses RENAME COLUMN item_id TO content_id",
        "ALTER TABLE courses ADD COLUMN subjects TEXT NOT NULL DEFAULT '[]'",
        # Number of the last run that returned the content, for an interpretation that needs it.
        "ALTER TABLE courses ADD COLUMN returned INTEGER NOT NULL DEFAULT 0",
        # The item that gave the course its identity. That item may have left the content since, so
        # an item may have several courses; usually the two are the same.
        "ALTER TABLE courses ADD COLUMN item_id TEXT NOT NULL DEFAULT ''",
        "UPDATE courses SET item_id = content_id",
        "CREATE INDEX courses_by_item ON courses (item_id) WHERE item_id != content_id",
        # Several activities can count for one course: those of all language versions.
        """
        CREATE TABLE activities (
            activity_id TEXT PRIMARY KEY,
            external_id TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        "INSERT OR REPLACE INTO activities SELECT activity_id, external_id FROM courses"
        " WHERE activity_id IS NOT NULL",
        "DROP INDEX courses_by_activity",
        "ALTER TABLE courses DROP COLUMN activity_id",
        # Items that are, or were, in a translation group: their versions may be on any page, so
        # the texts are kept here until the last page is read.
        """
        CREATE TABLE members (
            number INTEGER PRIMARY KEY,  -- order of first appearance
            item_id TEXT NOT NULL UNIQUE,
            content_id TEXT NOT NULL,
            digest BLOB NOT NULL,        -- of the item as it came
            item BLOB NOT NULL           -- JSON, the fields the connector reads
        )
        """,
        "CREATE INDEX members_by_content ON members (content_id)",
        # The courses for which each learner's statements have counted. Rows are never deleted:
        # 360Learning drops no attempt, even when a version leaves its group.
        """
        CREATE TABLE credits (
            user_id TEXT NOT NULL,
            external_id TEXT NOT NULL,
            statement INTEGER NOT NULL,
            PRIMARY KEY (user_id, external_id, statement)
        ) WITHOUT ROWID
        """,
        "INSERT INTO credits SELECT user_id, external_id, number FROM statements"
        " WHERE user_id IS NOT NULL",
        "ALTER TABLE statements ADD COLUMN activity_id TEXT",
        "UPDATE statements SET activity_id = (SELECT activity_id FROM activities"
        " WHERE activities.external_id = statements.external_id) WHERE user_id IS NOT NULL",
        "DROP INDEX statements_by_learner",
        "ALTER TABLE statements DROP COLUMN external_id",
        "CREATE INDEX statements_by_activity ON statements (activity_id) WHERE user_id IS NOT NULL",
    ),
    (
        # A new statement is queued by its number alone: see delivery_queue.py.
        "CREATE TABLE queue (statement INTEGER PRIMARY KEY)",
        "INSERT INTO queue SELECT number FROM statements WHERE state = 'pending'",
        "CREATE TABLE taken_up_to (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
        "INSERT INTO taken_up_to SELECT 1, coalesce(max(number), 0) FROM statements",
        "DROP INDEX statements_pending",
        # Only statements that will not be delivered have a reason.
        "ALTER TABLE statements DROP COLUMN state",
    ),
]
