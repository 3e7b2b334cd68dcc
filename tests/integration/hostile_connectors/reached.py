"""Lets a test know that a connector has come to the point that the test waits for."""

from __future__ import annotations

import os
from pathlib import Path


def say_it_is_reached(*more: int) -> None:
    """Write the id of this process, and of ``more``, one a line, into the pipe ``REACHED``."""
    lines = "".join(f"{each}\n" for each in (os.getpid(), *more))
    Path(os.environ["REACHED"]).write_text(lines, encoding="ascii")
