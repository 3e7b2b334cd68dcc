"""Processes, signals and exit codes: how a run ends, and what ends with it."""
