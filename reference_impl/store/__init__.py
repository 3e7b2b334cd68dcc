"""What the connector remembers: one SQLite file."""
