"""Mutants of the content synchronization."""
