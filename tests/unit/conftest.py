"""The handmade run of ``sample_events.py`` as fixtures."""

from types import ModuleType

import pytest
import sample_events

from percipio_conformance.core.events import Event
from percipio_conformance.core.redaction import redact_event


@pytest.fixture
def sample() -> ModuleType:
    return sample_events


@pytest.fixture
def events() -> list[Event]:
    """As the harness saw it: secrets, control characters and half surrogates included."""
    return sample_events.events_of()


@pytest.fixture
def safe_events(events: list[Event]) -> list[Event]:
    """As the writers get it."""
    return [redact_event(each) for each in events]
