"""The results of one daily run, in the form of the control protocol's run record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from reference_impl.rules.timestamps import format_timestamp

MOST_SKIPPED = 1_000
"""Skipped items that a record lists by id; one last entry counts the others."""


@dataclass(slots=True)
class RunRecord:
    """Counts of one run; ``retries`` counts repeated catalog requests."""

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
        """The outcome of a finished run: complete unless there was a failure."""
        if self.finished is None:
            return "running"
        return "partial" if self.faults else "complete"

    def skip(self, item_id: str, reason: str) -> None:
        """Record an item that was skipped, or copied only in part."""
        if len(self.skipped) < MOST_SKIPPED:
            self.skipped.append((item_id, reason))
        else:
            self.unnamed += 1

    def as_message(self) -> dict[str, Any]:
        """The record in the form of ``control/run``."""
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
