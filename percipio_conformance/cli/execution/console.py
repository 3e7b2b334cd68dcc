"""The console output of a run: the suite's messages instead of pytest's."""

from __future__ import annotations

import io
import os
from typing import TextIO

import pytest

from percipio_conformance.cli.execution.progress import Progress
from percipio_conformance.cli.output import complain, warn
from percipio_conformance.core.events import Event, RunFinished
from percipio_conformance.processes import signals
from percipio_conformance.reporting.screen import Color, can_update, look_of
from percipio_conformance.reporting.terminal import summary
from percipio_conformance.runner.finished_items import drop_passed_reports
from percipio_conformance.runner.plugin import RUN

USAGE, HARNESS_ERROR = 2, 3

MAX_AUTO_WORKERS = 8
"""The largest number of processes for ``-n auto``; each takes a second to start and 120 MiB."""


def available_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ConsolePlugin:
    """Prints the run's progress; pytest's own output is kept and printed only after an error."""

    def __init__(
        self, out: TextIO, *, own: bool = False, color: Color = "auto", verbosity: int = 0
    ) -> None:
        self._out = out
        self._own = own
        self._unreadable: list[str] = []
        self._look = look_of(out, color=color)
        self._events: list[Event] = []
        self._pytest_says = io.StringIO()
        self._config: pytest.Config | None = None
        self._progress = Progress(
            out, self._look, self._total, live=can_update(out), verbosity=verbosity
        )
        self.exit_code: int | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        self._config = config
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter._tw._file = self._pytest_says

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._unreadable.append(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        self._progress.begin()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_auto_num_workers(self) -> int:
        return min(available_cores(), MAX_AUTO_WORKERS)

    @pytest.hookimpl(trylast=True, optionalhook=True)
    def pytest_xdist_node_collection_finished(self) -> None:
        # Workers collect the scenarios while the loop is running.
        self._progress.begin()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self) -> None:
        # The summary that pytest would write from them is not shown.
        reporter = self._config and self._config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            drop_passed_reports(reporter)

    def pytest_conformance_event(self, event: Event) -> None:
        self._events.append(event)
        self._progress.show(event)
        if isinstance(event, RunFinished):
            self._progress.end()
            self._out.write("\n" + summary(self._events, self._look))
            self.exit_code = event.exit_code
        self._out.flush()

    def _total(self) -> int:
        """Number of scenarios to run; 0 while it is unknown."""
        if self._config is None or RUN not in self._config.stash:
            return 0
        return len(self._config.stash[RUN].collected)

    def _refusal(self) -> str | None:
        if self._config is None or RUN not in self._config.stash:
            return None
        return self._config.stash[RUN].refusal

    def explain(self, code: int) -> int:
        """Explain why there is no verdict; return the exit code."""
        self._progress.end()
        match pytest.ExitCode(code):
            case pytest.ExitCode.USAGE_ERROR:
                # pytest has printed the reason.
                return USAGE
            case pytest.ExitCode.NO_TESTS_COLLECTED:
                complain("run", self._refusal() or "no scenario matches")
                return USAGE
            case pytest.ExitCode.INTERRUPTED if (signaled := signals.received()) is not None:
                complain(
                    "run", f"{signals.name_of(signaled)} ended the run before its first scenario"
                )
                return signals.exit_code_of(signaled)
            case _ if self._own and self._unreadable:
                complain("run", "a feature cannot run")
                warn("\n".join(dict.fromkeys(self._unreadable)))
                return USAGE
            case _:
                warn(self._pytest_says.getvalue())
                complain("run", "the suite failed with an internal error")
                return HARNESS_ERROR
