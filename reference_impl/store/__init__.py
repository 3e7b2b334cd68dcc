"""The connector's persistent state: one SQLite file."""
