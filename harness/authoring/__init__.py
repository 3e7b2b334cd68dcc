"""Feature files as people write them: found, read and checked before anything runs."""
