"""The folder of a connector's state for the duration of a run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from percipio_conformance.processes.guarding import guarding

CHOSEN = "PERCIPIO_CONFORMANCE_STATE"
"""The variable that names a folder to keep states in: ``/dev/shm`` of a container may be small."""


def ram_disk() -> str | None:
    """A folder in memory to make one's own in, None where the system has none."""
    if chosen := os.environ.get(CHOSEN):
        return chosen
    # A scenario commits often and its database dies with it: memory is enough where there is some.
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own is made in it
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


class GuardedFolder:
    """A fresh folder that is gone after the run, also where the run is killed."""

    def __init__(self, prefix: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=prefix, dir=ram_disk())
        self.name = self._folder.name
        guarding.hold("folder", self.name)

    def cleanup(self) -> None:
        self._folder.cleanup()
        guarding.release("folder", self.name)
