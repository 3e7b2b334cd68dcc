"""A folder for a connector's state that exists only during a run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from percipio_conformance.processes.guarding import guarding

CHOSEN = "PERCIPIO_CONFORMANCE_STATE"
"""The variable that names another folder for states: ``/dev/shm`` may be small in containers."""


def ram_disk() -> str | None:
    """A folder in memory, or None if the system has none."""
    if chosen := os.environ.get(CHOSEN):
        return chosen
    # A scenario commits often and its database is temporary, so memory is sufficient.
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own is made in it
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


class GuardedFolder:
    """A new folder that is deleted after the run, even if the run is killed."""

    def __init__(self, prefix: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=prefix, dir=ram_disk())
        self.name = self._folder.name
        guarding.hold("folder", self.name)

    def cleanup(self) -> None:
        self._folder.cleanup()
        guarding.release("folder", self.name)
