"""Hooks through which the plugin publishes events during a run."""

from __future__ import annotations

from percipio_conformance.core.events import Event


def pytest_conformance_event(event: Event) -> None:
    """An event of the run happened; called in the process the user started, in order."""
