"""A run as a stream of events: told, redacted, split, merged, compared and played again."""
