"""Replaces the time functions of this process once, for all worlds of a run.

freezegun searches all modules for time functions when it starts and when it stops, which takes a
tenth of a scenario. A freeze inside another one takes no time. So a run holds an outer one, in
which time passes as usual, and each world freezes the time inside it. A run under pytest does not:
other tests of that process would see replaced functions, and may freeze the time themselves.
"""

from __future__ import annotations

from typing import Any

from freezegun import api as freezegun

from percipio_conformance.core.real_time import wall_clock

# asyncio keeps its own real time: timeouts and the end of a server hang without it. So does pytest,
# which measures the duration of a scenario.
OPTIONS: dict[str, Any] = {"real_asyncio": True, "ignore": ["_pytest.timing"]}
"""The arguments of every freeze of this process."""


class TimePatch:
    """The outer freeze of a process; several runs in one process share it."""

    def __init__(self) -> None:
        self._freezer: Any = None
        self._users = 0

    def acquire(self) -> None:
        """Replace the time functions, unless another user has done so."""
        if self._freezer is None:
            self._freezer = freezegun.freeze_time(wall_clock(), tick=True, **OPTIONS)
            self._freezer.start()
        self._users += 1

    def release(self) -> None:
        """Restore the time functions if this is the last user."""
        self._users -= 1
        if self._users == 0:
            self._freezer.stop()
            self._freezer = None


TIME_PATCH = TimePatch()
