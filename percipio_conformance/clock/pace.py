"""Limits the number of clock stops for a connector, and the time of stops without activity.

A connector announces its next work in ``next_due``. If it is always due again a moment later, or
announces polls without activity, a scenario would not end: the simulated time hardly moves,
although each answer is in time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from percipio_conformance.core.outcomes import ConnectorError, ConnectorTimeout
from percipio_conformance.core.real_time import real_monotonic
from percipio_conformance.core.times import format_time

MOMENT = timedelta(seconds=1)
"""A stop closer than this in simulated time counts as hasty."""

MOST_HASTY_STOPS = 500
"""Hasty stops in a row; a connector that works through a queue does more at each stop."""

IDLE_TIMEOUT_FACTOR = 2
"""Stops without activity may take this many times the timeout, in real time."""


class Pace:
    """The stops of one scenario.

    Args:
        done: returns the number of exchanges so far, without polls of the clock.
        idle_seconds: limit of real time for stops without exchanges.
    """

    def __init__(
        self,
        done: Callable[[], int],
        idle_seconds: float,
        stopwatch: Callable[[], float] = real_monotonic,
    ) -> None:
        self._done = done
        self._idle_seconds = idle_seconds
        self._stopwatch = stopwatch
        self._hasty = 0
        self._idle = 0
        self._spent = 0.0
        self._stop: tuple[int, float] | None = None

    def stops(self, now: datetime, due: datetime) -> None:
        """Record that the clock moves from ``now`` to ``due`` for the connector.

        Raises:
            ConnectorError: too many stops in a row were hasty.
        """
        self._hasty = self._hasty + 1 if due - now < MOMENT else 0
        if self._hasty > MOST_HASTY_STOPS:
            raise ConnectorError(
                f"next_due was less than {MOMENT.seconds} second ahead {self._hasty:,} times in a "
                f"row, the last time at {format_time(now)}: the clock hardly moves. next_due has "
                "to name the next instant with something to do"
            )
        self._stop = self._done(), self._stopwatch()

    def rested(self) -> None:
        """Record that the latest stop has ended.

        Raises:
            ConnectorTimeout: stops without activity took too much time.
        """
        if self._stop is None:
            return
        done, began = self._stop
        self._stop = None
        if self._done() > done:
            return
        self._idle += 1
        self._spent += self._stopwatch() - began
        if self._spent > self._idle_seconds:
            raise ConnectorTimeout(
                f"the clock stopped {self._idle:,} times for the connector in this scenario and "
                f"nothing was seen to happen there, for more than {self._idle_seconds:g} seconds "
                "of real time: next_due has to name the next instant with something to do, not "
                "the next look"
            )
