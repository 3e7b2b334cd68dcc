"""Time limits of the suite for a connector, in seconds of real time.

The simulated time does not move while the suite waits. No verdict on a connector that answers
depends on these limits.
"""

from __future__ import annotations

TIMEOUT_OPTION = "--timeout"
"""The option for :data:`DEFAULT_TIMEOUT` on the command line; under pytest it has another name."""

DEFAULT_TIMEOUT = 30.0
"""Limit for one response, for becoming idle at one instant, and for starting; ``--timeout`` changes
it."""

MIN_TIMEOUT = 1.0
"""The smallest value of ``--timeout``; a busy machine may pause for a shorter time."""

SCENARIO_TIMEOUT_FACTOR = 20
"""The limit for one scenario, as a multiple of the timeout; a simulated year of slow responses
takes less."""

MAX_TIMEOUTS = 20
"""After this number of timeouts, the remaining scenarios of a run are not tried."""

MAX_FAILED_STARTS = 3
"""After this number of consecutive failed starts, the remaining scenarios are not tried."""

GRACE_SECONDS = 5.0
"""The time between SIGTERM and SIGKILL."""
