"""Mutants of launches, paths and gates."""
