"""What the article promises: clauses, ambiguities, profiles, tags and feature files."""
