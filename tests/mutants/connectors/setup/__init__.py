"""Mutants of the setup and of several integrations."""
