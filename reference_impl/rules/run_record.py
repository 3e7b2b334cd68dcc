"""What one daily run did, as the control protocol's run record tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from reference_impl.rules.timestamps import format_timestamp

MOST_SKIPPED = 1_000
"""Skipped items one record keeps by name; the rest is counted in one last entry."""


@dataclass(slots=True)
class RunRecord:
    """Counts of one run; ``retries`` counts catalog requests that were made again."""

    started: datetime
    finished: datetime | None = None
    pages: int = 0
    seen: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    archived: int = 0
    restored: int = 0
    retries: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unnamed: int = 0

    @property
    def outcome(self) -> Literal["running", "complete", "partial"]:
        """A finished run is complete unless something went wrong."""
        if self.finished is None:
            return "running"
        return "partial" if self.faults else "complete"

    def skip(self, item_id: str, reason: str) -> None:
        """Note an item that was left out, or taken over only in part."""
        if len(self.skipped) < MOST_SKIPPED:
            self.skipped.append((item_id, reason))
        else:
            self.unnamed += 1

    def as_message(self) -> dict[str, Any]:
        """The record as ``control/run`` has it."""
        skipped = [{"id": item_id, "reason": reason} for item_id, reason in self.skipped]
        if self.unnamed:
            skipped.append({"id": "", "reason": f"and {self.unnamed} more items"})
        return {
            "started": format_timestamp(self.started),
            "finished": None if self.finished is None else format_timestamp(self.finished),
            "outcome": self.outcome,
            "pages": self.pages,
            "seen": self.seen,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "archived": self.archived,
            "restored": self.restored,
            "retries": self.retries,
            "skipped": skipped,
            "faults": list(self.faults),
        }
