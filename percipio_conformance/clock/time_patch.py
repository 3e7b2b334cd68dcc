"""Replaces the time functions of this process once, for all worlds of a run.

freezegun searches all modules for time functions when it starts and when it stops, which takes a
tenth of a scenario. A freeze inside another one takes no time. So ``percipio-conformance run``
holds an outer one, in which time passes as usual, and each world freezes the time inside it. A run
under pytest does not: other tests of that process would see replaced functions, and may freeze the
time themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from freezegun import api as freezegun

from percipio_conformance.core.real_time import wall_clock

# asyncio keeps its own real time: timeouts and the end of a server hang without it. So does pytest,
# which measures the duration of a scenario.
OPTIONS: dict[str, Any] = {"real_asyncio": True, "ignore": ["_pytest.timing"]}
"""The arguments of every freeze of this process."""


def replace_time_functions() -> Callable[[], None]:
    """Replace the time functions of all modules; return the function that restores them."""
    freezer = freezegun.freeze_time(wall_clock(), tick=True, **OPTIONS)
    freezer.start()
    return freezer.stop
