"""``badge.json``: the verdict as a badge, in the endpoint format of shields.io."""

from __future__ import annotations

import json
from collections.abc import Sequence

from percipio_conformance.core.events import Event, RunVerdictName
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.view import RunView

FILE_NAME = "badge.json"

_COLORS: dict[RunVerdictName, str] = {
    "conformant": "brightgreen",
    "conformant with warnings": "yellowgreen",
    "not conformant": "red",
    "known failures": "yellow",
    "stale baseline": "orange",
    "narrowed": "blue",
    "partial": "lightgrey",
    "interrupted": "lightgrey",
    "harness error": "lightgrey",
    "invalid feature": "lightgrey",
}


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file."""
    view = RunView.of(events)
    verdict = view.run_result.finished.verdict
    message: str = verdict
    if verdict == "interrupted":
        message = view.headline.lower()
    if verdict == "partial" and view.shard is not None:
        message = view.shard.lower()
    if verdict in ("conformant", "conformant with warnings", "known failures"):
        message += f", {view.tally['must']['pass']} of {view.must_present} must clauses"
    if view.narrowed is not None and verdict != "narrowed":
        message += " (narrowed)"
    elif view.narrowed is not None:
        message += f" to {view.scenarios_text}"
    if view.warned and verdict in ("conformant", "conformant with warnings", "narrowed"):
        message += f", {plural(len(view.warned), 'warning')}"
    badge = {
        "schemaVersion": 1,
        "label": "percipio conformance",
        "message": message,
        "color": _COLORS[view.tone],
    }
    return json.dumps(badge, indent=2) + "\n"
