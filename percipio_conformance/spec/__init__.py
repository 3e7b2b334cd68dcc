"""The specification: clauses, ambiguities, profiles, tags and feature files."""
