"""How long the suite waits for a connector, in seconds of real time.

The world's own time stands still meanwhile. These limits bound the waiting on a foreign program
alone; no verdict of a connector that answers depends on them.
"""

from __future__ import annotations

TIMEOUT_OPTION = "--timeout"
"""The option for :data:`DEFAULT_TIMEOUT` on the command line; under pytest it has another name."""

DEFAULT_TIMEOUT = 30.0
"""For one answer, for coming to rest at one instant, for starting."""

MIN_TIMEOUT = 1.0
"""The least that may be asked for; a pause of the machine is as long as less."""

SCENARIO_TIMEOUT_FACTOR = 20
"""One scenario may take so many times the timeout; a year of slow but right answers fits in."""

MAX_TIMEOUTS = 20
"""So often may one connector reach the timeout; after that the rest of a run is not tried."""

MAX_FAILED_STARTS = 3
"""So often in a row may a connector not be there when a scenario begins."""

GRACE_SECONDS = 5.0
"""Between asking a process to end and ending it."""
