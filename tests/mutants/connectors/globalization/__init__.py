"""Mutants of the language versions."""
