"""Mutants of the statistics."""
