"""Levels of clock support of a connector, and the scenarios that each level cannot run.

``full``
    takes its time from ``PUT clock`` alone and announces in ``next_due`` what it waits for;
``trigger``
    runs what is due when it receives the instant, and measures every other wait in real time;
``none``
    keeps its own time.

A scenario's needs appear while it runs: the world has to move, or a platform is about to make the
connector wait. At that moment an unsupported scenario ends as not testable; no table lists such
scenarios in advance.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Literal, get_args

from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.outcomes import HarnessError, NotTestable

ClockSupport = Literal["full", "trigger", "none"]

SUPPORT_LEVELS: tuple[ClockSupport, ...] = get_args(ClockSupport)


def read_clock_support(said: object) -> ClockSupport:
    """Parse the clock support that ``describe`` declares.

    Raises:
        HarnessError: the level is unknown; the schema rejects such a value.
    """
    for clock_support in SUPPORT_LEVELS:
        if said == clock_support:
            return clock_support
    raise HarnessError(
        f"{said!r} is not a level of clock support; known are {', '.join(SUPPORT_LEVELS)}"
    )


def unsupported(clock_support: ClockSupport, need: str) -> NotTestable:
    """The error for a scenario whose ``need`` connectors of this support cannot meet."""
    return NotTestable(f"clock: {need}, and the connector's clock support is {clock_support}")


class RetryGuard:
    """Runs the world unless a pending failure would make the connector wait in real time.

    A connector with less than full support measures its pauses in real time, which the suite cannot
    shorten. Such a failure therefore ends the scenario before it reaches the connector.
    """

    def __init__(self, run: RunCoroutine) -> None:
        self._run = run
        self._clock_support: ClockSupport = "full"
        self._trouble_waits: Callable[[], bool] = _never

    def watch(self, clock_support: ClockSupport, trouble_waits: Callable[[], bool]) -> None:
        """Start watching; a failure is pending until it occurs in a request of the connector."""
        self._clock_support, self._trouble_waits = clock_support, trouble_waits

    def lift(self) -> None:
        """The scenario has ended; later requests do not affect its result."""
        self._trouble_waits = _never

    def __call__(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run ``work``.

        Raises:
            NotTestable: a failure is pending, and the support is not full.
        """
        if self._clock_support != "full" and self._trouble_waits():
            work.close()
            raise unsupported(
                self._clock_support,
                "a platform in trouble makes the connector wait and try again in its own time",
            )
        return self._run(work)


def _never() -> bool:
    return False
