"""Mutants of the filters by language and type."""
