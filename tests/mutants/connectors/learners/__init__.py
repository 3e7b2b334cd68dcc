"""Mutants of the search for learners."""
