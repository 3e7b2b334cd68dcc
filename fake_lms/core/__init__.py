"""Repository, ids, times, errors, languages."""
