"""The simulated clock of a world. It advances only when a step moves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from freezegun import api as freezegun

from percipio_conformance.clock.time_patch import OPTIONS
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.core.times import format_time

# freezegun replaces every time function that a module has bound to a name, except in its own
# module: only there are the real functions available while a world is frozen.
_combine = freezegun.real_datetime.combine


class SimulatedClock:
    """The time of one simulated world, an aware instant in UTC.

    While :meth:`frozen` is entered, the whole process sees the same time, so that code of
    third parties agrees with ours.
    """

    def __init__(self, start: datetime) -> None:
        self._now = _plain(start)
        self._frozen: Any = None

    def now(self) -> datetime:
        """The world's time, a plain ``datetime`` even while the process is frozen."""
        return self._now

    def move_to(self, instant: datetime) -> None:
        """Jump to ``instant``; only the simulation calls this, once for each stop."""
        instant = _plain(instant)
        if instant < self._now:
            raise HarnessError(
                f"the clock was asked to go back from {format_time(self._now)} "
                f"to {format_time(instant)}; a scenario only moves forward"
            )
        self._now = instant
        if self._frozen is not None:
            self._frozen.move_to(instant)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Freeze this process at the world's time for the length of a scenario."""
        with freezegun.freeze_time(self._now, **OPTIONS) as factory:
            self._frozen = factory
            try:
                yield
            finally:
                self._frozen = None


def _plain(instant: datetime) -> datetime:
    # freezegun returns a subclass that fast encoders refuse; the world uses the plain class.
    at = instant.astimezone(UTC)
    return _combine(at.date(), at.time(), UTC)
