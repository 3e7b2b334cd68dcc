"""Where a connector's state is kept for the length of a run."""

from __future__ import annotations

import os
from pathlib import Path


def quick_folder() -> str | None:
    """A folder in memory to make one's own in, None where the system has none."""
    # A scenario commits often and its database dies with it: memory is enough where there is some.
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own is made in it
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None
