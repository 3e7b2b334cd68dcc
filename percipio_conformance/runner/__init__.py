"""The pytest plugin: it collects, runs and records scenarios."""
