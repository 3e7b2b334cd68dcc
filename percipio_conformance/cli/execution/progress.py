"""Progress of a run: marks in counted lines, and on a terminal the time left.

A log gets no times, so that two runs of one seed have the same log.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TextIO

from percipio_conformance.core.events import Event, ScenarioFinished
from percipio_conformance.core.real_time import stopwatch
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.reporting.style import TerminalStyle
from percipio_conformance.reporting.terminal import progress
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.status import status_of

MARKS_IN_A_LINE = 72
_CLEARED = "\x1b[K"
_ESTIMATED_FROM_SECONDS = 1.0
"""The first scenarios take longer than others, because the connector starts in them."""


class Progress:
    """Writes the progress to ``out``; ``total`` is the number of scenarios, 0 while unknown.

    ``live``: ``out`` is a terminal, whose last line is rewritten. With a
    ``verbosity`` above 0 every scenario has a line, below 0 nothing is shown.
    """

    def __init__(
        self,
        out: TextIO,
        look: TerminalStyle,
        total: Callable[[], int],
        *,
        live: bool,
        verbosity: int = 0,
    ) -> None:
        self._out = out
        self._look = look
        self._total = total
        self._live = live and verbosity >= 0
        self._verbosity = verbosity
        self._began = stopwatch()
        self._done = 0
        self._marks: list[str] = []
        self._failed: set[str] = set()

    def begin(self) -> None:
        """Start the progress: the scenarios are known."""
        self._began = stopwatch()
        self._draw()

    def show(self, event: Event) -> None:
        """Show ``event`` as a mark, or as a line of its own."""
        self._done += isinstance(event, ScenarioFinished)
        words = self._text(event)
        if words is None or self._verbosity < 0:
            return
        if "\n" in words:
            # The count of a line that is cut short by this event does not include it.
            self.end(self._done - isinstance(event, ScenarioFinished))
            self._out.write(words.removeprefix("\n"))
        else:
            self._marks.append(words)
            if not self._live:
                self._out.write(words)
            if len(self._marks) == self._marks_in_a_line():
                self.end(self._done)
        self._draw()
        self._out.flush()

    def _text(self, event: Event) -> str | None:
        """The text for an event; only a mark for what is no news.

        A scenario that failed alone fails under situations as well.
        """
        if isinstance(event, ScenarioFinished) and event.verdict in FAULTY:
            scenario, situation = split_situation(event.id)
            if situation is None:
                self._failed.add(scenario)
            elif scenario in self._failed and self._verbosity == 0:
                return self._look.mark(status_of(event))
        return progress(event, self._look, verbose=self._verbosity > 0)

    def end(self, done: int | None = None) -> None:
        """End the current line with the count of finished scenarios."""
        marks, self._marks = self._marks, []
        if self._live:
            self._out.write(f"\r{_CLEARED}{''.join(marks)}")
        if marks:
            self._out.write(f" {self._count(self._done if done is None else done)}\n")

    def _draw(self) -> None:
        if not self._live or not self._total():
            return
        marks = "".join(self._marks)
        self._out.write(f"\r{marks}{' ' * bool(marks)}{self._count(self._done)}{self._left()}")
        self._out.write(_CLEARED)
        self._out.flush()

    def _marks_in_a_line(self) -> int:
        longest = len(f" {self._count(self._total())}") + (len(LONGEST_LEFT) + 1) * self._live
        return max(1, min(MARKS_IN_A_LINE, self._look.width - longest))

    def _count(self, done: int) -> str:
        total = self._total()
        if total < done:
            return str(done)
        return f"{done:>{len(str(total))}}/{total} {done * 100 // max(total, 1):>3}%"

    def _left(self) -> str:
        elapsed, rest = stopwatch() - self._began, self._total() - self._done
        if not self._done or rest <= 0 or elapsed < _ESTIMATED_FROM_SECONDS:
            return ""
        return f", {time_left(elapsed / self._done * rest)}"


LONGEST_LEFT = ", a few seconds left"


def time_left(duration_s: float) -> str:
    """A rounded estimate: ``about 40 s left``."""
    if duration_s < 10:
        return "a few seconds left"
    if duration_s < 90:
        return f"about {math.ceil(duration_s / 5) * 5} s left"
    if duration_s < 90 * 60:
        return f"about {math.ceil(duration_s / 60)} min left"
    return f"about {math.ceil(duration_s / 3600)} h left"
