"""How well a connector follows the world's clock, and what therefore cannot be told of it.

``full``
    takes its time from ``PUT clock`` alone and announces in ``next_due`` what it waits for;
``trigger``
    runs what is due when it is told the instant, and measures every other wait in real time;
``none``
    keeps its own time.

What a scenario needs shows itself when it gets there: the world would have to move, or a
neighbor is about to make the connector wait. That is the moment at which it ends as not testable,
and no table says beforehand which scenarios those are.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Literal, get_args

from percipio_conformance.core.outcomes import HarnessError, NotTestable

ClockSupport = Literal["full", "trigger", "none"]
Run = Callable[[Coroutine[Any, Any, Any]], Any]

GRADES: tuple[ClockSupport, ...] = get_args(ClockSupport)


def read_grade(said: object) -> ClockSupport:
    """The grade that ``describe`` declares.

    Raises:
        HarnessError: there is no such grade; the schema lets none through.
    """
    for clock_support in GRADES:
        if said == clock_support:
            return clock_support
    raise HarnessError(f"{said!r} is not a clock grade; known are {', '.join(GRADES)}")


def unsupported(clock_support: ClockSupport, need: str) -> NotTestable:
    """What to raise where a scenario has a ``need`` that connectors of ``grade`` cannot meet."""
    return NotTestable(f"clock: {need}, and the connector's clock grade is {clock_support}")


class RetryGuard:
    """Lets the world run while no trouble waits that the connector would have to sit out.

    A connector of a lesser grade measures its pauses in real time, and whether its next try comes
    in a second or in an hour cannot be hurried. So such a trouble ends the scenario before it
    meets the connector.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._clock_support: ClockSupport = "full"
        self._trouble_waits: Callable[[], bool] = _never

    def watch(self, clock_support: ClockSupport, trouble_waits: Callable[[], bool]) -> None:
        """From now on for a connector of ``grade``; a trouble waits until a request meets it."""
        self._clock_support, self._trouble_waits = clock_support, trouble_waits

    def lift(self) -> None:
        """The scenario is over; what is still asked of the connector decides nothing."""
        self._trouble_waits = _never

    def __call__(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run ``work``.

        Raises:
            NotTestable: a trouble waits, and the grade is not full.
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
