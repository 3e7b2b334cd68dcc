"""Hooks through which the plugin publishes events during a run."""

from __future__ import annotations

from percipio_conformance.core.events import Event


def pytest_conformance_event(event: Event) -> None:
    """Called for each event of the run, in order, in the process that the user started."""
