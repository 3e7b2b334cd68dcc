"""What a person sees of a run while pytest plays it: our words, not pytest's."""

from __future__ import annotations

import io
from typing import TextIO

import pytest

from harness.commands.saying import complain, warn
from harness.report.terminal import Look, look_for, progress, summary
from harness.story.events import Event, RunFinished, ScenarioFinished

MARKS_IN_A_LINE = 72
USAGE, HARNESS_ERROR = 2, 3


class Face:
    """Shows the run in our words; what pytest itself would say is kept for when it goes wrong."""

    def __init__(self, out: TextIO, *, own: bool = False) -> None:
        self._out = out
        self._own = own
        self._unreadable: list[str] = []
        self._look: Look = look_for(out.encoding, colour=out.isatty())
        self._events: list[Event] = []
        self._pytest_says = io.StringIO()
        self._marks = 0
        self.exit_code: int | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter._tw._file = self._pytest_says

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._unreadable.append(str(report.longrepr))

    def pytest_conformance_event(self, event: Event) -> None:
        self._events.append(event)
        words = progress(event, self._look)
        if words is not None:
            self._progress(words)
        if isinstance(event, RunFinished):
            self._progress("\n")
            self._out.write("\n" + summary(self._events, self._look))
            self.exit_code = event.exit_code
        self._out.flush()

    def _progress(self, words: str) -> None:
        """Marks in lines of a readable length; what has a line of its own leaves no empty one."""
        if "\n" in words:
            self._out.write(words if self._marks else words.removeprefix("\n"))
            self._marks = 0
            return
        self._out.write(words)
        self._marks += 1
        if self._marks == MARKS_IN_A_LINE:
            done = sum(isinstance(each, ScenarioFinished) for each in self._events)
            self._out.write(f" {done}\n")
            self._marks = 0

    def explain(self, code: int) -> int:
        """Nothing was judged: say why, and give the exit code."""
        match pytest.ExitCode(code):
            case pytest.ExitCode.USAGE_ERROR:
                # pytest has printed the reason.
                return USAGE
            case pytest.ExitCode.NO_TESTS_COLLECTED:
                complain("run", "no scenario matches")
                return USAGE
            case _ if self._own and self._unreadable:
                complain("run", "a feature cannot be played")
                warn("\n".join(dict.fromkeys(self._unreadable)))
                return USAGE
            case _:
                warn(self._pytest_says.getvalue())
                complain("run", "the suite itself is broken")
                return HARNESS_ERROR
