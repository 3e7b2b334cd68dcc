"""Mutants of the webhook."""
