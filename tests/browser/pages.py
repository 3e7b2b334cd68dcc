"""The text of the page of a handmade run, written as the command writes it."""

from __future__ import annotations

from collections.abc import Iterable

import sample_events

from percipio_conformance.core.events import Event
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.reporting import html


def rendered(events: Iterable[Event] | None = None) -> str:
    """The page of these events; without them, of the run in ``sample_events``."""
    reported = sample_events.events_of() if events is None else events
    return html.render([redact_event(each) for each in reported])
