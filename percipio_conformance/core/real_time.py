"""Real time, even while freezegun freezes the clock of the process; no verdict depends on it.

This module does not import freezegun: it takes longer to load than a command that prints the list
of clauses takes to run. As long as nothing else has imported freezegun, nothing is frozen.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Any


def stopwatch() -> float:
    """Returns seconds of real time, to measure durations."""
    seconds: float = _real("real_perf_counter", time.perf_counter)()
    return seconds


def real_monotonic() -> float:
    """Returns seconds of real time, to check the time limits of a program."""
    seconds: float = _real("real_monotonic", time.monotonic)()
    return seconds


def wall_clock() -> datetime:
    """Returns the real date and time in UTC, for the header of a report."""
    now: datetime = _real("real_datetime", datetime).now(tz=UTC)
    return now


def _real(name: str, unless_loaded: Any) -> Any:
    """Returns what freezegun keeps under ``name``; else ``unless_loaded``, which is real then.

    The latter also holds while freezegun is being loaded, when a signal may ask for the time.
    """
    return getattr(sys.modules.get("freezegun.api"), name, unless_loaded)
