"""Mutants of the daily run."""
